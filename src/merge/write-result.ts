import { contentEnd, lineStart } from '../diagnostics/entry-lines.ts';
import type { Node } from '../source/parsed-document.ts';
import {
  columnOf,
  entryEnd,
  isFlow,
  type Lines,
  linesOfPieces,
  type Piece,
  piecesOf,
  shift,
} from './collection.ts';
import type { Syntax } from './structure.ts';
import type { Member, Result } from './tree-result.ts';
import { writeFlowCollection } from './write-flow.ts';
import { indentAt, isOnOneLine, moveValue, unitOf, writeFlowValue } from './write-value.ts';

/** A text for the part of the user's text between two offsets. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns the user's text with a merge made in it; what the merge did not touch stays as it is, to the character. */
export function writeResult(root: Node, result: Result, syntax: Syntax): string {
  const { text } = root.span.source;
  if (result.type === 'taken') return result.node.span.source.text;
  if (result.members.length === 0 && !isFlow(root)) return `${text.slice(0, root.span.start)}{}\n`;
  return applyEdits(text, collectionEdits(result, syntax), { start: 0, end: text.length });
}

/** Returns a part of a text with edits applied that lie in it, in order. Throws a RangeError where two of them overlap. */
export function applyEdits(text: string, edits: readonly Edit[], { start, end }: Lines): string {
  let at = start;
  let edited = '';
  for (const edit of edits) {
    if (edit.start < at || edit.end > end) throw new RangeError(`edits overlap at offset ${edit.start}`);
    edited += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return edited + text.slice(at, end);
}

type Joined = Extract<Result, { type: 'joined' }>;

function collectionEdits(result: Joined, syntax: Syntax): readonly Edit[] {
  const { ours, members } = result;
  const pieces = piecesOf(ours);
  const isAsBefore = members.length === pieces.length && members.every(({ isOurs }) => isOurs);
  if (isAsBefore) return members.flatMap((member) => memberEdits(member, pieces[member.index], syntax));
  if (!isFlow(ours)) return blockEdits(result, syntax);
  const { start, end } = ours.span;
  const { text } = ours.span.source;
  const ourText = (member: Member, piece: Piece): string =>
    applyEdits(text, memberEdits(member, piece, syntax), piece);
  return [{ start, end, text: writeFlowCollection(result, { syntax, unit: unitOf(text), ourText }) }];
}

/** The edits within a member of ours. */
function memberEdits({ value, of }: Member, piece: Piece | undefined, syntax: Syntax): readonly Edit[] {
  if (piece === undefined) return [];
  if (value.type === 'joined') {
    const isEmptied = value.members.length === 0 && !isFlow(value.ours);
    if (!isEmptied) return collectionEdits(value, syntax);
    const empty = value.ours.type === 'map' ? '{}' : '[]';
    const start = piece.entry?.keySpan.end ?? piece.start;
    return [{ start, end: piece.end, text: piece.entry === null ? empty : `: ${empty}` }];
  }
  if (value.node.span.source === of.span.source) return [];
  return [replacement(value, { piece, isInFlow: isFlow(of), syntax })];
}

interface Replaced {
  readonly piece: Piece;
  readonly isInFlow: boolean;
  readonly syntax: Syntax;
}

function replacement(value: Extract<Result, { type: 'taken' }>, { piece, isInFlow, syntax }: Replaced): Edit {
  const { node, entry } = value;
  const { start, source } = piece.value.span;
  if (isInFlow) {
    const style = { syntax, indent: indentAt(piece.value), unit: unitOf(source.text) };
    return { start, end: piece.end, text: writeFlowValue(node, style) };
  }
  const from = node.span.source;
  const ownEnd = contentEnd({ key: '', keySpan: node.span, value: node });
  if (isOnOneLine(piece.value) && isOnOneLine(node))
    return { start, end: piece.end, text: from.text.slice(node.span.start, ownEnd) };
  if (entry === null || piece.entry === null) {
    const columns = { from: columnOf(from, node.span.start), to: columnOf(source, start) };
    return { start, end: piece.end, text: moveValue(from.text.slice(node.span.start, ownEnd), columns) };
  }
  const columns = { from: columnOf(from, entry.keySpan.start), to: columnOf(source, piece.start) };
  const text = moveValue(from.text.slice(entry.keySpan.end, entryEnd(entry)), columns);
  return { start: piece.entry.keySpan.end, end: piece.end, text };
}

/** Edits of whole lines: members go with the comments above them, and come with theirs. */
function blockEdits({ ours, members }: Joined, syntax: Syntax): readonly Edit[] {
  const pieces = piecesOf(ours);
  const lines = linesOfPieces(ours);
  const begin = beginning(ours, members);
  const edits = [...begin.edits];
  let next = begin.next;
  const skipTo = (index: number): void => {
    for (; next < index; next += 1) edits.push({ ...(lines[next] ?? ours.span), text: '' });
  };
  for (const member of members.slice(begin.written)) {
    if (member.isOurs) {
      skipTo(member.index);
      edits.push(...memberEdits(member, pieces[member.index], syntax));
      next = member.index + 1;
    } else {
      const at = lines[next - 1]?.end ?? ours.span.start;
      edits.push({ start: at, end: at, text: newLines(member, ours) });
    }
  }
  skipTo(pieces.length);
  return edits;
}

interface Beginning {
  readonly edits: readonly Edit[];
  /** Members that are written with them. */
  readonly written: number;
  /** The first piece of ours that is still to be looked at. */
  readonly next: number;
}

/** What comes or goes before the first member of ours that stays; that line may begin with the dash of an item. */
function beginning(ours: Node, members: readonly Member[]): Beginning {
  const { source, start } = ours.span;
  const lines = linesOfPieces(ours);
  const kept = members.find(({ isOurs }) => isOurs)?.index ?? lines.length;
  const count = members.findIndex(({ isOurs }) => isOurs);
  const coming = members.slice(0, count === -1 ? members.length : count);
  const before = source.text.slice(lineStart(source, start), start);
  const text = coming
    .map((member) => newLines(member, ours))
    .join('')
    .replace(/^\n+/, '')
    .trimStart();
  const written = coming.length;
  if (written > 0 && kept > 0) {
    const edit = { start, end: lines[0]?.end ?? start, text };
    return { edits: [edit], written, next: 1 };
  }
  if (written > 0) {
    const indent = ' '.repeat(before.length);
    return { edits: [{ start, end: start, text: text + indent }], written, next: 0 };
  }
  if (kept === 0) return { edits: [], written, next: 0 };
  if (before.trim() === '') {
    const end = lines[kept - 1]?.end ?? start;
    return { edits: [{ start: start - before.length, end, text: '' }], written, next: kept };
  }
  const end = piecesOf(ours)[kept]?.start ?? start;
  return {
    edits: [{ start, end: ours.type === 'list' ? dashBefore(ours, end) : end, text: '' }],
    written,
    next: kept,
  };
}

/** The offset of the dash that stands before an item of a list. */
function dashBefore({ span: { source } }: Node, offset: number): number {
  return source.text.lastIndexOf('-', offset - 1);
}

/** A member of another side as lines of a collection of ours. */
function newLines({ of, index }: Member, ours: Node): string {
  const { source } = of.span;
  const to = columnOf(ours.span.source, ours.span.start);
  const piece = piecesOf(of)[index];
  if (piece === undefined) return '';
  if (isFlow(of)) {
    const dash = ours.type === 'list' ? '- ' : '';
    return `${' '.repeat(to)}${dash}${source.text.slice(piece.start, piece.end)}\n`;
  }
  const { start, end } = linesOfPieces(of)[index] ?? of.span;
  const column = columnOf(source, of.span.start);
  const isAtStart = index > 0;
  const text = isAtStart
    ? source.text.slice(start, end)
    : commentsAbove(of) + ' '.repeat(column) + source.text.slice(start, end);
  return shift(text, to - column);
}

/** The comment lines right above a collection that is not the whole document, at its column. */
function commentsAbove({ span: { source, start } }: Node): string {
  const column = columnOf(source, start);
  const begin = lineStart(source, start);
  let first = begin;
  while (column > 0 && first > 0) {
    const above = lineStart(source, first - 1);
    const line = source.text.slice(above, first);
    if (line.search(/[^ ]/) !== column || line[column] !== '#') break;
    first = above;
  }
  return source.text.slice(first, begin);
}
