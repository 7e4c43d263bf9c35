import type { PlannedFile } from '../generate/plan.ts';
import { type ConflictStyle, type MergeConflict, mergeFile } from '../merge/merge-file.ts';
import type { Content, Obstacle, PlannedChange } from './change.ts';
import type { DiskFile } from './read-disk.ts';

/** A file that the user and the templates both changed, or that the user wrote where one is planned. */
export interface EditedFile {
  readonly file: PlannedFile;
  readonly disk: DiskFile & { readonly type: 'file' };
  /** False: Lintel never wrote it. */
  readonly wasWritten: boolean;
  /** What was generated last; null: not known. */
  readonly base: string | null;
}

type Outcome = Pick<PlannedChange, 'state' | 'write' | 'conflicts' | 'obstacle' | 'replacesEdits' | 'reason'>;

/**
 * Returns what becomes of a file that both changed: merged where they changed different places. Otherwise a conflict, or what
 * was asked for: markers around both, the user's places, or the generated ones, for which a copy of the user's file is kept.
 */
export function mergeEdits(edited: EditedFile, style: ConflictStyle): Outcome {
  const { file, disk, wasWritten, base } = edited;
  if (disk.text === null)
    return settle(edited, style, {
      obstacle: 'no-text',
      reason: 'it is no UTF-8 text, so it cannot be merged',
    });
  const merged = mergeFile(
    { path: file.path, base: base ?? '', ours: disk.text, theirs: file.content },
    style,
  );
  // Without a base, everything on both sides looks added, and nothing tells what belongs together.
  if (base === null) {
    const marked = merged.text ?? undefined;
    const reason = wasWritten
      ? 'you changed it, and what was generated before is not known'
      : 'it exists, and Lintel did not write it';
    return settle(edited, style, {
      obstacle: wasWritten ? 'same-place' : 'not-written',
      reason,
      marked,
    });
  }
  if (merged.type === 'clean') {
    const reason = 'you changed it, and it is generated differently now: both are kept';
    return {
      state: 'merged',
      write: merged.text,
      conflicts: [],
      obstacle: null,
      replacesEdits: false,
      reason,
    };
  }
  const { conflicts, text } = merged;
  const reason = `you changed it where it is generated differently now: ${shown(conflicts)}`;
  const met = { conflicts, obstacle: 'same-place', reason } as const;
  if (style === 'fail' || text === null)
    return { ...met, state: 'conflict', write: null, replacesEdits: false };
  return { ...met, state: 'merged', write: text, replacesEdits: style === 'theirs' };
}

interface Whole {
  readonly obstacle: Obstacle;
  readonly reason: string;
  /** With markers around both sides; undefined: they cannot stand in one text. */
  readonly marked?: string | undefined;
}

/** The whole file is one conflict. */
function settle(
  { file, disk }: EditedFile,
  style: ConflictStyle,
  { obstacle, reason, marked }: Whole,
): Outcome {
  const conflicts: readonly MergeConflict[] = [{ line: 1, what: 'the whole file' }];
  const outcome = (write: Content): Outcome => ({
    state: 'merged',
    write,
    conflicts,
    obstacle,
    replacesEdits: style === 'theirs',
    reason,
  });
  if (style === 'ours') return outcome(disk.bytes);
  if (style === 'theirs') return outcome(file.content);
  if (style === 'markers' && marked !== undefined) return outcome(marked);
  return { state: 'conflict', write: null, conflicts, obstacle, replacesEdits: false, reason };
}

/** More than this nobody reads in one line. */
const MOST_SHOWN = 3;

function shown(conflicts: readonly MergeConflict[]): string {
  const first = conflicts
    .slice(0, MOST_SHOWN)
    .map(({ what, line }) => (/^lines? /.test(what) ? what : `${what} (line ${line})`));
  const more = conflicts.length - first.length;
  return more > 0 ? `${first.join(', ')} and ${more} more` : first.join(', ');
}
