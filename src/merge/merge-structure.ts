import type { Node } from '../source/parsed-document.ts';
import { piecesOf } from './collection.ts';
import type { MergeConflict } from './merge-file.ts';
import { isSame, readStructure, type Syntax } from './structure.ts';
import { mergeValues } from './tree-merge.ts';
import type { Result } from './tree-result.ts';
import { writeResult } from './write-result.ts';

/** Three texts in the form of `plainText`, and what the merge by line made of them; null: it has a conflict. */
export interface StructureInput {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly byLine: string | null;
}

/** A merge by structure; the conflicts are in the order of our text. */
export interface StructureMerge {
  readonly conflicts: readonly MergeConflict[];
  /** The merge with each conflict resolved to one side; null where it cannot be written so that it is read as it is meant, and with new comments. */
  readonly ours: string | null;
  readonly theirs: string | null;
  /** True if the merge by line means the same. */
  readonly isByLine: boolean;
}

/** Returns the merge of three texts by their trees, or null where one of the three is not understood. */
export function mergeStructure(input: StructureInput, syntax: Syntax): StructureMerge | null {
  const base = readStructure(input.base, syntax);
  const ours = readStructure(input.ours, syntax);
  const theirs = readStructure(input.theirs, syntax);
  if (base === null || ours === null || theirs === null) return null;
  const byLine = input.byLine === null ? null : readStructure(input.byLine, syntax);
  const place = { path: [], base, ours, theirs, ourEntry: null, theirEntry: null };
  const mergeFor = (prefer: 'ours' | 'theirs') => {
    const conflicts: MergeConflict[] = [];
    const result = mergeValues({ prefer, byLine, conflicts }, place);
    return { result, conflicts, text: writeChecked(ours, result, syntax) };
  };
  const [forOurs, forTheirs] = [mergeFor('ours'), mergeFor('theirs')];
  const isLost = syntax === 'yaml' && losesComment(input, [forOurs.text, forTheirs.text]);
  const conflicts = forOurs.conflicts.toSorted((a, b) => a.line - b.line);
  const isByLine = conflicts.length === 0 && byLine !== null && isMeant(forOurs.result, byLine);
  if (isLost) return { conflicts, ours: null, theirs: null, isByLine };
  return { conflicts, ours: forOurs.text, theirs: forTheirs.text, isByLine };
}

/** True for a comment that is generated since the base and stands in none of the merged texts: a tree has no comments. */
function losesComment({ base, theirs }: StructureInput, merged: readonly (string | null)[]): boolean {
  const known = new Set([base, ...merged].flatMap((text) => commentsIn(text ?? '')));
  return commentsIn(theirs).some((comment) => !known.has(comment));
}

function commentsIn(text: string): readonly string[] {
  return text.match(/(?<=^|[ \t])#.*$/gm) ?? [];
}

/** Null where the text would not say what the merge came to. */
function writeChecked(ours: Node, result: Result, syntax: Syntax): string | null {
  const text = tryToWrite(ours, result, syntax);
  const read = text === null ? null : readStructure(text, syntax);
  return read !== null && isMeant(result, read) && (syntax === 'yaml' || isAsStrict(ours, text))
    ? text
    : null;
}

function tryToWrite(ours: Node, result: Result, syntax: Syntax): string | null {
  try {
    return writeResult(ours, result, syntax);
  } catch (error) {
    // Two changes at one place, in a layout that was not foreseen.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** False for a text that only readers take which allow comments, while ours is for all. */
function isAsStrict(ours: Node, text: string | null): boolean {
  return text !== null && (isStrict(text) || !isStrict(ours.span.source.text));
}

function isStrict(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** True if a tree says what a merge came to. */
function isMeant(result: Result, read: Node): boolean {
  if (result.type === 'taken') return isSame(result.node, read);
  const { ours, members } = result;
  if (ours.type === 'list') {
    return (
      read.type === 'list' &&
      read.items.length === members.length &&
      read.items.every((item, index) => isMeant(members[index]?.value ?? result, item))
    );
  }
  if (read.type !== 'map' || read.entries.size !== members.length) return false;
  return members.every(({ of, index, value }) => {
    const entry = read.entries.get(piecesOf(of)[index]?.entry?.key ?? '');
    return entry !== undefined && isMeant(value, entry.value);
  });
}
