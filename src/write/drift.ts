import { MARKERS } from '../merge/merge-text.ts';
import { type Change, type Comparison, conflictsOf, pendingChanges } from './change.ts';

/** A line that a merge wrote around the two sides of a conflict, and that is still there. */
export interface MarkerLeft {
  readonly path: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Returns true if the folder is not what the plan says, but for what the user changed, or not at rest, or has a conflict that nobody has
 * resolved yet: what `--check` fails on.
 */
export function hasDrift(comparison: Comparison): boolean {
  return (
    comparison.isUnsettled ||
    pendingChanges(comparison).length > 0 ||
    conflictsOf(comparison).length > 0 ||
    markersLeft(comparison).length > 0
  );
}

/** Returns the first marker of each generated file that was changed and still has one, in order of path. */
export function markersLeft({ changes }: Comparison): readonly MarkerLeft[] {
  return changes.flatMap((change) => {
    const line = isChangedByUser(change) ? firstMarker(textOf(change)) : null;
    return line === null ? [] : [{ path: change.path, line }];
  });
}

/** In a file that is as generated, such a line is part of what was generated. */
function isChangedByUser({ state }: Change): boolean {
  return state === 'edited' || state === 'merged' || state === 'orphaned' || state === 'conflict';
}

function textOf({ disk }: Change): string {
  return disk.type === 'file' ? (disk.text ?? '') : '';
}

/** A line between the two sides alone is no sign: texts have such lines below their headings. */
function firstMarker(text: string): number | null {
  if (!text.includes(MARKERS.ours) && !text.includes(MARKERS.theirs)) return null;
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const at = lines.findIndex((line) => line === MARKERS.ours || line === MARKERS.theirs);
  return at === -1 ? null : at + 1;
}
