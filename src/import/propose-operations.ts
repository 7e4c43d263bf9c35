import type { Contract, ContractOperation } from '../contracts/contract.ts';
import { camel, distinct, kebab } from '../generate/names.ts';
import { shapeOfPath } from '../model/http-path.ts';
import { stylePath, withoutCommonStart } from './integration-path.ts';
import { sentInput } from './sent-input.ts';

/** An operation of an integration microservice that calls one of a contract. */
export interface ProposedOperation {
  /** In camelCase, unique in its integration. */
  readonly name: string;
  readonly method: string;
  /** `/accounts/{accountId}`. */
  readonly path: string;
  /** JSONata; null: input goes by name. */
  readonly sends: string | null;
  readonly calls: ContractOperation;
  /** Required headers without a default, which an integration does not send by itself. */
  readonly headers: readonly string[];
}

/** Names and routes that an integration has already. */
export interface Taken {
  readonly names: readonly string[];
  /** `GET /accounts/{accountId}`. */
  readonly https: readonly string[];
}

/** Returns the operations of an integration for operations of a contract, in their order. */
export function proposeOperations(
  contract: Contract,
  chosen: readonly ContractOperation[],
  taken: Taken,
): readonly ProposedOperation[] {
  const names = distinct([...taken.names, ...chosen.map(({ id }) => id)], operationName).slice(
    taken.names.length,
  );
  // What begins all paths of the contract begins those that are chosen too, and stays the same for what is chosen later.
  const all = withoutCommonStart(contract.operations.map(({ path }) => stylePath(path)));
  const pathOf = new Map(contract.operations.map((operation, at) => [operation, all[at] ?? '/']));
  const shapes = new Set(taken.https.map(shapeOfHttp));
  return chosen.map((calls, at) => {
    const name = names[at] ?? operationName(calls.id);
    const wanted = pathOf.get(calls) ?? '/';
    const isFree = !shapes.has(shapeOfHttp(`${calls.method} ${wanted}`));
    const path = isFree ? wanted : `/${kebab(name)}${wanted === '/' ? '' : wanted}`;
    shapes.add(shapeOfHttp(`${calls.method} ${path}`));
    const headers = calls.parameters
      .filter(({ in: place, required, schema }) => place === 'header' && required && !('default' in schema))
      .map((parameter) => parameter.name);
    return { name, method: calls.method, path, sends: sentInput(calls, path), calls, headers };
  });
}

function shapeOfHttp(http: string): string {
  const space = http.indexOf(' ');
  return `${http.slice(0, space)} ${shapeOfPath(http.slice(space + 1))}`;
}

/** `get-order_list` is `getOrderList`; what is a name in that style already stays. */
function operationName(id: string): string {
  const isStyled = /^[a-z][A-Za-z0-9]*$/.test(id);
  const name = isStyled ? id : camel(id).replace(/[^A-Za-z0-9]/g, '');
  const plain = /^[A-Za-z]/.test(name) ? name : `call${name}`;
  return plain.slice(0, 60);
}
