import { fixOf, insertEntry } from '../diagnostics/edits.ts';
import type { FrontendOperation, Integration, IntegrationOperation, Model, Route } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { partsOf } from './shared/parts.ts';
import { waysIn } from './shared/ways-in.ts';

/** Retries of what must not be done twice, on ways that bring no Idempotency-Key to the backend. */
export const unsafeRetry: Rule = {
  id: 'unsafe-retry',
  group: 'resilience',
  severity: 'warning',
  summary:
    'An operation that may not be done twice is to be repeated, and its backend gets no Idempotency-Key.',
  why: 'After a timeout nobody knows whether the first order was placed. Without a key that travels from the phone to the backend, repeating it may place a second one; that is why services repeat a POST or PATCH only with a key, and without one the retries are not there when they are needed. A SOAP message carries no key at all: over SOAP only what reads is repeated.',
  example: {
    bad: `
integrations:
  erp-integration:
    operations:
      createOrder: { resilience: { retries: 1 } }
`,
    good: `
integrations:
  erp-integration:
    operations:
      createOrder: { resilience: { retries: 0 } }
`,
  },
  check: (model, report) => {
    const unkeyed = unkeyedWays(model);
    for (const integration of model.integrations) {
      for (const operation of integration.operations) {
        if (operation.resilience.retries === 0 || mayBeRepeated(integration, operation)) continue;
        if (integration.reaches.protocol === 'soap') {
          report({
            message: `${toBeRepeated(integration, operation)}, but SOAP carries no Idempotency-Key`,
            ...placeOf(integration, operation),
            hint: ownRetries,
          });
          continue;
        }
        const way = unkeyed.get(operation);
        if (way === undefined) continue;
        report({
          message: `${toBeRepeated(integration, operation)}, but ${wayText(way)}`,
          ...placeOf(integration, operation),
          related: [
            { message: `requests come by this route to operation "${way.by.name}"`, span: way.route.span },
          ],
          ...remedy(way),
        });
      }
    }
  },
};

const ownRetries = 'give it "resilience: { retries: 0 }" of its own';

interface UnkeyedWay {
  readonly by: FrontendOperation;
  readonly route: Route;
}

/** For each operation of an integration the first way on which the gateway asks for no key; none where it always does. */
function unkeyedWays(model: Model): ReadonlyMap<IntegrationOperation, UnkeyedWay> {
  const routes = new Map<FrontendOperation, Route>();
  for (const { route, operation } of waysIn(model)) {
    const isKeyed = route.idempotency === 'required' && isUnsafe(operation);
    if (!isKeyed && !routes.has(operation)) routes.set(operation, route);
  }
  const ways = new Map<IntegrationOperation, UnkeyedWay>();
  for (const { operation: by, gather } of partsOf(model)) {
    const route = routes.get(by);
    if (gather.from.type !== 'integration' || route === undefined) continue;
    if (!ways.has(gather.from.operation)) ways.set(gather.from.operation, { by, route });
  }
  return ways;
}

/** The gateway asks for a key with these alone. */
function isUnsafe({ http }: FrontendOperation): boolean {
  return http.method !== 'GET' && http.method !== 'HEAD';
}

/** Each call of a SOAP operation is a POST: whether it only reads is for the integration's own method to say. */
function mayBeRepeated({ reaches }: Integration, { http, calls }: IntegrationOperation): boolean {
  if (reaches.protocol === 'soap') return http.method === 'GET' || http.method === 'HEAD';
  return calls.method !== 'POST' && calls.method !== 'PATCH';
}

function toBeRepeated(integration: Integration, operation: IntegrationOperation): string {
  return `operation "${operation.name}" of integration microservice "${integration.name}" is to be repeated when it fails`;
}

function wayText({ by, route }: UnkeyedWay): string {
  if (!isUnsafe(by)) return `a ${by.http.method} such as "${by.name}" brings no Idempotency-Key`;
  return `the route "${route.pattern}" asks for no Idempotency-Key`;
}

function placeOf(integration: Integration, operation: IntegrationOperation) {
  const span = operation.resilience.written.get('retries') ?? operation.span;
  const own = operation.written.get('resilience');
  const isOwn = own !== undefined && own.start <= span.start && span.end <= own.end;
  return { span, path: `${isOwn ? operation.path : integration.path}.resilience.retries` };
}

function remedy({ by, route }: UnkeyedWay) {
  if (!isUnsafe(by)) return { hint: ownRetries };
  const written = route.written.get('idempotency');
  const edit =
    written === undefined
      ? insertEntry(route.span, { key: 'idempotency', value: 'required', at: 'last' })
      : { span: written, text: 'required' };
  return {
    hint: 'add "idempotency: required" to the route, or give the operation "resilience: { retries: 0 }" of its own',
    ...fixOf({
      title: `ask for an Idempotency-Key on the route "${route.pattern}"`,
      safety: 'suggestion',
      edits: [edit],
    }),
  };
}
