import type { Report } from '../diagnostics/findings.ts';
import { badEscapesIn } from './bad-escapes.ts';
import { clip } from './clip.ts';
import { LIMITS } from './limits.ts';
import type { Source } from './source.ts';

/** Looks at the tokens of a YAML lexer one by one, with what they are and where they start. */
export interface TokenCheck {
  /** False: the text is refused and must not be read further; the reason is reported. */
  readonly accept: (type: string | null, token: string, at: number) => boolean;
}

const MOST_BAD_ESCAPES = 20;

/**
 * Returns a check of the limits and of the features that blueprints do not allow, made on tokens because the parser
 * behind the lexer may run out of memory or abort the whole process on what this refuses.
 */
export function createTokenCheck(source: Source, report: Report): TokenCheck {
  const seen = { tokens: 0, aliases: 0, flowDepth: 0, onLine: 0, documents: 0, badEscapes: 0 };
  return {
    accept: (type, token, at) => {
      count(seen, type, token);
      const refused = overLimit(seen, type, token) ?? notAllowed(seen, type, token);
      if (refused === null) return true;
      const [rule, message, hint] = refused;
      report({ rule, message, hint, span: { source, start: at, end: endOf(source, at) }, path: '' });
      return false;
    },
  };
}

/** Rule, message and hint. */
type Refusal = readonly ['limit' | 'syntax' | 'yaml-feature', string, string];

function overLimit(seen: Counts, type: string | null, token: string): Refusal | null {
  const { tokens, aliases, depth, valueLength } = LIMITS;
  if (seen.tokens > tokens)
    return ['limit', `more than ${tokens} words, signs and line ends`, 'split the blueprint'];
  if (token.length > valueLength && isValue(type))
    return ['limit', `a value of more than ${valueLength} characters`, 'shorten it'];
  if (seen.badEscapes > MOST_BAD_ESCAPES) {
    const hint = 'write a backslash in double quotes twice, or use single quotes';
    return ['syntax', `more than ${MOST_BAD_ESCAPES} invalid escape sequences`, hint];
  }
  if (seen.flowDepth > depth || seen.onLine > depth) return ['limit', ...tooDeep()];
  if (seen.aliases > aliases) return ['limit', `more than ${aliases} aliases`, 'write the values out'];
  return null;
}

function notAllowed(seen: Counts, type: string | null, token: string): Refusal | null {
  if (seen.documents > 1)
    return ['yaml-feature', 'a second document in one file', 'put each blueprint into a file of its own'];
  if (type === 'directive-line')
    return [
      'yaml-feature',
      `directive "${clip(token.trim())}" is not allowed`,
      'blueprints are YAML 1.2 as it is',
    ];
  if (type === 'tag')
    return [
      'yaml-feature',
      `tag "${clip(token)}" is not allowed`,
      'write the plain value, quoted if it is a text',
    ];
  return null;
}

function endOf(source: Source, start: number): number {
  return Math.min(start + 1, source.text.length);
}

/** Null: the text of a plain or a block scalar. */
function isValue(type: string | null): boolean {
  return type === null || type === 'single-quoted-scalar' || type === 'double-quoted-scalar';
}

/** The words for what is nested too deep; message and hint. */
export function tooDeep(): readonly [string, string] {
  return [`nested deeper than ${LIMITS.depth} levels`, 'no key of a blueprint needs more than a dozen'];
}

/** The words for a text with too many nodes; message and hint. */
export function tooMany(): readonly [string, string] {
  return [`more than ${LIMITS.nodes} keys and values`, 'split the blueprint'];
}

interface Counts {
  tokens: number;
  aliases: number;
  flowDepth: number;
  /** Indicators (`-`, `?`, `:`) of block collections on one line: each may open a level. */
  onLine: number;
  documents: number;
  badEscapes: number;
}

function count(seen: Counts, type: string | null, token: string): void {
  seen.tokens += 1;
  if (type === 'double-quoted-scalar') seen.badEscapes += badEscapesIn(token);
  switch (type) {
    case 'newline':
    case 'block-scalar-header':
      seen.onLine = 0;
      break;
    case 'flow-map-start':
    case 'flow-seq-start':
      seen.flowDepth += 1;
      break;
    case 'flow-map-end':
    case 'flow-seq-end':
      seen.flowDepth = Math.max(0, seen.flowDepth - 1);
      break;
    case 'flow-error-end':
      seen.flowDepth = 0;
      break;
    case 'seq-item-ind':
    case 'explicit-key-ind':
    case 'map-value-ind':
      if (seen.flowDepth === 0) seen.onLine += 1;
      break;
    case 'alias':
      seen.aliases += 1;
      break;
    case 'doc-start':
      seen.documents += 1;
      break;
  }
}
