import type { PlannedFile } from '../generate/plan.ts';
import type { MergeConflict } from '../merge/merge-file.ts';
import type { Rename } from './exchanges.ts';
import type { ManifestFile } from './manifest.ts';
import type { DiskFile } from './read-disk.ts';

/** What is to become of one file. */
export type Change = PlannedChange | UnplannedChange | KnownChange | UserFileMove;

export const PLANNED_STATES = [
  /** Not there yet: written. */
  'create',
  /** As generated last time, and now generated differently: written. */
  'update',
  /** There already as planned. */
  'same',
  /** Changed by the user only: kept. */
  'edited',
  /** Changed by the user and by the templates, in different places or as `--conflict` says: both are kept. */
  'merged',
  /** Changed by both in one place, or not Lintel's: nothing is written at all. */
  'conflict',
  /** Deleted by the user: stays deleted. */
  'kept-deleted',
  /** Handed over to the user for good. */
  'ejected',
  /** Left alone because `.lintelignore` says so. */
  'ignored',
] as const;

export type PlannedState = (typeof PLANNED_STATES)[number];

/** What is written into a file: a text, or the bytes of what the user has. */
export type Content = string | Uint8Array;

/** Why a file is a conflict, by what can be done about it. */
export const OBSTACLES = [
  /** The user and the templates changed one place, or nobody knows which. */
  'same-place',
  /** The bytes are no text, so that there is nothing to merge. */
  'no-text',
  /** It stood there before, and Lintel did not write it. */
  'not-written',
  /** A link, a folder or a device stands there, or one of them instead of a folder above. */
  'no-file',
  /** What is to move there finds a file. */
  'occupied',
] as const;

export type Obstacle = (typeof OBSTACLES)[number];

export interface PlannedChange {
  readonly state: PlannedState;
  readonly path: string;
  readonly file: PlannedFile;
  /** As written last; null: never. */
  readonly was: ManifestFile | null;
  /** What stands there, or where it is moved from. */
  readonly disk: DiskFile;
  /** Where it stands now, as its element was called before; null: nowhere else. */
  readonly movedFrom: string | null;
  /** What was generated where it moves to, and gives way to it; null: nothing. */
  readonly replaced: (DiskFile & { readonly type: 'file' }) | null;
  /** What is to be written; null: nothing. */
  readonly write: Content | null;
  /** Where both sides changed one place; resolved, unless the state is `conflict`. */
  readonly conflicts: readonly MergeConflict[];
  /** What is in the way of a write, or was, where a conflict is resolved as asked for; null: nothing. */
  readonly obstacle: Obstacle | null;
  /** True where something that the user wrote is overwritten, as asked for: a copy of the file is kept. */
  readonly replacesEdits: boolean;
  /** Why it is in that state; `''` where the state says it all. */
  readonly reason: string;
}

/** A file of the manifest that is planned no longer. */
export interface UnplannedChange {
  readonly state: /** As it was generated: removed. */
    | 'remove'
    /** Changed by the user: kept, until the user deletes or ejects it. */
    | 'orphaned'
    /** Not there any more. */
    | 'gone'
    /** Left alone because `.lintelignore` says so of it, or of what it would be called now. */
    | 'ignored'
    /** Made by a pack that was not named this time: left as it is. */
    | 'not-asked';
  readonly path: string;
  readonly was: ManifestFile;
  readonly disk: DiskFile;
  readonly reason: string;
}

/** A file that would be generated as last time, so that nobody has to render it. */
export interface KnownChange {
  readonly state: 'same' | 'edited';
  readonly path: string;
  readonly was: ManifestFile;
  readonly disk: DiskFile;
  readonly reason: string;
}

/** A file of the user's own, or an ejected one, in the folder of an element that is called otherwise now. */
export interface UserFileMove {
  readonly state: 'moved';
  readonly path: string;
  readonly movedFrom: string;
  readonly disk: DiskFile & { readonly type: 'file' };
  readonly reason: string;
}

/** Every file of the plan and of the manifest, and the user's own that move, sorted by path. */
export interface Comparison {
  readonly changes: readonly Change[];
  /** What the user should know of `.lintelignore`, of what does not move along, and of writes that have not ended, one sentence each. */
  readonly warnings: readonly string[];
  /** What is ejected: paths of files and folders, sorted. */
  readonly ejected: readonly string[];
  /** Renames from a name that another renamed element has now: they are made once. */
  readonly exchanged: readonly Rename[];
  /** True where a write is under way, or was cut off and not ended yet: some files are as before it, some as after it. */
  readonly isUnsettled: boolean;
}

/** Returns the changes that a write would make to the tree. */
export function pendingChanges({ changes }: Comparison): readonly Change[] {
  return changes.filter((change) => {
    if (change.state === 'remove' || change.state === 'moved') return true;
    return 'write' in change && change.state !== 'conflict' && (change.write !== null || isMove(change));
  });
}

/** Returns the changes that forbid a write. */
export function conflictsOf({ changes }: Comparison): readonly PlannedChange[] {
  return changes.filter((change): change is PlannedChange => change.state === 'conflict');
}

/** Returns the changes in which a conflict was resolved as asked for: somebody should look at them. */
export function resolvedConflicts({ changes }: Comparison): readonly PlannedChange[] {
  return changes.filter(
    (change): change is PlannedChange =>
      'conflicts' in change && change.conflicts.length > 0 && change.state !== 'conflict',
  );
}

function isMove({ movedFrom, disk }: PlannedChange): boolean {
  return movedFrom !== null && disk.type === 'file';
}
