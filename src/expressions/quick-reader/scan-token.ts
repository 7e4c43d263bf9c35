/** Where a reading of an expression has got to. */
export interface Cursor {
  readonly text: string;
  /** Behind the token that was scanned last. */
  at: number;
  token: Token;
}

/** A token with its place; `end` is the end of the expression. Of a text, `value` is what stands between the quotes. */
export interface Token {
  readonly type: 'name' | 'variable' | 'number' | 'text' | 'operator' | 'end';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Thrown where an expression is not plain: what is not read here is read by the `jsonata` package. */
export const beyond: unique symbol = Symbol('beyond the quick reader');

/** Longer numbers may be too large. */
const MAX_DIGITS = 30;
const PAIRS: ReadonlySet<string> = new Set(['..', ':=', '!=', '>=', '<=', '**', '~>', '?:', '??']);
const SINGLES = '.[]{}(),;:?+-*/%=<>&|^@#';

/** Moves to the next token. Throws `beyond` for what jsonata would refuse, and for what is rare. */
export function scanToken(cursor: Cursor): void {
  const { text } = cursor;
  let start = cursor.at;
  while (isSpace(text.charCodeAt(start))) start += 1;
  cursor.token = tokenAt(text, start);
  cursor.at = cursor.token.end;
}

function tokenAt(text: string, start: number): Token {
  if (start >= text.length) return { type: 'end', value: '', start, end: start };
  const code = text.charCodeAt(start);
  if (isLetter(code)) return nameAt(text, start);
  if (code === 36) {
    const end = text.charCodeAt(start + 1) === 36 ? start + 2 : endOfName(text, start + 1);
    return delimited(text, { type: 'variable', value: text.slice(start + 1, end), start, end });
  }
  if (code === 34 || code === 39) return textAt(text, start);
  if (isDigit(code)) return numberAt(text, start);
  const next = text.charCodeAt(start + 1);
  if (!isSpace(next) && !isLetter(next) && next !== 34) {
    const pair = text.slice(start, start + 2);
    if (PAIRS.has(pair)) return { type: 'operator', value: pair, start, end: start + 2 };
    if (pair === '/*') throw beyond;
  }
  const single = text.charAt(start);
  if (!SINGLES.includes(single)) throw beyond;
  return { type: 'operator', value: single, start, end: start + 1 };
}

function nameAt(text: string, start: number): Token {
  const end = endOfName(text, start);
  return delimited(text, { type: 'name', value: text.slice(start, end), start, end });
}

/** Names go on to the next space or operator: `näme`, `a"b` and `$$or` are names too, and are not read here. */
function delimited(text: string, token: Token): Token {
  const next = text.charCodeAt(token.end);
  if (goesOn(next) || isLetter(next) || isDigit(next)) throw beyond;
  return token;
}

/** True for what is neither a space nor an operator: quotes, `$`, the backslash, control characters, and all beyond ASCII. */
function goesOn(code: number): boolean {
  return (
    code > 126 ||
    code === 34 ||
    code === 36 ||
    code === 39 ||
    code === 92 ||
    code === 96 ||
    (code < 32 && !isSpace(code))
  );
}

function endOfName(text: string, start: number): number {
  let end = start;
  while (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function textAt(text: string, start: number): Token {
  const end = text.indexOf(text.charAt(start), start + 1);
  const value = text.slice(start + 1, end);
  if (end === -1 || value.includes('\\')) throw beyond;
  return { type: 'text', value, start, end: end + 1 };
}

/** Whole numbers and decimals; those with an exponent are rare. */
function numberAt(text: string, start: number): Token {
  let end = endOfDigits(text, start);
  if (text.charCodeAt(start) === 48 && end > start + 1) throw beyond;
  if (text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1))) end = endOfDigits(text, end + 1);
  const isTooLong = end - start > MAX_DIGITS;
  if (isTooLong || isLetter(text.charCodeAt(end))) throw beyond;
  return { type: 'number', value: text.slice(start, end), start, end };
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13 || code === 11;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
