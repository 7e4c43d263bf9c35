/**
 * What every mark in a rendered text begins with: a control character, since names in a model are DNS labels and no encoder leaves one in
 * what it writes. Texts with characters beyond Latin-1 would take twice the memory, and as much more time, for all that is generated.
 */
export const MARK = '\x01';

/** What a mark is of: the character behind its beginning. */
export const MarkKind = {
  line: 'L',
  slot: 'S',
  fitStart: '(',
  fitEnd: ')',
  pathStart: 'P',
  pathEnd: 'E',
} as const;

/** Where a piece begins, and ends, that is to be on one line where it fits. */
export const FIT_START = MARK + MarkKind.fitStart;
export const FIT_END = MARK + MarkKind.fitEnd;
/** Where that ends which `pathMark` begins. */
export const PATH_END = MARK + MarkKind.pathEnd;

/** Returns the mark of a line of a template, 1-based, and of those that follow it. */
export function lineMark(templateLine: number, count: number): string {
  return `${MARK}${MarkKind.line}${templateLine},${count};`;
}

/** Returns the mark of the place of a slot. */
export function slotMark(slot: number): string {
  return `${MARK}${MarkKind.slot}${slot};`;
}

/** Returns the mark of where that begins which is written for the part of the blueprint with that number. */
export function pathMark(path: number): string {
  return `${MARK}${MarkKind.pathStart}${path};`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what marks begin with.
const ANY = /\x01(?:[LSP][\d,]+;|.)/g;

/** Returns a text without the marks in it. */
export function withoutMarks(text: string): string {
  return text.includes(MARK) ? text.replace(ANY, '') : text;
}

/** Reads the marks of a text, one after the other. */
export class MarkReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Where it goes on. */
  get at(): number {
    return this.#at;
  }

  /** Goes behind the next mark's kind, and returns where that mark begins; -1 where there is no more. */
  next(): number {
    const start = this.#text.indexOf(MARK, this.#at);
    this.#at = start + 2;
    return start;
  }

  /** Returns the kind of the mark that it is in. */
  kind(): string {
    return this.#text.charAt(this.#at - 1);
  }

  /** Returns the next number of the mark that it is in, and goes behind the character that ends it. */
  number(): number {
    let value = 0;
    for (;;) {
      const digit = this.#text.charCodeAt(this.#at++) - ZERO;
      if (!(digit >= 0 && digit <= 9)) return value;
      value = value * 10 + digit;
    }
  }
}

const ZERO = '0'.charCodeAt(0);
