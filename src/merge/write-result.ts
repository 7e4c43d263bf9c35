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
  const { source } = ours.span;
  const pieces = piecesOf(ours);
  const lines = linesOfPieces(ours);
  const edits: Edit[] = [];
  let next = 0;
  let isFirst = true;
  const skipTo = (index: number): void => {
    for (; next < index; next += 1) edits.push(removal(ours, lines, next));
  };
  for (const member of members) {
    if (member.isOurs) {
      skipTo(member.index);
      edits.push(...memberEdits(member, pieces[member.index], syntax));
      next = member.index + 1;
    } else if (isFirst && next === 0) {
      const text = newLines(member, ours).replace(/^\n+/, '').trimStart();
      const indent = source.text
        .slice(lineStart(source, ours.span.start), ours.span.start)
        .replaceAll(/[^ ]/g, ' ');
      edits.push({ start: ours.span.start, end: ours.span.start, text: text + indent });
    } else {
      const at = lines[next - 1]?.end ?? ours.span.start;
      edits.push({ start: at, end: at, text: newLines(member, ours) });
    }
    isFirst = false;
  }
  skipTo(pieces.length);
  return edits;
}

/** Takes a piece out. The first one may begin behind the dash of an item: what is next then takes its place. */
function removal(ours: Node, lines: readonly Lines[], index: number): Edit {
  const { source } = ours.span;
  const { start, end } = lines[index] ?? ours.span;
  if (index > 0) return { start, end, text: '' };
  const begin = lineStart(source, start);
  const isAlone = /^ *$/.test(source.text.slice(begin, start));
  if (isAlone) return { start: begin, end, text: '' };
  return { start, end: piecesOf(ours)[1]?.start ?? end, text: '' };
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
