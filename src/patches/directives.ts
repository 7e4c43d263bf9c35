import { isPlainMap } from './merge-keys.ts';
import { shownPointer } from './pointer.ts';

/** Why something cannot be laid over a document, and what to do instead. */
export interface MergeProblem {
  readonly reason: string;
  readonly hint: string | undefined;
}

/** Key of the directive that takes away, or replaces, the map that it stands in. */
export const PATCH = '$patch';
/** Key of the list of those keys that a map keeps. */
export const RETAIN_KEYS = '$retainKeys';
/** Before the key of a list of single values: those that it loses. */
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList/';
const SET_ORDER = '$setElementOrder/';

/** What to do where nothing would be left of a document. */
export const DELETE_HINT = 'to delete a Kubernetes object, write merge: { $patch: delete }';

/** Returns whether a key of what is merged says what is to be done, and is nothing to be written. */
export function isDirective(key: string): boolean {
  return (
    key === PATCH || key === RETAIN_KEYS || key.startsWith(DELETE_FROM_LIST) || key.startsWith(SET_ORDER)
  );
}

/** Returns the directive of a map: `delete`, `replace`, or null. */
export function directiveOf(value: unknown): 'delete' | 'replace' | null {
  const directive = isPlainMap(value) ? value[PATCH] : null;
  return directive === 'delete' || directive === 'replace' ? directive : null;
}

/** Returns true for the item of a list that says that the list replaces the other: it says nothing else. */
export function isReplaceMark(item: unknown): boolean {
  return directiveOf(item) === 'replace' && Object.keys(Object(item)).length === 1;
}

/** Returns the first directive of what is merged that is none, or is not written as it has to be; null where there is none. */
export function wrongDirective(value: unknown, path: readonly string[] = []): MergeProblem | null {
  if (!isPlainMap(value) && !Array.isArray(value)) return null;
  for (const [key, item] of Object.entries(value)) {
    const problem = isPlainMap(value) && isDirective(key) ? wrongEntry(key, item, path) : null;
    const found = problem ?? wrongDirective(item, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

function wrongEntry(key: string, value: unknown, path: readonly string[]): MergeProblem | null {
  const place = shownPointer(path);
  if (key.startsWith(SET_ORDER))
    return {
      reason: `"${key}" at ${place} is not understood`,
      hint: 'leave it out: what is merged keeps the order of the list that is there; "json" moves items',
    };
  if (key === PATCH)
    return value === 'delete' || value === 'replace'
      ? null
      : {
          reason: `"${PATCH}" at ${place} is ${JSON.stringify(value)}, which is no directive`,
          hint: 'there are "delete" and "replace"',
        };
  if (!Array.isArray(value) || value.some((one) => typeof one === 'object' && one !== null))
    return {
      reason: `"${key}" at ${place} is no list of single values`,
      hint: key === RETAIN_KEYS ? 'list the keys that stay' : 'list the values that are to go',
    };
  return null;
}
