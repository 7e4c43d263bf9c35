import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FilePlan } from '../generate/plan.ts';
import type { UserFileMove } from './change.ts';
import { isEjected } from './ejected.ts';
import { hasCode, readingError } from './environment-error.ts';
import type { Manifest } from './manifest.ts';
import type { Moves } from './moves.ts';
import { type DiskFile, readDisk } from './read-disk.ts';

/** What is made again by the project's own commands, and may be very large. */
const LEFT_BEHIND = new Set(['node_modules', 'dist']);

/** What moves, and what Lintel writes: the rest is the user's. */
export interface MoveGround {
  readonly plan: FilePlan;
  readonly manifest: Manifest | null;
  readonly moves: Moves;
  readonly isIgnored: (path: string) => boolean;
}

/** What becomes of what is the user's in folders that move. */
export interface UserMoves {
  /** Sorted by path. */
  readonly moves: readonly UserFileMove[];
  /** A sentence for each that stays although nobody asked for that, sorted. */
  readonly warnings: readonly string[];
}

/**
 * Returns what of the user's own moves along with folders, the ejected among it: every file that Lintel did not write, but for
 * `node_modules`, `dist` and what is ignored under either name. What is no regular file stays, and a file whose new place is taken, or is
 * to be. Throws a UserError `environment` where a folder cannot be read.
 */
export function userMovesOf(root: string, ground: MoveGround): UserMoves {
  const { moves } = ground;
  const found: UserFileMove[] = [];
  const warnings: string[] = [];
  const pairs = pairsOf(root, ground);
  const disk = readDisk(root, pairs.flat());
  const movable = movableOf(pairs, disk, ground);
  for (const [movedFrom, path] of pairs) {
    const file = disk.get(movedFrom);
    if (file?.type === 'foreign') warnings.push(`${movedFrom} does not move to ${path}: ${file.what}`);
    if (file?.type !== 'file') continue;
    if (movable.get(path) === movedFrom) {
      const reason = `from ${movedFrom}${isEjected(moves.ejected, path) ? ', and stays ejected' : ''}`;
      found.push({ state: 'moved', path, movedFrom, disk: file, reason });
    } else warnings.push(`${movedFrom} does not move to ${path}: that place is taken`);
  }
  return { moves: found.sort((a, b) => (a.path < b.path ? -1 : 1)), warnings: warnings.sort() };
}

/** Returns old paths by new ones of all that can move at once: to where nothing stands, or where what stands moves away itself. */
function movableOf(
  pairs: readonly [string, string][],
  disk: ReadonlyMap<string, DiskFile>,
  { plan, moves }: MoveGround,
): ReadonlyMap<string, string> {
  const planned = new Set(plan.files.map(({ path }) => path));
  const movable = new Map<string, string>();
  for (const [from, to] of pairs) {
    const isOurs = planned.has(to) && !isEjected(moves.ejected, to);
    if (disk.get(from)?.type === 'file' && !isOurs && !movable.has(to)) movable.set(to, from);
  }
  for (let size = -1; size !== movable.size; ) {
    size = movable.size;
    const leaving = new Set([...moves.files.values(), ...movable.values()]);
    for (const to of movable.keys())
      if (disk.get(to)?.type !== 'missing' && !leaving.has(to)) movable.delete(to);
  }
  return movable;
}

/** Returns what is the user's in folders that move, and the path that it is to have. */
function pairsOf(root: string, { manifest, moves, isIgnored }: MoveGround): readonly [string, string][] {
  const written = new Set((manifest?.files ?? []).map(({ path }) => path));
  const targets = [...moves.folders].flatMap(([from, to]) =>
    filesBelow(root, from).map((path): [string, string] => [path, `${to}${path.slice(from.length)}`]),
  );
  const own = targets.filter(([path, to]) => !written.has(path) && !isIgnored(path) && !isIgnored(to));
  // An ejected file is in its element's folder, too.
  return [...new Map(own)];
}

/** A path that is no folder is all that is there. */
function filesBelow(root: string, folder: string): readonly string[] {
  try {
    if (!lstatSync(join(root, folder)).isDirectory()) return [folder];
    return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      if (LEFT_BEHIND.has(entry.name) && !entry.isFile()) return [];
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(root, path) : [path];
    });
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
    throw readingError(join(root, folder), error);
  }
}
