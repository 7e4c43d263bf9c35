import { hasAnchors, maskAliases, unmaskAliases, unmaskName } from './aliases.ts';
import type { MergeConflict } from './merge-file.ts';
import { mergeStructure, type StructureInput, type StructureMerge } from './merge-structure.ts';
import type { Syntax } from './structure.ts';

/**
 * Returns the merge of three texts by their trees, or null where one of the three is not understood. The documents of a YAML
 * file are merged each for itself, where all three have as many; aliases are merged as they are written.
 */
export function mergeDocuments(input: StructureInput, syntax: Syntax): StructureMerge | null {
  if (syntax === 'json') return mergeStructure(input, syntax);
  const [base, ours, theirs] = [maskAliases(input.base), maskAliases(input.ours), maskAliases(input.theirs)];
  const byLine = input.byLine === null ? null : maskAliases(input.byLine);
  if (base === null || ours === null || theirs === null) return null;
  const merged = mergeEach({ base, ours, theirs, byLine });
  if (merged === null) return null;
  const unmask = (text: string | null): string | null =>
    text !== null && hasAnchors(text) ? unmaskAliases(text) : null;
  return {
    conflicts: merged.conflicts.map(({ line, what }) => ({ line, what: unmaskName(what) })),
    ours: unmask(merged.ours),
    theirs: unmask(merged.theirs),
    isByLine: merged.isByLine && byLine !== null && hasAnchors(byLine),
  };
}

function mergeEach(input: StructureInput): StructureMerge | null {
  const [base, ours, theirs] = [documentsOf(input.base), documentsOf(input.ours), documentsOf(input.theirs)];
  if (base.length !== ours.length || ours.length !== theirs.length) return null;
  const byLine = input.byLine === null ? [] : documentsOf(input.byLine);
  const conflicts: MergeConflict[] = [];
  let forOurs: string | null = '';
  let forTheirs: string | null = '';
  let isByLine = byLine.length === ours.length;
  let line = 0;
  for (const [index, our] of ours.entries()) {
    const one = mergeOne({
      base: base[index] ?? '',
      ours: our,
      theirs: theirs[index] ?? '',
      byLine: (isByLine ? byLine[index] : null) ?? null,
    });
    if (one === null) return null;
    for (const conflict of one.conflicts) conflicts.push({ ...conflict, line: conflict.line + line });
    forOurs = joined(forOurs, one.ours);
    forTheirs = joined(forTheirs, one.theirs);
    isByLine &&= one.isByLine;
    line += our.split('\n').length - 1;
  }
  return { conflicts, ours: forOurs, theirs: forTheirs, isByLine };
}

function joined(before: string | null, next: string | null): string | null {
  return before === null || next === null ? null : before + next;
}

/** The texts of the documents, each with the mark before it. */
function documentsOf(text: string): readonly string[] {
  return text.split(/^(?=---(?:\s|$))/m);
}

/** One document: what only one side changed needs no understanding. */
function mergeOne({ base, ours, theirs, byLine }: StructureInput): StructureMerge | null {
  const [mark] = /^---[^\n]*\n|/.exec(ours) ?? [''];
  const same = ours === base ? theirs : theirs === base || theirs === ours ? ours : null;
  if (same !== null) return { conflicts: [], ours: same, theirs: same, isByLine: byLine === same };
  if (![base, theirs, byLine ?? ours].every((text) => (/^---[^\n]*\n|/.exec(text) ?? [''])[0] === mark))
    return null;
  const bodies = {
    base: base.slice(mark.length),
    ours: ours.slice(mark.length),
    theirs: theirs.slice(mark.length),
  };
  const merged = mergeStructure({ ...bodies, byLine: byLine?.slice(mark.length) ?? null }, 'yaml');
  if (merged === null || mark === '') return merged;
  return {
    conflicts: merged.conflicts.map(({ line, what }) => ({ line: line + 1, what })),
    ours: joined(mark, merged.ours),
    theirs: joined(mark, merged.theirs),
    isByLine: merged.isByLine,
  };
}
