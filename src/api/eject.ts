import { resolve } from 'node:path';
import { type Ejected, eject } from '../write/eject.ts';
import { type OutputPlace, placeInOutput } from '../write/output-root.ts';

/**
 * Hands a generated file, or a folder of them, over to the user for good; the path is relative to `from`. Throws a UserError:
 * `usage` for a path that is in no output folder or at which nothing is generated, `environment` where it cannot be written down.
 */
export function ejectPath(path: string, from: string): Ejected & OutputPlace {
  const place = placeInOutput(resolve(from, path));
  return { ...place, ...eject(place) };
}
