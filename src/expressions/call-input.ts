import type { ContractOperation } from '../contracts/contract.ts';
import type {
  Backend,
  Http,
  IntegrationCall,
  IntegrationOperation,
  MobileServiceCall,
} from '../model/model.ts';
import type { ContractShapes } from './contract-shapes.ts';
import { fieldsRead, plainFieldOf } from './fields-read.ts';
import { ANY, fieldOf, namesOf, objectOf, requiredOf, type Shape } from './shape.ts';
import type { Tree } from './tree.ts';

/** What a call takes: an object whose fields go into the path, and else into the query or the body. */
export interface CallInput {
  /** `crm.readCustomer`. */
  readonly label: string;
  /** Fields that go into the path; without them there is no call. */
  readonly path: readonly string[];
  /** Further fields without which the call is refused for certain. */
  readonly needed: readonly string[];
  /** Where the other fields go. What it requires of a body is for a backend to insist on, or not. */
  readonly rest: Shape;
  /** Names of headers that the operation has as well: an expression cannot give them. */
  readonly headers: readonly string[];
}

const BODYLESS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS']);

/** True for a method whose requests have a body. */
export function hasBody(method: string): boolean {
  return !BODYLESS.has(method);
}

/** Returns what the `sends` of an integration's operation has to give. */
export function contractInput(
  shapes: ContractShapes,
  { name, contract }: Backend,
  calls: ContractOperation,
): CallInput {
  const label = `${name}.${calls.id}`;
  const request = shapes.request(contract, calls);
  if (calls.soap !== null)
    return { label, path: [], needed: requiredOf(request), rest: request, headers: [] };
  const headers = calls.parameters.flatMap((one) => (one.in === 'header' ? [one.name] : []));
  const path = namesInPath(calls.path);
  if (hasBody(calls.method)) return { label, path, needed: [], rest: request, headers };
  const rest = queryOf(calls);
  return { label, path, needed: requiredOf(rest), rest, headers };
}

/** Returns the names in braces in a path; contracts have them within segments too: `/users/{id}.json`. */
export function namesInPath(path: string): readonly string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].flatMap(([, name]) => name ?? []);
}

/**
 * True if the path of a backend's operation is filled by place from the path of the integration's own: without `sends`, where
 * both have as many names.
 */
export function isByPlace({ http, calls, sends }: IntegrationOperation): boolean {
  return sends === null && namesInPath(calls.path).length === http.parameters.length;
}

function queryOf({ parameters }: ContractOperation): Shape {
  const query = parameters.filter((one) => one.in === 'query');
  const required = query.flatMap((one) => (one.required ? [one.name] : []));
  return objectOf(new Map(query.map((one) => [one.name, ANY])), { required });
}

/** Returns what the `sends` of a part has to give where it calls a mobile service: of its body, nothing is known. */
export function serviceInput({ element, operation }: MobileServiceCall): CallInput {
  const label = `${element.name}.${operation.name}`;
  return { label, path: namesInPath(operation.path), ...UNKNOWN, headers: [] };
}

/** Returns what the `sends` of a part has to give where it calls an integration. `sends` is that of the integration; null: not read. */
export function integrationInput(
  shapes: ContractShapes,
  call: IntegrationCall,
  sends: Tree | null,
): CallInput {
  const { element, operation } = call;
  const backend = contractInput(shapes, element.reaches, operation.calls);
  const taken =
    operation.sends === null
      ? handedOn(call, backend)
      : sends === null
        ? UNKNOWN
        : readBySends(sends, operation.http, backend);
  return {
    label: `${element.name}.${operation.name}`,
    path: operation.http.parameters,
    ...taken,
    headers: [],
  };
}

type Taken = Pick<CallInput, 'needed' | 'rest'>;

const UNKNOWN: Taken = { needed: [], rest: ANY };

/** Without `sends`, an integration hands on by name: a query as a query, a body as a body, and either to a SOAP backend. */
function handedOn({ element, operation }: IntegrationCall, { path, needed, rest }: CallInput): Taken {
  const { http, calls } = operation;
  const fits = element.reaches.protocol === 'soap' || hasBody(calls.method) === hasBody(http.method);
  const isOther = (name: string) => !http.parameters.includes(name);
  // Nothing else is known of it, but that the backend's path is filled from it.
  if (fits && (rest.type !== 'object' || rest.others === 'possible'))
    return { needed: needed.filter(isOther), rest: path.length === 0 ? rest : ANY };
  const names = [...(fits ? namesOf(rest) : []), ...path];
  const fields = new Map(names.map((name): [string, Shape] => [name, fieldOf(rest, name) ?? ANY]));
  const required = fits ? requiredOf(rest).filter(isOther) : [];
  return { needed: fits ? needed.filter(isOther) : [], rest: objectOf(fields, { required }) };
}

/** With `sends`, it takes what that reads; what the backend needs and `sends` takes over as it is, it needs too. */
function readBySends(sends: Tree, { method }: Http, backend: CallInput): Taken {
  const root = hasBody(method) ? 'body' : 'query';
  const read = fieldsRead(sends, root);
  if (read === null) return UNKNOWN;
  const pairs = sends.type === 'object' ? sends.pairs : [];
  const takenOver = (names: readonly string[]) =>
    pairs.flatMap(([key, value]) => {
      const isNamed = key.type === 'literal' && names.includes(String(key.value));
      return (isNamed ? plainFieldOf(value, root) : null) ?? [];
    });
  return {
    needed: takenOver([...backend.path, ...backend.needed]),
    rest: objectOf(new Map([...read].map((name) => [name, ANY])), {
      required: takenOver(requiredOf(backend.rest)),
    }),
  };
}
