import type { ConflictStyle, MergeConflict, Merged, MergeInput } from './merge-file.ts';
import { type LineRange, mergeLines, type Part, type Sides } from './merge-lines.ts';
import { endAlike, finish, formOf, mergeForms, type TextForm, withoutMark } from './text-form.ts';

/** The lines that stand around the two sides of a conflict, as git writes them, without the line end. */
export const MARKERS = { ours: '<<<<<<< yours', between: '=======', theirs: '>>>>>>> generated' } as const;

/**
 * Returns the merge of three texts by line. A byte order mark, the line ends and the end of the last line are merged for
 * themselves: a file that the user converted has no conflict for it, and what is new comes in as the user's lines end.
 */
export function mergeText(input: MergeInput, style: ConflictStyle): Merged {
  const merge = prepare(input);
  const parts = mergeLines(merge.compared);
  const conflicts = parts.flatMap((part) => (part.type === 'conflict' ? conflictAt(part.ours) : []));
  if (conflicts.length === 0) return { type: 'clean', text: write(parts, merge, 'ours') };
  return { type: 'conflict', text: style === 'fail' ? null : write(parts, merge, style), conflicts };
}

interface Preparation {
  readonly compared: Sides;
  /** With their ends, as they are written where they stay or come in. */
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly form: TextForm;
}

function prepare(input: MergeInput): Preparation {
  const [base, ours, theirs] = [formOf(input.base), formOf(input.ours), formOf(input.theirs)];
  const form = mergeForms(base, ours, theirs);
  const lines = {
    base: endedLines(input.base),
    ours: endedLines(input.ours),
    theirs: endedLines(input.theirs),
  };
  // Only where the templates mix line ends is one of them a change like another.
  if (endAlike(ours, base) && theirs.isMixed) return { compared: lines, ...lines, form };
  const compared = {
    base: lines.base.map(withoutEnd),
    ours: lines.ours.map(withoutEnd),
    theirs: lines.theirs.map(withoutEnd),
  };
  const end = form.lineEnd ?? '\n';
  const withEnd = (line: string): string => line + end;
  const keepsEnds = form.isMixed && !endAlike(ours, base);
  return {
    compared,
    ours: keepsEnds ? lines.ours : compared.ours.map(withEnd),
    theirs: compared.theirs.map(withEnd),
    form,
  };
}

/** Returns the lines with their ends; the last one has an end too. */
function endedLines(text: string): readonly string[] {
  const lines = withoutMark(text).match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const last = lines.at(-1);
  if (last !== undefined && !last.endsWith('\n')) lines[lines.length - 1] = `${last}\n`;
  return lines;
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '');
}

function write(parts: readonly Part[], merge: Preparation, style: Exclude<ConflictStyle, 'fail'>): string {
  const end = merge.form.lineEnd ?? '\n';
  const ofPart = (part: Part): readonly string[] => {
    if (part.type === 'ours') return merge.ours.slice(part.ours.start, part.ours.end);
    if (part.type === 'theirs') return merge.theirs.slice(part.theirs.start, part.theirs.end);
    const ours = merge.ours.slice(part.ours.start, part.ours.end);
    const theirs = merge.theirs.slice(part.theirs.start, part.theirs.end);
    if (style !== 'markers') return style === 'ours' ? ours : theirs;
    return [
      `${MARKERS.ours}${end}`,
      ...ours,
      `${MARKERS.between}${end}`,
      ...theirs,
      `${MARKERS.theirs}${end}`,
    ];
  };
  const text = parts.flatMap(ofPart).join('');
  const endsInMarker = style === 'markers' && parts.at(-1)?.type === 'conflict';
  return finish(text, endsInMarker ? { ...merge.form, endsLast: true } : merge.form);
}

function conflictAt({ start, end }: LineRange): MergeConflict {
  const line = start + 1;
  if (start === end) return { line, what: `lines that you deleted before line ${line}` };
  return { line, what: end === line ? `line ${line}` : `lines ${line} to ${end}` };
}
