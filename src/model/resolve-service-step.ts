import type { KindId, KindStep } from '../kinds/kind.ts';
import type { Span } from '../source/source.ts';
import type { GatewayView } from './gateway-view.ts';
import type { MobileService, Route, ServiceStep } from './model.ts';
import { type Resolution, reportAt } from './resolution.ts';

interface ServiceStepAt {
  readonly journey: string;
  readonly path: string;
  readonly span: Span;
  readonly step: KindStep;
  readonly kind: KindId;
  readonly argument: string;
}

/**
 * Returns the step with the mobile service that runs it: the first of its kind that routes of the gateway cover. Null
 * where there is none; that is reported.
 */
export function resolveServiceStep(
  work: Resolution,
  at: ServiceStepAt,
  view: GatewayView,
): ServiceStep | null {
  const { step, argument, span } = at;
  const label = `${step.key}: ${argument}`;
  const services = view.services(at.kind);
  for (const service of services) {
    const route = coveringRoute(service, step, view);
    if (route === null) continue;
    checkArgument(work, at, service);
    return { type: 'service', label, action: step.key, argument, service, route, span };
  }
  reportUnserved(work, { at, label, service: services[0] ?? null }, view);
  return null;
}

function reportUnserved(
  work: Resolution,
  of: { readonly at: ServiceStepAt; readonly label: string; readonly service: MobileService | null },
  view: GatewayView,
): void {
  const { at, label, service } = of;
  const place = { span: at.span, path: `${at.path}.${at.step.key}` };
  const head = `step "${label}" of journey "${at.journey}" needs`;
  if (service !== null) {
    const open = uncovered(service, at.step, view);
    // A route that leads nowhere is reported there; that it is missing would repeat it.
    if (open.some((path) => view.route(path) === 'broken')) return;
    reportAt(work, place, {
      rule: 'journey-step',
      message: `${head} a route of API gateway "${view.gateway.name}" to "${service.name}"`,
      hint: `add a route that covers ${open.map((path) => `"${path}"`).join(' and ')}`,
    });
    return;
  }
  // A service whose kind is wrong is reported there.
  const isBroken = [...work.names.values()].some(
    (other) => other.tier === 'mobileServices' && other.kind === null,
  );
  if (isBroken) return;
  reportAt(work, place, {
    rule: 'journey-step',
    message: `${head} a mobile service of the kind ${at.kind}`,
    hint: `add one under "mobileServices", "${at.kind}: { kind: ${at.kind} }", and a route to it`,
  });
}

function pathsOf(service: MobileService, step: KindStep): readonly string[] {
  const { operations } = service.kind;
  const paths = step.operations.flatMap((name) => operations.find((one) => one.name === name)?.path ?? []);
  return [...new Set(paths)];
}

/** The route of the step's first operation, if routes to the service cover all of them. */
function coveringRoute(service: MobileService, step: KindStep, view: GatewayView): Route | null {
  const [first = ''] = pathsOf(service, step);
  const route = view.route(first);
  return uncovered(service, step, view).length > 0 || route === 'broken' ? null : route;
}

function uncovered(service: MobileService, step: KindStep, view: GatewayView): readonly string[] {
  return pathsOf(service, step).filter((path) => {
    const route = view.route(path);
    return route === null || route === 'broken' || route.to.name !== service.name;
  });
}

function checkArgument(work: Resolution, at: ServiceStepAt, service: MobileService): void {
  if (service.settings.kind !== 'sync') return;
  const known = service.settings.collections.map((collection) => collection.name);
  if (known.includes(at.argument)) return;
  reportAt(
    work,
    { span: at.span, path: `${at.path}.${at.step.key}` },
    {
      rule: 'unknown-reference',
      message: `mobile service "${service.name}" has no collection "${at.argument}"`,
      hint: work.suggest(at.argument, known, 'it has') ?? `add it: "collections: { ${at.argument}: {} }"`,
    },
  );
}
