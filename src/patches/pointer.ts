import { jsonPointer } from '../source/json-pointer.ts';

/** Returns the tokens of a JSON Pointer as it is written, in quotes: `"/spec/replicas"`. */
export function shownPointer(path: readonly string[]): string {
  return `"${jsonPointer(path)}"`;
}
