import { type Comparison, pendingChanges } from './change.ts';
import { digestOf, plannedDigest } from './digest.ts';
import { LINTEL_FOLDER } from './manifest.ts';
import type { DiskFile } from './read-disk.ts';
import type { Step } from './transaction.ts';

/** Where copies are kept of files that were overwritten although the user had changed them. */
export const REPLACED_FOLDER = `${LINTEL_FOLDER}/replaced`;

/**
 * Returns what a transaction has to do to make a tree as a comparison says, copies of what is overwritten first. Each step says what it
 * was decided on: where something else stands by the time of the write, nothing is written.
 */
export function stepsOf(comparison: Comparison): readonly Step[] {
  const steps = pendingChanges(comparison).flatMap((change): readonly Step[] => {
    const was = digestIn(change.disk);
    if (change.state === 'remove') return [gone(change.path, was)];
    if (change.state === 'moved') {
      const { bytes, mode } = change.disk;
      return [{ path: change.path, content: bytes, mode, was: null }, gone(change.movedFrom, was)];
    }
    if (!('file' in change) || change.write === null) return [];
    const { path, file, disk, movedFrom, replaced, write } = change;
    // What the user may do with a file stays; what has to be run can be run.
    const mode = disk.type === 'file' ? disk.mode | (file.mode & 0o111) : file.mode;
    const known = write === file.content ? { sha256: plannedDigest(file) } : {};
    if (movedFrom === null) return [{ path, content: write, ...known, mode, was }];
    const at = replaced === null ? null : replaced.sha256;
    return [{ path, content: write, ...known, mode, was: at }, gone(movedFrom, was)];
  });
  return [...copiesOf(comparison), ...joined(steps)];
}

/** Where one file moves away and another one arrives, the one takes the place of the other. */
function joined(steps: readonly Step[]): readonly Step[] {
  const left = new Map(
    steps.flatMap(({ path, content, was }) => (content === null ? [[path, was ?? null]] : [])),
  );
  const arriving = new Set(steps.flatMap(({ path, content }) => (content === null ? [] : [path])));
  return steps.flatMap((step): readonly Step[] => {
    if (step.content === null) return arriving.has(step.path) ? [] : [step];
    const was = left.get(step.path);
    return was === undefined ? [step] : [{ ...step, was }];
  });
}

/** Returns where a copy of a file is kept that is overwritten: one for each content, so that none is overwritten itself. */
export function copyPath(path: string, sha256: string): string {
  return `${REPLACED_FOLDER}/${path}.${sha256.slice(0, 12)}`;
}

function copiesOf({ changes }: Comparison): readonly Step[] {
  return changes.flatMap((change) => {
    if (!('replacesEdits' in change) || !change.replacesEdits || change.disk.type !== 'file') return [];
    const { bytes } = change.disk;
    return [{ path: copyPath(change.path, digestOf(bytes)), content: bytes, mode: 0o644 }];
  });
}

function digestIn(disk: DiskFile): string | null {
  return disk.type === 'file' ? disk.sha256 : null;
}

function gone(path: string, was: string | null): Step {
  return { path, content: null, mode: 0o644, was };
}
