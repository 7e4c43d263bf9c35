import type { Span } from '../source/source.ts';
import type { Place } from './tree.ts';

/** Where a part of an expression is written. */
export interface Written {
  readonly span: Span;
  /** True if the span covers the part letter by letter, so that it can be replaced; false: it covers more than that. */
  readonly isExact: boolean;
}

/**
 * Returns where a part of a text from a blueprint is written. `span` is that of the YAML scalar: plain, in quotes or as a
 * block. YAML folds lines and takes indentation away, but every other character stands there in the same order; so the
 * characters are counted without white space. Where that does not come out, as with escapes, it is the whole scalar.
 */
export function writtenPlace(span: Span, text: string, place: Place): Written {
  const whole: Written = { span, isExact: false };
  const written = span.source.text.slice(span.start, span.end);
  const offsets = visibleOffsets(written);
  if (offsets === null || !spells(written, offsets, text)) return whole;
  const first = visibleBefore(text, place.start);
  const count = visibleBefore(text, place.end) - first;
  const start = offsets[first];
  const last = offsets[first + count - 1];
  if (count < 1 || start === undefined || last === undefined) return whole;
  const found: Span = { source: span.source, start: span.start + start, end: span.start + last + 1 };
  const part = text.slice(place.start, place.end);
  return { span: found, isExact: written.slice(start, last + 1) === part };
}

/** Returns the offsets of a scalar's characters without white space and its own marks; null where it has escapes. */
function visibleOffsets(written: string): readonly number[] | null {
  const first = written.charAt(0);
  const isBlock = /^[|>][-+\d]*[ \t]*(#.*)?\r?\n/.exec(written)?.[0].length;
  if (first === '"' && written.includes('\\')) return null;
  const isQuoted = first === '"' || first === "'";
  const start = isQuoted ? 1 : (isBlock ?? 0);
  const end = isQuoted ? written.length - 1 : written.length;
  const offsets: number[] = [];
  for (let at = start; at < end; at++) {
    if (isSpace(written.charCodeAt(at))) continue;
    offsets.push(at);
    if (first === "'" && written.charAt(at) === "'") at += 1;
  }
  return offsets;
}

function spells(written: string, offsets: readonly number[], text: string): boolean {
  let seen = 0;
  for (let at = 0; at < text.length; at++) {
    if (isSpace(text.charCodeAt(at))) continue;
    const offset = offsets[seen];
    if (offset === undefined || written.charCodeAt(offset) !== text.charCodeAt(at)) return false;
    seen += 1;
  }
  return seen === offsets.length;
}

function visibleBefore(text: string, end: number): number {
  let count = 0;
  for (let at = 0; at < end; at++) if (!isSpace(text.charCodeAt(at))) count += 1;
  return count;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}
