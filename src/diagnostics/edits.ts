import type { MapEntry, MapNode } from '../source/parsed-document.ts';
import type { Source, Span } from '../source/source.ts';
import type { Fix, TextEdit } from './diagnostic.ts';
import { documentIndex, isBlock } from './document-index.ts';
import { blockLines, contentEnd, flowPart, goesOn, hasValue, lineEnd, lineStart } from './entry-lines.ts';
import { nearIn } from './suggest.ts';

/** An entry to be added to a map. */
export interface NewEntry {
  readonly key: string;
  /** On one line, as it is written within brackets. */
  readonly value: string;
  /** Where among the entries that are there. */
  readonly at: 'first' | 'last';
}

/**
 * Returns the edit that adds an entry to a map, in the style of the map: on a line of its own, indented as the others are,
 * or within the brackets. `at` is the span of the map, or of the key at which it stands. Null where there is no map, or an
 * empty one without brackets, or where its text is not alone in saying what it says.
 */
export function insertEntry(at: Span, entry: NewEntry): TextEdit | null {
  const map = mapAt(at);
  if (map === null) return null;
  const text = `${entry.key}: ${entry.value}`;
  const entries = [...map.entries.values()];
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined)
    return isBlock(map) ? null : { span: map.span, text: `{ ${text} }` };
  const { source } = at;
  if (isBlock(map)) return insertLine(source, entry.at === 'first' ? first : last, { text, at: entry.at });
  if (entry.at === 'first') return insertAt(source, first.keySpan.start, `${text}, `);
  return hasValue(last) ? insertAt(source, contentEnd(last), `, ${text}`) : null;
}

function mapAt(at: Span): MapNode | null {
  const index = documentIndex(at.source);
  const entry = index?.byKey.get(at.start)?.entry;
  if (entry !== undefined && entry.keySpan.end === at.end)
    return entry.value.type === 'map' ? entry.value : null;
  const map = index?.maps.get(at.start);
  return map !== undefined && map.span.end === at.end ? map : null;
}

/** Keys may begin behind the dash of an item, and only there; then the lines below are indented as far as the key is. */
function insertLine(
  source: Source,
  beside: MapEntry,
  { text, at }: { readonly text: string; readonly at: NewEntry['at'] },
): TextEdit | null {
  const { start } = beside.keySpan;
  const before = source.text.slice(lineStart(source, start), start);
  if (!/^ *(- +)*$/.test(before)) return null;
  const indent = ' '.repeat(before.length);
  const lineBreak = source.text.includes('\r\n') ? '\r\n' : '\n';
  if (at === 'first') return insertAt(source, start, `${text}${lineBreak}${indent}`);
  const end = lineEnd(source, contentEnd(beside));
  if (goesOn(source, end, before.length)) return null;
  return insertAt(source, end, `${lineBreak}${indent}${text}`);
}

function insertAt(source: Source, offset: number, text: string): TextEdit {
  return { span: { source, start: offset, end: offset }, text };
}

/**
 * Returns the edit that takes an entry out, with the comment at the end of its line and those on the lines right above it.
 * `at` is the span of its key, or of its value where that is no block. Null where the entry is the only one of its map, or
 * shares its line with what stays.
 */
export function removeEntry(at: Span): TextEdit | null {
  const index = documentIndex(at.source);
  const located = index?.byKey.get(at.start) ?? index?.byValue.get(at.start);
  if (located === undefined || located.siblings.length < 2) return null;
  const span = isBlock(located.map) ? blockLines(located) : flowPart(located);
  return span === null ? null : { span, text: '' };
}

const NAME = /[\w-]/;
/** Texts that mean the same with and without quotes, within brackets and without. */
const PLAIN_NAME = /^(?!(true|false|null|\d[\d.]*e\d+|0[xo][\da-f]+)$)(?=.*[a-z])[a-z\d]([\w. /-]*[\w/])?$/i;

/**
 * Returns the edit that puts a name in the place of another one that stands, as a whole word, exactly once in a span; null
 * where it does not, or where the new name would need quotes.
 */
export function replaceName(span: Span, from: string, to: string): TextEdit | null {
  if (from === '' || !PLAIN_NAME.test(to)) return null;
  const { source } = span;
  const text = source.text.slice(span.start, span.end);
  const found: number[] = [];
  for (let at = text.indexOf(from); at !== -1; at = text.indexOf(from, at + 1)) {
    const isWord = !NAME.test(text[at - 1] ?? '') && !NAME.test(text[at + from.length] ?? '');
    if (isWord) found.push(span.start + at);
  }
  const [start, another] = found;
  if (start === undefined || another !== undefined) return null;
  return { span: { source, start, end: start + from.length }, text: to };
}

/** Returns the fix that a hint amounts to which asks whether another name was meant; undefined for any other hint. */
export function nearFix(span: Span, wrong: string, hint: string | undefined): Fix | undefined {
  const near = nearIn(hint);
  const edit = near === null ? null : replaceName(span, wrong, near);
  if (edit === null) return undefined;
  return { title: `replace "${wrong}" with "${near}"`, safety: 'suggestion', edits: [edit] };
}

/** Returns a fix of these edits, as the property of a finding; nothing where there is none or one of them cannot be made. */
export function fixOf(fix: {
  readonly title: string;
  readonly safety: Fix['safety'];
  readonly edits: readonly (TextEdit | null)[];
}): { readonly fix?: Fix } {
  const edits = fix.edits.filter((edit) => edit !== null);
  return edits.length === 0 || edits.length < fix.edits.length ? {} : { fix: { ...fix, edits } };
}
