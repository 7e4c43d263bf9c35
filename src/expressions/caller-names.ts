import type { Gather } from '../model/model.ts';
import { isByPlace, namesInPath } from './call-input.ts';

/** Names that a part asks by, and who gives them. */
export interface CallerNames {
  /** Those in the path of the call. */
  readonly path: readonly string[];
  /** Those that the integration behind takes by name for the path of its own call. */
  readonly behind: readonly string[];
}

/**
 * Returns the names that are the caller's id, where there is a caller: those that the path of the request (`named`) does not have. With
 * `sends` there are none: then everything is given.
 */
export function callerNames({ from, sends }: Gather, named: readonly string[]): CallerNames {
  if (sends !== null || from.type !== 'integration') return { path: [], behind: [] };
  const { http, calls, sends: given } = from.operation;
  const isByName = given === null && calls.soap === null && !isByPlace(from.operation);
  return {
    path: http.parameters.filter((name) => !named.includes(name)),
    behind: isByName ? namesInPath(calls.path).filter((name) => !http.parameters.includes(name)) : [],
  };
}
