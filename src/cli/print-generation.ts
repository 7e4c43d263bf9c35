import type { Change, Comparison, MarkerLeft } from '../api/generate.ts';
import type { Palette } from '../diagnostics/palette.ts';
import type { Session } from './command.ts';
import { loadPalette } from './palette.ts';

/** What was asked for, and what came of it. */
interface Outcome {
  readonly out: string;
  readonly check?: boolean;
  readonly written: boolean;
  /** True where nothing was to be written anyway. */
  readonly readOnly: boolean;
}

/** What is worth a line even where hundreds of files are written: what the user has to know or to decide. */
const NOTABLE = new Set<Change['state']>([
  'conflict',
  'edited',
  'kept-deleted',
  'merged',
  'moved',
  'orphaned',
  'remove',
  'update',
]);

/** Prints what becomes of each file, one a line, and the sum; errors and what to do next go to stderr. */
export async function printGeneration(
  comparison: Comparison,
  outcome: Outcome,
  { io, noColor }: Session,
): Promise<void> {
  const palette = await loadPalette(io, io.stdout, noColor);
  const { changes } = comparison;
  const shown = changes.filter((change) => isShown(change, outcome.readOnly));
  const conflicts = changes.filter(({ state }) => state === 'conflict').length;
  io.stdout.write(shown.map((change) => lineFor(change, palette)).join(''));
  io.stdout.write(`${outcome.out}: ${countsOf(comparison)}${endOf(outcome, conflicts)}\n`);
  for (const hint of await hintsFor(comparison, outcome, conflicts)) io.stderr.write(`${hint}\n`);
}

/** Returns the same for machines: every file with its state, its template and its place in the blueprint. */
export async function generationJson(
  comparison: Comparison,
  { out, written }: Pick<Outcome, 'out' | 'written'>,
): Promise<object> {
  return {
    schemaVersion: '1',
    out,
    written,
    summary: summaryOf(comparison),
    warnings: comparison.warnings,
    hints: await renameHints(comparison, written),
    files: comparison.changes.map((change) => ({
      path: change.path,
      state: change.state,
      ...(change.reason === '' ? {} : { reason: change.reason }),
      ...('movedFrom' in change && change.movedFrom !== null ? { movedFrom: change.movedFrom } : {}),
      ...('conflicts' in change && change.conflicts.length > 0 ? { conflicts: change.conflicts } : {}),
      ...originOf(change),
    })),
  };
}

/** Returns what is said of a conflict that nobody has resolved, as two lines. */
export function formatMarkerLeft({ path, line }: MarkerLeft): string {
  return `error: ${path}:${line}: a conflict is not resolved: both sides stand there between markers
  hint: keep what is right of both, and delete the lines of the markers\n`;
}

function originOf(change: Change): object {
  if ('file' in change) {
    const { from, blueprintPath } = change.file;
    return { template: `${from.pack}/${from.template}`, blueprintPath };
  }
  if (change.state === 'moved') return {};
  return { template: change.was.template, blueprintPath: change.was.blueprintPath };
}

function isShown(change: Change, listAll: boolean): boolean {
  const isMoved = 'movedFrom' in change && change.movedFrom !== null;
  return isMoved || (listAll ? change.state !== 'same' : NOTABLE.has(change.state));
}

function lineFor(change: Change, palette: Palette): string {
  const state = change.state.padEnd(12);
  const colour = change.state === 'conflict' ? palette.red : palette.cyan;
  const moved =
    'movedFrom' in change && change.movedFrom !== null && change.state !== 'moved'
      ? `moved from ${change.movedFrom}`
      : '';
  const words = [moved, change.reason].filter((part) => part !== '').join('; ');
  return `${colour(state)} ${change.path}${words === '' ? '' : palette.dim(`  ${words}`)}\n`;
}

function endOf({ written, readOnly }: Outcome, conflicts: number): string {
  if (conflicts > 0 || readOnly) return '; nothing written';
  return written ? '' : '; nothing to do';
}

/** Returns what to do about elements that look as if they were only called otherwise, and what comes of it: one sentence each. */
export async function renameHints(comparison: Comparison, written: boolean): Promise<readonly string[]> {
  const { likelyRenames } = await import('../api/generate.ts');
  return likelyRenames(comparison).map(({ from, to }) => {
    const what = `if "${to}" is what "${from}" was, write "formerly: ${from}" at "${to}" in the blueprint`;
    return written
      ? `${what} and generate again, before you change "${to}": what you changed in "${from}", and your own files there, move over`
      : `${what}: its folder moves, with your edits`;
  });
}

async function hintsFor(
  comparison: Comparison,
  { out, written }: Outcome,
  conflicts: number,
): Promise<readonly string[]> {
  const api = await import('../api/generate.ts');
  const renames = (await renameHints(comparison, written)).map((hint) => `hint: ${hint}`);
  if (conflicts > 0)
    return [...(await import('./format-conflicts.ts')).formatConflicts(comparison.changes), ...renames];
  const resolved = api.resolvedConflicts(comparison);
  if (resolved.length > 0 && written)
    return [
      ...resolved.map(
        ({ path, conflicts: places }) =>
          `look at ${path}: ${places.length} ${places.length === 1 ? 'place' : 'places'}`,
      ),
      ...renames,
    ];
  const isProject = comparison.changes.some(({ path }) => path === 'package.json');
  if (written && isProject && comparison.changes.every(({ state }) => state === 'create'))
    return [`next: cd ${out} && npm install && npm test && npm start`];
  return renames;
}

function countsOf(comparison: Comparison): string {
  const counts = Object.entries(summaryOf(comparison)).map(([state, count]) => `${count} ${state}`);
  return counts.join(', ') || 'no files';
}

function summaryOf(comparison: Comparison): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of comparison.changes) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
