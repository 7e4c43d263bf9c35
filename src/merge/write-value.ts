import type { Node } from '../source/parsed-document.ts';
import { columnOf, isFlow, type Piece, piecesOf } from './collection.ts';
import { isLeftOut, type Syntax, written } from './structure.ts';

/** How a value is written that stands in brackets. */
export interface FlowStyle {
  readonly syntax: Syntax;
  /** White space before the line that it begins on. */
  readonly indent: string;
  /** White space that a level has more. */
  readonly unit: string;
}

/** Returns a value, of any side, as it is written within brackets; comments in it are left out. */
export function writeFlowValue(node: Node, style: FlowStyle): string {
  if (node.type === 'scalar') return style.syntax === 'json' ? written(node) : flowScalar(node);
  const [open, close] = node.type === 'map' ? ['{', '}'] : ['[', ']'];
  const inner = { ...style, indent: style.indent + style.unit };
  const pieces = piecesOf(node).map((piece) => writeFlowPiece(piece, inner));
  if (pieces.length === 0) return open + close;
  if (style.syntax === 'json' && written(node).includes('\n')) {
    const lines = pieces.map((piece) => `\n${inner.indent}${piece}`);
    return `${open}${lines.join()}\n${style.indent}${close}`;
  }
  const pad = node.type === 'map' ? ' ' : '';
  return `${open}${pad}${pieces.join(', ')}${pad}${close}`;
}

/** Returns an entry with its key, or an item, as it is written within brackets. */
export function writeFlowPiece({ entry, value }: Piece, style: FlowStyle): string {
  const text = writeFlowValue(value, style);
  if (entry === null) return text;
  const { source, start, end } = entry.keySpan;
  const key = source.text.slice(start, end);
  return `${style.syntax === 'json' ? key : flowText(entry.key, key)}: ${text}`;
}

function flowScalar(node: Node): string {
  if (node.type !== 'scalar' || isLeftOut(node)) return 'null';
  return typeof node.value === 'string' ? flowText(node.value, written(node)) : written(node);
}

function flowText(value: string, asWritten: string): string {
  const isQuoted = /^(?:"[^\n]*"|'[^\n]*')$/.test(asWritten);
  return isQuoted || (value === asWritten && /^[\w./@-]+$/.test(value)) ? asWritten : JSON.stringify(value);
}

/**
 * Returns a YAML value as it is written without brackets around it, in lines indented as those of the place where it goes:
 * `from` and `to` are the columns there of what it belongs to. Its first line is not indented.
 */
export function moveValue(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): string {
  const [first = '', ...rest] = text.split('\n');
  const by = to - from;
  const moved = rest.map((line) => {
    if (line === '') return line;
    return by >= 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), '');
  });
  return [first, ...moved].join('\n');
}

/** Returns the white space at the beginning of the line that a value starts on. */
export function indentAt(node: Node): string {
  const { source, start } = node.span;
  return /^[ \t]*/.exec(source.text.slice(start - columnOf(source, start)))?.[0] ?? '';
}

/** Returns what the levels of a text are indented by: by what its first indented line is. */
export function unitOf(text: string): string {
  return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

/** True for a value on one line that can stand in the place of another such value. */
export function isOnOneLine(node: Node): boolean {
  const isBlock = node.type !== 'scalar' && !isFlow(node);
  return !isBlock && !isLeftOut(node) && !written(node).includes('\n') && !/^[|>]/.test(written(node));
}
