import { accessSync, constants, lstatSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../diagnostics/user-error.ts';
import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import type { ConflictStyle } from '../merge/merge-file.ts';
import { StagingAhead } from './ahead/staging-ahead.ts';
import { BASES_PATH, type Bases, formatBases, hasBases, readBases } from './bases.ts';
import { type Change, type Comparison, conflictsOf, pendingChanges } from './change.ts';
import { comparePlan } from './compare.ts';
import { plannedDigest } from './digest.ts';
import { environmentError } from './environment-error.ts';
import { readIgnored } from './ignore-file.ts';
import {
  entryOfFile,
  formatManifest,
  LINTEL_FOLDER,
  MANIFEST_PATH,
  type Manifest,
  type ManifestFile,
  readManifest,
} from './manifest.ts';
import { movesOf, type Rename } from './moves.ts';
import { readDisk, realRoot, whyNoFolder } from './read-disk.ts';
import { stepsOf } from './steps.ts';
import { needsRecovery, recover, runTransaction, type Step } from './transaction.ts';
import { userMovesOf } from './user-moves.ts';
import { whyUnsettled } from './why-unsettled.ts';
import { createNearestExisting, withLock } from './with-lock.ts';

/** What is written down about a generation. */
export interface Generation {
  /** Version of Lintel. */
  readonly lintel: string;
  /** `sha256:<hex>`. */
  readonly blueprintDigest: string;
  /** Digest of all that a plan is made of: equal inputs give equal plans. */
  readonly inputs: string;
}

/** What users decide about a folder that is not as it was generated. */
export interface Wishes {
  /** What becomes of places that user and templates both changed; `fail`: nothing is written. */
  readonly conflict: ConflictStyle;
  /** Elements that are called otherwise now. */
  readonly renames: readonly Rename[];
}

export const NO_WISHES: Wishes = { conflict: 'fail', renames: [] };

export interface Applied {
  /** How the folder was found. */
  readonly comparison: Comparison;
  /** False where there was a conflict, or nothing to do. */
  readonly written: boolean;
}

/**
 * Returns how an output folder differs from the plan, as it stands: a write that was cut off is not ended, and told of. Writes nothing.
 * Throws a UserError `unreadable` for a broken manifest, `environment` where a file cannot be read.
 */
export function compareWithDisk(root: string, plan: FilePlan, wishes: Wishes = NO_WISHES): Comparison {
  const real = realRoot(resolve(root));
  const unsettled = whyUnsettled(real);
  const { comparison } = look(real, plan, wishes);
  if (unsettled === null) return comparison;
  return { ...comparison, warnings: [unsettled, ...comparison.warnings], isUnsettled: true };
}

/**
 * Writes the plan into an output folder: all of it, or, where there is one conflict or anything fails, nothing. What is
 * the user's stays, see `Change`. A folder that is as planned is not touched. Throws a UserError `environment` where
 * the folder cannot be written or another process writes to it, and what `compareWithDisk` throws.
 */
export function applyPlan(
  root: string,
  plan: FilePlan,
  { generation, wishes = NO_WISHES }: { readonly generation: Generation; readonly wishes?: Wishes },
): Applied {
  const real = realRoot(resolve(root));
  const wasBusy = needsRecovery(real);
  const first = look(real, plan, wishes);
  if (!wasBusy && !needsRecovery(real)) {
    if (isAtRest(real, first, generation)) return { comparison: first.comparison, written: false };
  }
  probe(real, first.comparison);
  return withLock(real, () => {
    recover(real);
    // Another process may have written between the first look and the lock.
    const second = look(real, plan, wishes);
    const { comparison } = second;
    if (isAtRest(real, second, generation)) return { comparison, written: false };
    const manifest = manifestOf(comparison, generation);
    const steps = [...stepsOf(comparison), basesStep(manifest, textsFor(plan, second.bases))];
    runTransaction(real, steps, formatManifest(manifest));
    return { comparison, written: true };
  });
}

/** What `applyWhilePlanning` needs beside what `applyPlan` does. */
export interface PlanningOrder {
  readonly generation: Generation;
  readonly wishes: Wishes;
  /** Where the module of the thread lies that stages. */
  readonly thread: string;
}

/**
 * As `applyPlan`, with a plan that is still to be made: `makePlan` says each file as soon as it is planned, and another thread stages it
 * while the rest is being planned. For a folder in which nothing was generated yet: the lock is held, and the stage filled, before it is
 * known whether anything will be written. Throws what `makePlan` throws; then nothing is left of it either.
 */
export function applyWhilePlanning(
  root: string,
  makePlan: (planned: (file: PlannedFile) => void) => FilePlan,
  { generation, wishes, thread }: PlanningOrder,
): Applied {
  const real = realRoot(resolve(root));
  refuseOutputFolder(real);
  return withLock(real, () => {
    recover(real);
    const ahead = new StagingAhead(real, thread);
    try {
      const ready = ahead.orDiscard(() => {
        const plan = makePlan(ahead.add);
        const first = look(real, plan, wishes);
        ahead.finish();
        if (isAtRest(real, first, generation)) return { first, steps: null, manifest: '' };
        probe(real, first.comparison);
        const manifest = manifestOf(first.comparison, generation);
        return {
          first,
          steps: [...stepsOf(first.comparison), basesStep(manifest, textsFor(plan, first.bases), ahead)],
          manifest: formatManifest(manifest),
        };
      });
      const { comparison } = ready.first;
      if (ready.steps === null) {
        ahead.discard();
        return { comparison, written: false };
      }
      runTransaction(real, ready.steps, ready.manifest, ahead);
      return { comparison, written: true };
    } finally {
      ahead.close();
    }
  });
}

/** A comparison, with what it was made from. */
interface Look {
  readonly comparison: Comparison;
  readonly manifest: Manifest | null;
  readonly bases: () => Bases;
}

function look(real: string, plan: FilePlan, { conflict, renames }: Wishes): Look {
  refuseOutputFolder(real);
  const manifest = readManifest(real);
  let known: Bases | null = null;
  const bases = () => {
    known ??= readBases(real);
    return known;
  };
  const moves = movesOf(plan, manifest, renames);
  const ignored = readIgnored(real);
  const paths = new Set([...plan.files, ...(manifest?.files ?? [])].map(({ path }) => path));
  const comparison = comparePlan({
    plan,
    manifest,
    disk: readDisk(real, [...paths].sort()),
    baseOf: (sha256) => bases().get(sha256) ?? null,
    isIgnored: ignored.has,
    moves: moves.files,
    userMoves: userMovesOf(real, moves, manifest),
    conflict,
  });
  const warnings = ignored.warningsAbout([...paths]);
  return { comparison: { ...comparison, warnings, isUnsettled: false }, manifest, bases };
}

/** Returns the manifest as it is after the write. */
export function manifestOf({ changes, ejected }: Comparison, generation: Generation): Manifest {
  const files = changes.flatMap((change) => entryOf(change) ?? []);
  const isCurrent = changes.every(({ state }) => CURRENT.has(state)) && ejected.length === 0;
  return { ...generation, inputs: isCurrent ? generation.inputs : '', ejected, files };
}

/** States after which the manifest says of a file what it is generated as now. */
const CURRENT: ReadonlySet<Change['state']> = new Set([
  'create',
  'update',
  'same',
  'edited',
  'merged',
  'remove',
  'gone',
  'moved',
]);

/** What stays as the user has it is remembered as it was generated last. */
function entryOf(change: Change): ManifestFile | null {
  switch (change.state) {
    case 'create':
    case 'update':
    case 'same':
    case 'edited':
    case 'merged':
      return 'file' in change ? entryOfFile(change.file) : change.was;
    case 'kept-deleted':
    case 'ignored':
    case 'orphaned':
    case 'not-asked':
      return change.was === null ? null : { ...change.was, path: change.path };
    default:
      return null;
  }
}

function basesStep(
  manifest: Manifest,
  textFor: (sha256: string) => string | null,
  ahead: StagingAhead | null = null,
): Step {
  const sha256 = ahead?.basesDigest(manifest);
  return {
    path: BASES_PATH,
    content: () => formatBases(manifest, textFor),
    ...(sha256 === undefined ? {} : { sha256 }),
    mode: 0o644,
  };
}

/** Returns the function that tells a text as generated, now or last, by its digest; null where it is neither. */
function textsFor(plan: FilePlan, bases: () => Bases): (sha256: string) => string | null {
  const planned = new Map(plan.files.map((file) => [plannedDigest(file), file.content]));
  return (sha256) => planned.get(sha256) ?? bases().get(sha256) ?? null;
}

/** True if nothing is to be written, or nothing may be. */
function isAtRest(root: string, found: Look, generation: Generation): boolean {
  return conflictsOf(found.comparison).length > 0 || isDone(root, found, generation);
}

function isDone(root: string, { comparison, manifest }: Look, generation: Generation): boolean {
  if (pendingChanges(comparison).length > 0 || manifest === null || !hasBases(root)) return false;
  return formatManifest(manifest) === formatManifest(manifestOf(comparison, generation));
}

function refuseOutputFolder(root: string): void {
  const stat = statOf(root);
  if (stat !== undefined && !stat.isDirectory()) {
    throw new UserError('usage', `the output folder ${root} is a file`, 'name a folder with -o');
  }
  const reason = whyNoFolder(root, LINTEL_FOLDER, new Map());
  if (reason !== null)
    throw new UserError('environment', `cannot keep the manifest in ${root}: ${reason}`, 'delete it');
  const manifest = statOf(join(root, MANIFEST_PATH));
  if (manifest !== undefined && !manifest.isFile()) {
    throw new UserError('environment', `${join(root, MANIFEST_PATH)} is no regular file`, 'delete it');
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
function probe(root: string, comparison: Comparison): void {
  const folders = new Set(pendingChanges(comparison).map((change) => dirname(join(root, change.path))));
  for (const folder of new Set([...folders, root].map(createNearestExisting()))) {
    try {
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw environmentError(`cannot write to ${folder}`, error);
    }
  }
}
