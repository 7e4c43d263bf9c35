import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { FilePlan } from '../generate/plan.ts';
import { type Bases, hasBases, readBases } from './bases.ts';
import { type Comparison, conflictsOf, pendingChanges } from './change.ts';
import { comparePlan } from './compare.ts';
import { environmentError } from './environment-error.ts';
import type { Generation, Wishes } from './generation.ts';
import { readIgnored } from './ignore-file.ts';
import { formatManifest, LINTEL_FOLDER, MANIFEST_PATH, type Manifest, readManifest } from './manifest.ts';
import { movesOf } from './moves.ts';
import { nextManifest } from './next-manifest.ts';
import { readDisk, whyNoFolder } from './read-disk.ts';
import { userMovesOf } from './user-moves.ts';
import { createNearestExisting } from './with-lock.ts';

/** A comparison, with what it was made from. */
export interface Look {
  readonly comparison: Comparison;
  readonly manifest: Manifest | null;
  readonly bases: () => Bases;
}

/** Returns what an output folder is like beside a plan. Throws what `compareWithDisk` throws. */
export function look(real: string, plan: FilePlan, { conflict, renames }: Wishes): Look {
  refuseOutputFolder(real);
  const manifest = readManifest(real);
  let known: Bases | null = null;
  const bases = () => {
    known ??= readBases(real);
    return known;
  };
  const ignored = readIgnored(real);
  const paths = new Set([...plan.files, ...(manifest?.files ?? [])].map(({ path }) => path));
  const disk = readDisk(real, [...paths].sort());
  const moves = movesOf({ plan, manifest, renames, disk, isIgnored: ignored.has });
  const users = userMovesOf(real, { plan, manifest, moves, isIgnored: ignored.has });
  const comparison = comparePlan({
    plan,
    manifest,
    disk,
    baseOf: (sha256) => bases().get(sha256) ?? null,
    isIgnored: ignored.has,
    moves,
    userMoves: users.moves,
    conflict,
  });
  const warnings = [...ignored.warningsAbout([...paths]), ...users.warnings];
  return { comparison: { ...comparison, warnings, isUnsettled: false }, manifest, bases };
}

/** True if nothing is to be written, or nothing may be. */
export function isAtRest(root: string, found: Look, generation: Generation): boolean {
  return conflictsOf(found.comparison).length > 0 || isDone(root, found, generation);
}

function isDone(root: string, { comparison, manifest }: Look, generation: Generation): boolean {
  if (pendingChanges(comparison).length > 0 || manifest === null || !hasBases(root)) return false;
  return formatManifest(manifest) === formatManifest(nextManifest(comparison, generation));
}

/** What a link leads to is what tells the user's edits from generated files: without it, all of them would look alike. */
const PUT_BACK =
  'put the folder .lintel itself there, with what is in it: it tells your edits from what was generated; only where nothing was generated yet, delete what stands there';

/** Throws a UserError for a folder that is none, or that has something else where the manifest would be. */
export function refuseOutputFolder(root: string): void {
  const stat = statOf(root);
  if (stat !== undefined && !stat.isDirectory()) {
    throw new UserError('usage', `the output folder ${root} is a file`, 'name a folder with -o');
  }
  const reason = whyNoFolder(root, LINTEL_FOLDER, new Map());
  if (reason !== null)
    throw new UserError('environment', `cannot keep the manifest in ${root}: ${reason}`, PUT_BACK);
  const manifest = statOf(join(root, MANIFEST_PATH));
  if (manifest !== undefined && !manifest.isFile()) {
    throw new UserError('environment', `${join(root, MANIFEST_PATH)} is no regular file`, PUT_BACK);
  }
}

/** Undefined: nothing stands there. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw environmentError(`cannot write to ${path}`, error);
  }
}

/** Throws unless every folder that a write would change can be changed, before anything is. */
export function probe(root: string, comparison: Comparison): void {
  const folders = new Set(pendingChanges(comparison).map(({ path }) => dirname(path)));
  const nearest = createNearestExisting();
  for (const folder of new Set([...folders, '.'].map((below) => nearest(join(root, below))))) {
    try {
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw environmentError(`cannot write to ${folder}`, error);
    }
  }
}
