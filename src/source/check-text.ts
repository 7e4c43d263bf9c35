import type { Report } from '../diagnostics/findings.ts';
import { LIMITS } from './limits.ts';
import type { Source } from './source.ts';

/** So many different characters are named, among so many places. */
const MOST_NAMED = 5;
const MOST_PLACES = 10_000;

/**
 * Every character that a document must not hold: what YAML does not allow (section 5.1), what only some readers take for a
 * line end, what changes the order in which a text is shown, and U+FFFD, which stands for bytes that are not UTF-8.
 */
const REFUSED = /(?!\t|\r?\n)\p{Cc}|[\u2028-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]|\p{Surrogate}/gu;

/**
 * Reports a text that is too large, and each character that a document must not hold at the first place where it stands.
 * False: the text must not be parsed, since the lexer has marks of its own among these characters.
 */
export function checkText(source: Source, report: Report): boolean {
  const { text } = source;
  const place = (start: number) => ({ source, start, end: Math.min(start + 1, text.length) });
  const seen = new Set<string>();
  let places = 0;
  for (const { 0: character, index } of text.matchAll(REFUSED)) {
    if (!seen.has(character)) {
      seen.add(character);
      report({ rule: 'syntax', ...wordsFor(character, text), span: place(index), path: '' });
    }
    places += 1;
    if (seen.size === MOST_NAMED || places === MOST_PLACES) break;
  }
  // What is no UTF-8 takes another number of bytes in the text than it had in the file.
  const excess = seen.size > 0 ? null : startOfExcess(text);
  if (excess !== null) {
    const message = 'the file is larger than 4 MiB';
    report({ rule: 'limit', message, hint: 'split the blueprint', span: place(excess), path: '' });
  }
  return seen.size === 0 && excess === null;
}

/** True if a text has no more bytes than a document may. */
export function isOfAllowedSize(text: string): boolean {
  // A UTF-16 unit has three bytes at most.
  return text.length * 3 <= LIMITS.bytes || Buffer.byteLength(text) <= LIMITS.bytes;
}

/** Returns the offset of the character with which the text has too many bytes, or null. */
function startOfExcess(text: string): number | null {
  if (isOfAllowedSize(text)) return null;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(LIMITS.bytes));
  return Math.min(read, text.length - 1);
}

function wordsFor(character: string, text: string): { readonly message: string; readonly hint: string } {
  const code = character.codePointAt(0) ?? 0;
  if (code === 0xfffd) {
    const hint = text.startsWith('\ufffd\ufffd') ? 'it looks like UTF-16: save' : 'save';
    return { message: 'what stands here is not UTF-8', hint: `${hint} the file as UTF-8` };
  }
  if (code === 0x0d) {
    return {
      message: 'a line ends with a carriage return alone',
      hint: 'end lines with a line feed, or with both',
    };
  }
  if (code === 0) {
    return {
      message: 'a NUL character is not allowed',
      hint: 'is it a binary file, or UTF-16? save it as UTF-8',
    };
  }
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return {
    message: `character ${name} is not allowed`,
    hint: 'take it out, or write it as an escape in double quotes',
  };
}
