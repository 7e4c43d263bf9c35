import type { Report } from '../diagnostics/findings.ts';
import { LIMITS } from './limits.ts';
import type { Source } from './source.ts';

/** Looks at the tokens of a YAML lexer one by one, with what they are and where they start. */
export interface TokenCheck {
  /** False: the text is refused and must not be read further; the reason is reported. */
  readonly accept: (type: string | null, token: string, at: number) => boolean;
}

/**
 * Returns a check of the limits and of the features that blueprints do not allow, made on tokens because the parser
 * behind the lexer may run out of memory or abort the whole process on what this refuses.
 */
export function createTokenCheck(source: Source, report: Report): TokenCheck {
  const seen = { tokens: 0, weight: 0, aliases: 0, flowDepth: 0, onLine: 0, documents: 0 };
  const refuse = (rule: 'limit' | 'yaml-feature', at: number, text: readonly [string, string?]) => {
    const end = Math.min(at + 1, source.text.length);
    report({ rule, message: text[0], hint: text[1], span: { source, start: at, end }, path: '' });
    return false;
  };
  const accept = (type: string | null, token: string, at: number): boolean => {
    seen.tokens += 1;
    if (seen.tokens > LIMITS.tokens) return refuse('limit', at, ['the text has too many lines and words']);
    count(seen, type);
    if (seen.flowDepth > LIMITS.depth || seen.onLine > LIMITS.depth) return refuse('limit', at, tooDeep());
    // A key and a value need three tokens with the colon, so two weights a node never refuse an allowed text.
    if (seen.weight > 2 * LIMITS.nodes) return refuse('limit', at, tooMany());
    if (seen.aliases > LIMITS.aliases) return refuse('limit', at, [`more than ${LIMITS.aliases} aliases`]);
    if (seen.documents > 1) {
      return refuse('yaml-feature', at, [
        'a second document in one file',
        'put each blueprint into a file of its own',
      ]);
    }
    if (type === 'directive-line') {
      return refuse('yaml-feature', at, [
        `directive "${token.trim()}" is not allowed`,
        'blueprints are YAML 1.2 as it is',
      ]);
    }
    if (type === 'tag') {
      return refuse('yaml-feature', at, [
        `tag "${token}" is not allowed`,
        'write the plain value, quoted if it is a text',
      ]);
    }
    return true;
  };
  return { accept };
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
  weight: number;
  aliases: number;
  flowDepth: number;
  /** Indicators (`-`, `?`, `:`) of block collections on one line: each may open a level. */
  onLine: number;
  documents: number;
}

function count(seen: Counts, type: string | null): void {
  switch (type) {
    case 'newline':
    case 'block-scalar-header':
      seen.onLine = 0;
      break;
    case 'flow-map-start':
    case 'flow-seq-start':
      seen.flowDepth += 1;
      seen.weight += 1;
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
      seen.weight += 1;
      break;
    case 'alias':
      seen.aliases += 1;
      seen.weight += 1;
      break;
    case 'doc-start':
      seen.documents += 1;
      break;
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'comma':
    case 'anchor':
      seen.weight += 1;
      break;
  }
}
