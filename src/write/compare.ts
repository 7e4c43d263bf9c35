import type { FilePlan, PlannedFile } from '../generate/plan.ts';
import type { ConflictStyle } from '../merge/merge-file.ts';
import type { Change, Comparison, PlannedChange, UnplannedChange, UserFileMove } from './change.ts';
import { plannedDigest } from './digest.ts';
import { isEjected } from './ejected.ts';
import { withLineEndsOf } from './line-ends.ts';
import type { Manifest, ManifestFile } from './manifest.ts';
import { mergeEdits } from './merge-edits.ts';
import type { Moves } from './moves.ts';
import type { DiskFile } from './read-disk.ts';

/** Everything that a comparison looks at. */
export interface Ground {
  readonly plan: FilePlan;
  readonly manifest: Manifest | null;
  readonly disk: ReadonlyMap<string, DiskFile>;
  /** Returns what was generated last by its digest; null where that is not known. */
  readonly baseOf: (sha256: string) => string | null;
  readonly isIgnored: (path: string) => boolean;
  /** What is called otherwise now than where it stands. */
  readonly moves: Moves;
  /** Files of the user's own, and ejected ones, that move with their folder. */
  readonly userMoves: readonly UserFileMove[];
  readonly conflict: ConflictStyle;
}

/** Returns what is to become of every file, from what is planned, what was written last, and what is on the disk. */
export function comparePlan(ground: Ground): Omit<Comparison, 'warnings' | 'isUnsettled'> {
  const { plan, manifest, moves, userMoves } = ground;
  const written = new Map((manifest?.files ?? []).map((file) => [file.path, file]));
  const planned = new Set(plan.files.map((file) => file.path));
  const moved = new Set(moves.files.values());
  const leaving = new Set([...moved, ...userMoves.map(({ movedFrom }) => movedFrom)]);
  // An ejected file that moves is the user's, whatever is planned at its new place.
  const arriving = new Set(userMoves.map(({ path }) => path));
  const changes: Change[] = plan.files
    .filter(({ path }) => !arriving.has(path))
    .map((file) => plannedChange(file, ground, { written, leaving }));
  for (const [path, was] of written) {
    if (!planned.has(path) && !moved.has(path)) changes.push(unplannedChange(path, was, ground));
  }
  changes.push(...userMoves);
  return {
    changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    ejected: moves.ejected,
    exchanged: moves.exchanged,
  };
}

/** What was written last, and the paths from which something moves away. */
interface Before {
  readonly written: ReadonlyMap<string, ManifestFile>;
  readonly leaving: ReadonlySet<string>;
}

function plannedChange(file: PlannedFile, ground: Ground, { written, leaving }: Before): PlannedChange {
  const { path } = file;
  const movedFrom = ground.moves.files.get(path) ?? null;
  // What moves away from here is another element's, which had this name before.
  const there = leaving.has(path) ? MISSING : (ground.disk.get(path) ?? MISSING);
  const disk = movedFrom === null ? there : (ground.disk.get(movedFrom) ?? MISSING);
  const was = movedFrom === null && leaving.has(path) ? null : (written.get(movedFrom ?? path) ?? null);
  const isGenerated = there.type === 'file' && there.sha256 === written.get(path)?.sha256;
  const replaced = movedFrom !== null && isGenerated ? there : null;
  const nothing = {
    path,
    file,
    was,
    disk,
    movedFrom,
    replaced,
    write: null,
    conflicts: [],
    obstacle: null,
    replacesEdits: false,
    reason: '',
  };
  if (isEjected(ground.moves.ejected, path)) return { ...nothing, movedFrom: null, state: 'ejected' };
  if (ground.isIgnored(path)) return { ...nothing, movedFrom: null, state: 'ignored' };
  if (disk.type === 'foreign')
    return { ...nothing, state: 'conflict', obstacle: 'no-file', reason: disk.what };
  if (movedFrom !== null && there.type !== 'missing' && replaced === null)
    return {
      ...nothing,
      state: 'conflict',
      obstacle: 'occupied',
      reason: `${movedFrom} was to become this file, which is there already`,
    };
  if (disk.type === 'missing') {
    if (was !== null) return { ...nothing, state: 'kept-deleted', reason: 'you deleted it' };
    return { ...nothing, state: 'create', write: file.content, reason: 'it is not there yet' };
  }
  const kept = movedFrom === null ? null : disk.bytes;
  const planned = plannedDigest(file);
  if (disk.sha256 === planned) return { ...nothing, state: 'same', write: kept };
  if (was !== null && disk.sha256 === was.sha256) {
    const write = withLineEndsOf(disk.text ?? '', file.content);
    return { ...nothing, state: 'update', write, reason: 'it is generated differently now' };
  }
  if (was !== null && planned === was.sha256)
    return { ...nothing, state: 'edited', write: kept, reason: 'you changed it' };
  const base = was === null ? null : ground.baseOf(was.sha256);
  return { ...nothing, ...mergeEdits({ file, disk, wasWritten: was !== null, base }, ground.conflict) };
}

function unplannedChange(path: string, was: ManifestFile, ground: Ground): UnplannedChange {
  const disk = ground.disk.get(path) ?? MISSING;
  const change = (state: UnplannedChange['state'], reason: string): UnplannedChange => ({
    state,
    path,
    was,
    disk,
    reason,
  });
  if (ground.isIgnored(path)) return change('ignored', '');
  const to = ground.moves.held.get(path);
  if (to !== undefined) return change('ignored', `it would become ${to}, which is ignored`);
  if (!ground.plan.packs.has(packOf(was))) return change('not-asked', '');
  if (disk.type === 'missing') return change('gone', 'it is generated no more, and you deleted it');
  return disk.type === 'file' && disk.sha256 === was.sha256
    ? change('remove', 'it is generated no more')
    : change('orphaned', 'it is generated no more, and you changed it: delete it, or eject it');
}

/** `kubernetes` of `kubernetes/base/namespace.yaml.hbs`. */
function packOf({ template }: ManifestFile): string {
  return template.slice(0, template.indexOf('/'));
}

const MISSING: DiskFile = { type: 'missing' };
