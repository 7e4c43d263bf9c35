import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FilePlan } from '../generate/plan.ts';
import type { UserFileMove } from './change.ts';
import { isEjected } from './ejected.ts';
import { environmentError, hasCode } from './environment-error.ts';
import type { Manifest } from './manifest.ts';
import type { Moves } from './moves.ts';
import { readDisk } from './read-disk.ts';

/** What is made again by the project's own commands, and may be very large. */
const LEFT_BEHIND = new Set(['node_modules', 'dist']);

/** What moves, and what Lintel writes: the rest is the user's. */
export interface MoveGround {
  readonly plan: FilePlan;
  readonly manifest: Manifest | null;
  readonly moves: Moves;
  readonly isIgnored: (path: string) => boolean;
}

/**
 * Returns the files of the user's own in folders that move, which move along, the ejected among them: everything that Lintel did not
 * write, but for links, `node_modules`, `dist` and what is ignored under either name. A file whose new place is taken, or is to be,
 * stays. Sorted by path. Throws a UserError `environment` where a folder cannot be read.
 */
export function userMovesOf(root: string, ground: MoveGround): readonly UserFileMove[] {
  const { plan, manifest, moves, isIgnored } = ground;
  const written = new Set((manifest?.files ?? []).map(({ path }) => path));
  const planned = new Set(plan.files.map(({ path }) => path));
  const targets = new Map(
    [...moves.folders].flatMap(([from, to]) =>
      filesBelow(root, from)
        .filter((path) => !written.has(path))
        .map((path) => [path, `${to}${path.slice(from.length)}`] as const),
    ),
  );
  const found = [...targets]
    .filter((paths) => !paths.some(isIgnored))
    .map(([movedFrom, path]) => ({ path, movedFrom }));
  const disk = readDisk(
    root,
    found.flatMap(({ path, movedFrom }) => [path, movedFrom]),
  );
  const taken = new Set<string>();
  return found
    .flatMap(({ path, movedFrom }): readonly UserFileMove[] => {
      const file = disk.get(movedFrom);
      const isHandedOver = isEjected(moves.ejected, path);
      const isFree = disk.get(path)?.type === 'missing' && (isHandedOver || !planned.has(path));
      if (file?.type !== 'file' || !isFree || taken.has(path)) return [];
      taken.add(path);
      const reason = `from ${movedFrom}${isHandedOver ? ', and stays ejected' : ''}`;
      return [{ state: 'moved', path, movedFrom, disk: file, reason }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A path that is no folder is all that is there. */
function filesBelow(root: string, folder: string): readonly string[] {
  try {
    if (!lstatSync(join(root, folder)).isDirectory()) return [folder];
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return LEFT_BEHIND.has(entry.name) ? [] : filesBelow(root, path);
      return entry.isFile() ? [path] : [];
    });
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw environmentError(`cannot read ${join(root, folder)}`, error);
  }
}
