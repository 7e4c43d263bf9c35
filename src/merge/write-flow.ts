import type { Node } from '../source/parsed-document.ts';
import { type Piece, piecesOf } from './collection.ts';
import type { Syntax } from './structure.ts';
import type { Member, Result } from './tree-result.ts';
import { indentAt, writeFlowPiece } from './write-value.ts';

/** What is needed to write a collection in brackets anew. */
export interface FlowWriting {
  readonly syntax: Syntax;
  readonly unit: string;
  /** A member of ours, with what changes within it. */
  readonly ourText: (member: Member, piece: Piece) => string;
}

/** A piece with what stands around it: white space and comments before it, and a comment behind it on its line. */
interface Framed {
  readonly before: string;
  readonly text: string;
  readonly behind: string;
}

/** What stands between two pieces: a comma, and a comment that belongs to the first of the two. */
const BEHIND =
  /^(?<own>[ \t]*(?:\/\*[^\n]*?\*\/[ \t]*)?)(?<comma>,?)(?<comment>[ \t]*(?:\/\/|\/\*|#)[^\n]*(?=\n))?/;

/**
 * Returns a collection of ours in brackets with other members than before: each on a line of its own where they were so,
 * commas between them, and behind the last one where there was one. Members of ours keep their comments.
 */
export function writeFlowCollection(
  { ours, members }: Extract<Result, { type: 'joined' }>,
  { syntax, unit, ourText }: FlowWriting,
): string {
  const { source, start, end } = ours.span;
  const frame = frameOf(ours);
  const closing = indentAt(ours);
  const isEmpty = frame.pieces.length === 0;
  const isInLines = isEmpty ? isWritten(members, '\n') : (frame.pieces[0]?.before ?? '').includes('\n');
  const indent = isEmpty
    ? closing + unit
    : (frame.pieces[0]?.before.slice(frame.pieces[0].before.lastIndexOf('\n') + 1) ?? '');
  const pad = frame.pieces[0]?.before ?? (ours.type === 'map' ? ' ' : '');
  const texts = members.map((member, index): Framed => {
    const framed = member.isOurs ? frame.pieces[member.index] : undefined;
    const piece = piecesOf(member.of)[member.index];
    const fresh = isInLines ? `\n${indent}` : index === 0 ? pad : ' ';
    if (piece === undefined) return { before: '', text: '', behind: '' };
    if (framed === undefined)
      return { before: fresh, text: writeFlowPiece(piece, { syntax, indent, unit }), behind: '' };
    const before = isInLines && framed.before.includes('\n') ? framed.before : fresh;
    return { before, text: ourText(member, piece), behind: framed.behind };
  });
  if (texts.length === 0) return source.text.charAt(start) + source.text.charAt(end - 1);
  const hasLastComma = frame.hasLastComma;
  const inner = texts.map(({ before, text, behind }, index) => {
    const comma = index < texts.length - 1 || hasLastComma ? ',' : '';
    return before + text + comma + behind;
  });
  const rest = isEmpty ? (isInLines ? `\n${closing}` : pad) : frame.rest;
  return source.text.charAt(start) + inner.join('') + rest + source.text.charAt(end - 1);
}

function isWritten(members: readonly Member[], part: string): boolean {
  return members.some(({ of: { span } }) => span.source.text.slice(span.start, span.end).includes(part));
}

interface Frame {
  readonly pieces: readonly Framed[];
  readonly hasLastComma: boolean;
  /** Between the last piece and the closing bracket. */
  readonly rest: string;
}

function frameOf(ours: Node): Frame {
  const { text } = ours.span.source;
  const pieces = piecesOf(ours);
  let at = ours.span.start + 1;
  let hasLastComma = false;
  const framed = pieces.map(({ start, end }, index): Framed => {
    const before = text.slice(at, start);
    const limit = pieces[index + 1]?.start ?? ours.span.end - 1;
    const found = BEHIND.exec(text.slice(end, limit));
    const { own = '', comma = '', comment = '' } = found?.groups ?? {};
    hasLastComma = comma !== '';
    at = end + (found?.[0].length ?? 0);
    const isLast = index === pieces.length - 1;
    if (isLast && own.trim() === '' && comma === '' && comment === '') at = end;
    return { before, text: text.slice(start, end), behind: own.trim() === '' ? comment : own + comment };
  });
  return { pieces: framed, hasLastComma, rest: text.slice(at, ours.span.end - 1) };
}
