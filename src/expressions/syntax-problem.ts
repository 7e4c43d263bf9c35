import { isRecord, recordOf, textOf } from '../contracts/plain-data.ts';
import type { Place } from './tree.ts';

/** Why a text is no expression. */
export interface SyntaxProblem {
  /** A part of a sentence: `a closing "}" is missing`. */
  readonly reason: string;
  readonly at: Place;
  /** What to do about it, one sentence without a full stop; undefined where the reason says it. */
  readonly hint?: string;
}

/** What the error codes of jsonata (2.2) mean; `{token}` and `{value}` are filled in. */
const REASONS: Readonly<Record<string, string>> = {
  S0101: 'a text has no closing quote',
  S0102: 'the number {token} is too large',
  S0103: '"\\{token}" is no escape sequence',
  S0104: '"\\u" needs four hexadecimal digits',
  S0105: 'a name has no closing back quote',
  S0106: 'a comment is not closed',
  S0201: '"{token}" is not expected here',
  S0202: '"{value}" is expected, not "{token}"',
  S0203: '"{value}" is missing at the end',
  S0204: '"{token}" is no operator',
  S0205: '"{token}" is not expected here',
  S0206: '"{token}" is not expected here',
  S0207: 'it ends too early',
  S0208: 'the parameters of a function must be variables, such as "$item"',
  S0209: 'a predicate cannot follow a grouping',
  S0210: 'a step can be grouped only once',
  S0211: 'a value is expected before "{token}"',
  S0212: 'what stands before ":=" must be a variable, such as "$total"',
  S0213: 'a path cannot have the step {value}',
  S0214: 'what follows "{token}" must be a variable, such as "$item"',
  S0215: '"@" must stand before predicates',
  S0216: '"@" must stand before a sorting',
  S0217: '"%" has no parent here',
  S0301: 'a regular expression is empty',
  S0302: 'a regular expression has no closing slash',
  S0401: "only arrays and functions have type parameters in a function's signature",
  S0402: "choices with type parameters are not allowed in a function's signature",
};

/** Returns what an error that jsonata's parser threw says, in plain words, with the part of the text that it is about. */
export function syntaxProblem(thrown: unknown, text: string): SyntaxProblem {
  const error = recordOf(thrown);
  const code = textOf(error['code']);
  const template = REASONS[code];
  if (template === undefined) return { reason: otherReason(thrown), at: { start: 0, end: text.length } };
  if (text.trim() === '') return { reason: 'it is empty', at: { start: 0, end: text.length } };
  const token = error['token'];
  const isAtEnd = token === undefined || token === '(end)' || code === 'S0207';
  const reason =
    isAtEnd && code !== 'S0203' && template.includes('{token}')
      ? 'it ends too early'
      : template.replace(/\{(token|value)\}/g, (_, key: string) => String(error[key]));
  return { reason, at: placeOf(error, text) };
}

/** A regular expression is refused by JavaScript itself: "Invalid regular expression: /(/g: Unterminated group". */
function otherReason(thrown: unknown): string {
  const message = thrown instanceof Error || isRecord(thrown) ? textOf(recordOf(thrown)['message']) : '';
  const why = /^Invalid regular expression: .*: (.*)$/s.exec(message)?.[1];
  if (why === undefined) return 'it cannot be parsed';
  return `a regular expression is wrong: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
}

/** The parser says where a token ends. Behind the end of the text there is nothing to point at: then its last character is. */
function placeOf(error: { readonly [key: string]: unknown }, text: string): Place {
  const position = typeof error['position'] === 'number' ? error['position'] : text.length;
  const end = Math.max(1, Math.min(position, text.trimEnd().length));
  const token = String(error['token'] ?? error['value'] ?? '');
  const start = text.slice(0, end).endsWith(token) ? end - token.length : end - 1;
  return { start: Math.max(0, Math.min(start, end - 1)), end };
}
