import { takesPath } from '../model/http-path.ts';
import { once, rememberedFor } from '../model/memo.ts';
import type {
  Element,
  Frontend,
  FrontendOperation,
  Gather,
  Http,
  IntegrationOperation,
  Model,
} from '../model/model.ts';
import { partsBefore } from '../model/parts-before.ts';
import { hasBody } from './call-input.ts';
import { ANY, type Explanation, objectOf, type Shape, TEXT } from './shape.ts';

/** Returns what the `sends` of an integration's operation is evaluated for: `{ params, query, body }` of its request. */
export function requestInput({ http }: IntegrationOperation): Shape {
  return objectOf(requestFields(http), {
    label: requestLabel(http),
    explain: (name) =>
      name === 'caller' || name === 'parts'
        ? {
            reason: `only a frontend microservice knows "${name}"`,
            hint: 'let the part of the frontend send what is needed of it',
          }
        : explainBody(name, http),
  });
}

export interface GatherOf {
  readonly frontend: Frontend;
  readonly operation: FrontendOperation;
  readonly gather: Gather;
}

/**
 * Returns what the `sends` of a part is evaluated for: `{ params, query, body, caller, parts }`. `answerOf` gives what an
 * operation of an integration answers.
 */
export function frontendInput(
  model: Model,
  of: GatherOf,
  answerOf: (operation: IntegrationOperation) => Shape,
): Shape {
  const { http } = of.operation;
  const request = objectOf(requestFields(http), {
    label: requestLabel(http),
    explain: (name) =>
      name === 'caller'
        ? {
            reason: 'no request that is routed here is authenticated',
            hint: 'let the gateway authenticate, or read something else',
          }
        : explainBody(name, http),
  });
  return {
    ...request,
    names: [...request.names, 'caller', 'parts'],
    // Found out when it is asked for: most expressions read one of the two at most.
    field: (name) =>
      name === 'caller'
        ? callerOf(model, of)
        : name === 'parts'
          ? partsOf(of, answerOf)
          : request.field(name),
  };
}

function requestLabel({ method, path }: Http): string {
  return `the request "${method} ${path}"`;
}

function requestFields({ method, path, parameters }: Http): Map<string, Shape> {
  const params = objectOf(new Map(parameters.map((name) => [name, TEXT])), { label: `the path "${path}"` });
  const fields = new Map<string, Shape>([
    ['params', params],
    ['query', ANY],
  ]);
  return hasBody(method) ? fields.set('body', ANY) : fields;
}

function explainBody(name: string, { method }: Http): Explanation | null {
  if (name !== 'body' || hasBody(method)) return null;
  return { reason: `a ${method} has no body`, hint: 'read "params" or "query"' };
}

const CALLER = ['id', 'app', 'plan'];

/** Null where no route to the operation asks for a token. */
function callerOf(model: Model, of: GatherOf): Shape | null {
  if (isAnonymous(model, of)) return null;
  return objectOf(new Map(CALLER.map((name) => [name, TEXT])), { label: 'a caller' });
}

/** True if an operation of a frontend is reached, and only by requests that nobody has authenticated. */
export function isAnonymous(model: Model, { frontend, operation }: Omit<GatherOf, 'gather'>): boolean {
  const ways = (routesOf(model).get(frontend) ?? []).filter(({ pattern }) =>
    takesPath(pattern, operation.http.path),
  );
  return ways.length > 0 && ways.every(({ isPublic }) => isPublic);
}

/** The routes to each element of a model, and whether requests on them go unauthenticated. */
const routesOf = rememberedFor((model: Model) => {
  const routes = new Map<Element, { readonly pattern: string; readonly isPublic: boolean }[]>();
  for (const { routes: all, authenticates } of model.gateways) {
    for (const { to, pattern, public: open } of all) {
      once(routes, to, () => []).push({ pattern, isPublic: open || authenticates === null });
    }
  }
  return routes;
});

function partsOf(
  { frontend, operation, gather }: GatherOf,
  answerOf: (operation: IntegrationOperation) => Shape,
): Shape {
  const before = partsBefore(operation, gather);
  const fields = operation.gathers
    .filter(({ part }) => before.has(part))
    .map(({ part, from }): [string, Shape] => [
      part,
      from.type === 'integration' ? answerOf(from.operation) : ANY,
    ]);
  const others = new Set(operation.gathers.map(({ part }) => part));
  return objectOf(new Map(fields), {
    label: `"${frontend.name}.${operation.name}"`,
    explain: (name) => {
      if (!others.has(name)) return null;
      if (name === gather.part) return { reason: 'a part cannot wait for itself', hint: 'read another part' };
      return { reason: `it is not waited for`, hint: `add "after: ${name}"` };
    },
  });
}
