import type { StandInContract, StandInOperation } from './stand-in-contract.ts';

/** What an operation does to the records of a collection, as its method and path say. */
export type ResourceRole =
  | { readonly type: 'list' }
  | { readonly type: 'create'; readonly idName: string }
  | { readonly type: 'read' | 'change' | 'replace' | 'remove'; readonly idName: string }
  | { readonly type: 'other' };

const ITEM = /^(.*)\/\{([^{}/]+)\}$/;

/**
 * Returns the role of each operation by its id. `/orders` is a collection if the contract also has `/orders/{id}`: only
 * then is a POST to it kept; a POST to a path of its own (a search, a calculation) is not.
 */
export function resourceRoles(contract: StandInContract): ReadonlyMap<string, ResourceRole> {
  const idNames = new Map<string, string>();
  for (const { path } of contract.operations) {
    const match = ITEM.exec(path);
    if (match?.[1] !== undefined && match[2] !== undefined) idNames.set(match[1], match[2]);
  }
  return new Map(contract.operations.map((operation) => [operation.id, roleOf(operation, idNames)]));
}

function roleOf({ method, path }: StandInOperation, idNames: ReadonlyMap<string, string>): ResourceRole {
  const idName = ITEM.exec(path)?.[2];
  if (idName !== undefined) {
    if (method === 'GET') return { type: 'read', idName };
    if (method === 'PUT') return { type: 'replace', idName };
    if (method === 'PATCH') return { type: 'change', idName };
    return method === 'DELETE' ? { type: 'remove', idName } : { type: 'other' };
  }
  const collectionId = idNames.get(path);
  if (collectionId === undefined) return { type: 'other' };
  if (method === 'GET') return { type: 'list' };
  return method === 'POST' ? { type: 'create', idName: collectionId } : { type: 'other' };
}

/** Returns the path of the collection with its parameters filled in: `/shops/7/orders` for an item or the list itself. */
export function collectionPath(path: string, params: Readonly<Record<string, string>>): string {
  const collection = ITEM.exec(path)?.[1] ?? path;
  return collection.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
}
