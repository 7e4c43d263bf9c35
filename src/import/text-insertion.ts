import { contentEnd, lineEnd, lineStart } from '../diagnostics/entry-lines.ts';
import {
  type BlockEntry,
  block,
  blockList,
  writeFlow,
  writeYaml,
  type YamlValue,
} from '../init/yaml-text.ts';
import type { ListNode, MapEntry, MapNode } from '../source/parsed-document.ts';
import type { Source, Span } from '../source/source.ts';

/** A text to be put between two offsets. */
export interface Insertion {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Returns where entries go that are put on lines of their own behind an entry, after so many empty lines. */
export function behindEntry(
  source: Source,
  before: MapEntry,
  { entries, emptyLines }: { readonly entries: readonly BlockEntry[]; readonly emptyLines: number },
): Insertion {
  const indent = columnOf(source, before.keySpan.start);
  const start = withDeeperComments(source, lineEnd(source, contentEnd(before)), indent);
  return linesAt(source, start, `${'\n'.repeat(emptyLines)}${writeYaml(block(entries), indent)}`);
}

/** Returns where entries go that are put below a key without a value; null where something stands behind the key. */
export function belowKey(
  source: Source,
  { keySpan, value }: MapEntry,
  entries: readonly BlockEntry[],
): Insertion | null {
  const line = source.text.slice(lineStart(source, keySpan.start), lineEnd(source, keySpan.end));
  const isEmpty = value.type === 'scalar' && value.value === null && /^ *[^:{]+: *(#.*)?$/.test(line);
  if (!isEmpty) return null;
  const indent = columnOf(source, keySpan.start) + 2;
  return linesAt(source, lineEnd(source, keySpan.end), writeYaml(block(entries), indent));
}

/** Returns where entries go within the brackets of a map. */
export function withinBraces(source: Source, map: MapNode, entries: readonly BlockEntry[]): Insertion {
  const written = entries.map(({ key, value }) => writeFlow({ [key]: value }).slice(2, -2));
  const last = [...map.entries.values()].at(-1);
  if (last === undefined) return { ...rangeOf(map.span), text: `{ ${written.join(', ')} }` };
  const end = Math.max(contentEnd(last), last.keySpan.end);
  return within(source, written, { first: last.keySpan.start, end });
}

/** Returns where items go: on lines of their own behind the last one, or within the brackets; null for an odd list. */
export function behindItems(source: Source, list: ListNode, items: readonly YamlValue[]): Insertion | null {
  const written = items.map(writeFlow);
  const last = list.items.at(-1);
  if (last === undefined) return { ...rangeOf(list.span), text: `[${written.join(', ')}]` };
  const end = contentEnd({ key: '', keySpan: last.span, value: last });
  if (source.text[list.span.start] === '[') return within(source, written, { first: last.span.start, end });
  const before = source.text.slice(lineStart(source, last.span.start), last.span.start);
  const dash = /^( *)- +$/.exec(before)?.[1];
  if (dash === undefined) return null;
  const start = withDeeperComments(source, lineEnd(source, end), dash.length);
  return linesAt(source, start, writeYaml(blockList(items), dash.length));
}

/** Behind the last one, on a line of its own if that one has one. */
function within(
  source: Source,
  written: readonly string[],
  { first, end }: { readonly first: number; readonly end: number },
): Insertion {
  const before = source.text.slice(lineStart(source, first), first);
  const glue = /^ +$/.test(before) ? `,\n${before}` : ', ';
  return { start: end, end, text: inLinesOf(source, written.map((one) => glue + one).join('')) };
}

function rangeOf({ start, end }: Span): Pick<Insertion, 'start' | 'end'> {
  return { start, end };
}

/** The text without its last line break, behind one: the line that ends at the offset keeps its own. */
function linesAt(source: Source, start: number, text: string): Insertion {
  return { start, end: start, text: inLinesOf(source, `\n${text.replace(/\n$/, '')}`) };
}

function inLinesOf(source: Source, text: string): string {
  return source.text.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text;
}

function columnOf(source: Source, offset: number): number {
  return offset - lineStart(source, offset);
}

/** Moves the end of a line behind the comment lines below it that are indented further than a column. */
function withDeeperComments(source: Source, offset: number, column: number): number {
  const { text } = source;
  let end = offset;
  for (;;) {
    const next = text.indexOf('\n', end) + 1;
    if (next === 0) return end;
    const line = text.slice(next, lineEnd(source, next));
    if (!/^ *#/.test(line) || line.indexOf('#') <= column) return end;
    end = lineEnd(source, next);
  }
}
