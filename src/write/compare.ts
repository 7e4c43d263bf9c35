import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import { digestOf } from './digest.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import type { DiskFile } from './read-disk.ts';

/** What is to become of one file. */
export type Change = PlannedChange | UnplannedChange;

export type PlannedState =
  /** Not there yet: written. */
  | 'create'
  /** As generated last time, and now generated differently: written. */
  | 'update'
  /** There already as planned. */
  | 'same'
  /** Changed by the user only: kept. */
  | 'edited'
  /** Changed by the user and by the templates, or not Lintel's: nothing is written at all. */
  | 'conflict'
  /** Deleted by the user: stays deleted. */
  | 'kept-deleted';

export interface PlannedChange {
  readonly state: PlannedState;
  readonly path: string;
  readonly file: PlannedFile;
  /** As written last; null: never. */
  readonly was: ManifestFile | null;
  readonly disk: DiskFile;
  /** Why it is a conflict; `''` for the other states. */
  readonly reason: string;
}

/** A file of the manifest that is planned no longer: removed where it is as generated, kept where it was edited. */
export interface UnplannedChange {
  readonly state: 'remove' | 'kept-edited' | 'gone';
  readonly path: string;
  readonly was: ManifestFile;
  readonly disk: DiskFile;
}

/** Every file of the plan and of the manifest, sorted by path. */
export interface Comparison {
  readonly changes: readonly Change[];
}

/** Returns every path that a comparison needs to know the disk's state of, sorted. */
export function pathsToRead(plan: FilePlan, manifest: Manifest | null): readonly string[] {
  const paths = [...plan.files.map((file) => file.path), ...(manifest?.files ?? []).map((file) => file.path)];
  return [...new Set(paths)].sort();
}

/** Returns what is to become of every file, from what is planned, what was written last, and what is on the disk. */
export function comparePlan(
  plan: FilePlan,
  manifest: Manifest | null,
  disk: ReadonlyMap<string, DiskFile>,
): Comparison {
  const written = new Map((manifest?.files ?? []).map((file) => [file.path, file]));
  const planned = new Set(plan.files.map((file) => file.path));
  const at = (path: string): DiskFile => disk.get(path) ?? { type: 'missing' };
  const changes: Change[] = plan.files.map((file) =>
    plannedChange(file, written.get(file.path) ?? null, at(file.path)),
  );
  for (const [path, was] of written) {
    if (!planned.has(path)) changes.push({ state: unplannedState(was, at(path)), path, was, disk: at(path) });
  }
  return { changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

/** Returns the changes that a write would make: files created, updated and removed. */
export function pendingChanges(comparison: Comparison): readonly Change[] {
  return comparison.changes.filter((change) => ['create', 'update', 'remove'].includes(change.state));
}

/** Returns the changes that forbid a write. */
export function conflictsOf(comparison: Comparison): readonly PlannedChange[] {
  return comparison.changes.filter((change): change is PlannedChange => change.state === 'conflict');
}

/** True if the folder is not what the plan says, but for what the user changed: what `--check` fails on. */
export function hasDrift(comparison: Comparison): boolean {
  return pendingChanges(comparison).length > 0 || conflictsOf(comparison).length > 0;
}

function plannedChange(file: PlannedFile, was: ManifestFile | null, disk: DiskFile): PlannedChange {
  const { path } = file;
  const change = (state: PlannedState, reason = ''): PlannedChange => ({
    state,
    path,
    file,
    was,
    disk,
    reason,
  });
  if (disk.type === 'foreign') return change('conflict', disk.what);
  if (disk.type === 'missing') return change(was === null ? 'create' : 'kept-deleted');
  const planned = digestOf(file.content);
  if (disk.sha256 === planned) return change('same');
  if (was === null) return change('conflict', 'it exists, and Lintel did not write it');
  if (disk.sha256 === was.sha256) return change('update');
  if (planned === was.sha256) return change('edited');
  return change('conflict', 'you changed it, and it is now generated differently');
}

function unplannedState(was: ManifestFile, disk: DiskFile): UnplannedChange['state'] {
  if (disk.type === 'missing') return 'gone';
  return disk.type === 'file' && disk.sha256 === was.sha256 ? 'remove' : 'kept-edited';
}
