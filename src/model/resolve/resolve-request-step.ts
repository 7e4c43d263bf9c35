import { placesIn } from '../../source/node-places.ts';
import { type Node, toPlain } from '../../source/parsed-document.ts';
import type { Span } from '../../source/source.ts';
import type { GatewayView } from '../gateway-view.ts';
import { hasForm, parseHttp, segmentsOf } from '../http-path.ts';
import type { RequestStep, Route } from '../model.ts';
import { type Resolution, reportAt } from './resolution.ts';

interface RequestAt {
  readonly journey: string;
  readonly path: string;
  readonly span: Span;
  /** `GET /products/{sku}`. */
  readonly text: string;
  readonly body: Node | undefined;
}

/** Returns the step with the route that it takes, or null where no operation answers it; that is reported. */
export function resolveRequestStep(work: Resolution, at: RequestAt, view: GatewayView): RequestStep | null {
  const { text, journey, span, body } = at;
  if (!hasForm('request', text)) return null;
  const { method, path } = parseHttp(text);
  const route = view.route(path);
  if (route === 'broken') return null;
  if (route === null) {
    reportAt(work, at, {
      rule: 'journey-step',
      message: `step "${text}" of journey "${journey}" matches no route of API gateway "${view.gateway.name}"`,
      hint: nearRoutes(work, view, path),
    });
    return null;
  }
  const problem = answerProblem(work, view, { route, method, path });
  if (problem !== null) {
    const message = `step "${text}" of journey "${journey}" reaches "${route.to.name}", ${problem.message}`;
    reportAt(work, at, { rule: 'journey-step', message, hint: problem.hint });
    return null;
  }
  return {
    type: 'request',
    label: text,
    method,
    path,
    body: body === undefined ? undefined : toPlain(body),
    bodyPlaces: body === undefined ? new Map() : placesIn(body),
    route,
    span,
  };
}

/** Names the routes that may be meant; a path that starts with an element's name is answered with that. */
function nearRoutes(work: Resolution, view: GatewayView, path: string): string {
  const target = work.names.get(segmentsOf(path)[0] ?? '');
  if (target !== undefined && target.tier !== 'devices') {
    return `a phone has only the gateway, it does not reach ${target.noun} "${target.name}" by name: add a route for "${path}"`;
  }
  const { routes } = view.gateway;
  if (routes.length === 0) return 'the gateway has no routes';
  const found = work.suggest(
    path,
    () => routes.map((route) => route.pattern),
    'a phone has only the gateway; its routes are',
  );
  return found ?? 'a phone has only the gateway: add a route';
}

interface Problem {
  readonly message: string;
  readonly hint: string | undefined;
}

function answerProblem(
  work: Resolution,
  view: GatewayView,
  request: { readonly route: Route; readonly method: string; readonly path: string },
): Problem | null {
  const { list, index } = view.answers(request.route.to);
  const here = index.all(request.path);
  const match = here.find((answer) => answer.method === request.method);
  if (match?.forDevices === true) return null;
  if (match !== undefined) {
    return { message: 'where only other services may call this', hint: 'use an operation for devices' };
  }
  if (here.length > 0) {
    const methods = [...new Set(here.map((answer) => answer.method))].join(', ');
    return { message: `which answers only ${methods} at this path`, hint: undefined };
  }
  const known = () =>
    list.filter((answer) => answer.forDevices).map(({ method, path }) => `${method} ${path}`);
  const hint = work.suggest(`${request.method} ${request.path}`, known, 'it answers');
  return { message: 'which has no operation at this path', hint };
}
