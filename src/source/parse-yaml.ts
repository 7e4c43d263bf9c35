import { Composer, CST, type Document, Lexer, Parser } from 'yaml';
import type { Finding, Report } from '../diagnostics/findings.ts';
import { LIMITS } from './limits.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { parseQuickYaml } from './quick-yaml/parse-quick-yaml.ts';
import type { Source, Span } from './source.ts';
import { createTokenCheck, tooDeep } from './token-limits.ts';
import { toNodes } from './yaml-to-nodes.ts';

/** A node takes more than one character, and a token half a one: a text of this length is within these limits. */
const QUICK_LENGTH = LIMITS.nodes;
/** More syntax errors than this are the echo of the first ones. */
const MOST_SYNTAX_ERRORS = 20;

/**
 * Parses a source as one YAML 1.2 document (core schema) whose root is a map. Returns null where nothing can be said
 * about the content; what is wrong is reported, with places, and never thrown. Directives, tags, merge keys, several
 * documents and what is beyond LIMITS are refused before anything is built from the text.
 */
export function parseYaml(source: Source, report: Report): ParsedDocument | null {
  const quick = source.text.length <= QUICK_LENGTH ? parseQuickYaml(source) : null;
  return quick?.type === 'map' ? { source, root: quick } : parseCarefully(source, report);
}

/** As `parseYaml`, by the full parser; it alone reports. */
export function parseCarefully(source: Source, report: Report): ParsedDocument | null {
  if (!isPrintable(source, report)) return null;
  const tokens = parseTokens(source, report);
  if (tokens === null) return null;
  const document = compose(source, tokens, report);
  if (document === null) return null;
  if (document.contents === null) return emptyDocument(source, report);
  const root = toNodes(source, document.contents, report);
  if (root === null) return null;
  if (root.type !== 'map') {
    const what = root.type === 'list' ? 'a list' : 'a single value';
    report(
      at(source, root.span.start, { message: `a blueprint is a map of keys, not ${what}`, hint: START_HINT }),
    );
    return null;
  }
  return { source, root };
}

const START_HINT = 'start with "blueprint: mobile-integration/v1"';

function emptyDocument(source: Source, report: Report): null {
  report(at(source, 0, { message: 'the file holds no blueprint', hint: START_HINT }));
  return null;
}

/** Control characters would be taken for the lexer's own marks, and a byte order mark for a part of a key. */
function isPrintable(source: Source, report: Report): boolean {
  const { text } = source;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const allowed =
      code >= 0x20 ? code !== 0x7f && code !== 0xfeff : code === 9 || code === 10 || code === 13;
    if (allowed) continue;
    const shown = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    report(
      at(source, i, {
        message: `character ${shown} is not allowed`,
        hint: 'write it as an escape in double quotes',
      }),
    );
    return false;
  }
  return true;
}

function parseTokens(source: Source, report: Report): CST.Token[] | null {
  const check = createTokenCheck(source, report);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let offset = 0;
  let isContent = false;
  for (const token of new Lexer().lex(source.text)) {
    // The token after the mark for a plain scalar is its text, whatever it looks like.
    const type: string | null = isContent ? null : CST.tokenType(token);
    if (!check.accept(type, token, offset)) return null;
    isContent = type === 'scalar';
    if (type !== 'scalar' && type !== 'doc-mode' && type !== 'flow-error-end') offset += token.length;
    for (const top of parser.next(token)) tokens.push(top);
  }
  for (const top of parser.end()) tokens.push(top);
  const deep = tokens.length === 0 ? null : firstTooDeep(tokens);
  if (deep === null) return tokens;
  const [message, hint] = tooDeep();
  report({ rule: 'limit', message, hint, span: pointAt(source, deep), path: '' });
  return null;
}

/** Returns the offset of the first collection below the deepest level allowed, or null. Does not recurse. */
function firstTooDeep(tokens: readonly CST.Token[]): number | null {
  const open: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token.type === 'document') {
      if (token.value) open.push({ token: token.value, depth });
    } else if (CST.isCollection(token)) {
      if (depth >= LIMITS.depth) return token.offset;
      for (const item of token.items) {
        if (item.key) open.push({ token: item.key, depth: depth + 1 });
        if (item.value) open.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return null;
}

function compose(source: Source, tokens: readonly CST.Token[], report: Report): Document.Parsed | null {
  const options = {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    stringKeys: true,
  } as const;
  const documents = [...new Composer(options).compose(tokens, true, source.text.length)];
  const [document, second] = documents;
  if (document === undefined) return null;
  if (second !== undefined) {
    const message = 'a second document in one file';
    const hint = 'put each blueprint into a file of its own';
    report({ rule: 'yaml-feature', message, hint, span: pointAt(source, second.range[0]), path: '' });
    return null;
  }
  for (const error of document.errors.slice(0, MOST_SYNTAX_ERRORS)) {
    report(at(source, error.pos[0], { message: sentence(error.message) }));
  }
  return document.errors.length > 0 ? null : document;
}

/** The parser's words as one of our sentences: lower case at the start, one line, no full stop. */
function sentence(message: string): string {
  const line = (message.split('\n')[0] ?? '').trim().replace(/[.:]$/, '');
  return line.charAt(0).toLowerCase() + line.slice(1);
}

function at(source: Source, offset: number, words: Pick<Finding, 'message' | 'hint'>): Finding {
  return { rule: 'syntax', ...words, span: pointAt(source, offset), path: '' };
}

function pointAt(source: Source, offset: number): Span {
  const start = Math.max(0, Math.min(offset, source.text.length));
  return { source, start, end: Math.min(start + 1, source.text.length) };
}
