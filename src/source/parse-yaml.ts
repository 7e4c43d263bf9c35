import { Composer, CST, type Document, isScalar, Lexer, Parser, type YAMLParseError } from 'yaml';
import type { Finding, Report } from '../diagnostics/findings.ts';
import { checkText, isOfAllowedSize } from './check-text.ts';
import { clip } from './clip.ts';
import { LIMITS } from './limits.ts';
import type { ParsedDocument } from './parsed-document.ts';
import { parseQuickYaml } from './quick-yaml/parse-quick-yaml.ts';
import type { Source, Span } from './source.ts';
import { createTokenCheck, tooDeep } from './token-limits.ts';
import { withoutStacks } from './without-stacks.ts';
import { toNodes } from './yaml-to-nodes.ts';

/** More syntax errors than this are the echo of the first ones. */
const MOST_SYNTAX_ERRORS = 20;
const MOST_WORDS = 200;

/**
 * Parses a source as one YAML 1.2 document (core schema) whose root is a map. Returns null where nothing can be said
 * about the content; what is wrong is reported, with places, and never thrown. Directives, tags, merge keys, several
 * documents and what is beyond LIMITS are refused before anything is built from the text.
 */
export function parseYaml(
  source: Source,
  report: Report,
  words: DocumentWords = BLUEPRINT_WORDS,
): ParsedDocument | null {
  const quick = isOfAllowedSize(source.text) ? parseQuickYaml(source) : null;
  return quick?.type === 'map' ? { source, root: quick } : parseCarefully(source, report, words);
}

/** How a document is spoken of that is not even a map. */
export interface DocumentWords {
  /** `blueprint`, as in "no blueprint". */
  readonly noun: string;
  /** How to begin one. */
  readonly hint: string;
}

const BLUEPRINT_WORDS: DocumentWords = {
  noun: 'blueprint',
  hint: 'start with "blueprint: mobile-integration/v1"',
};

/** As `parseYaml`, by the full parser; it alone reports. */
export function parseCarefully(
  source: Source,
  report: Report,
  words: DocumentWords = BLUEPRINT_WORDS,
): ParsedDocument | null {
  if (!checkText(source, report)) return null;
  const parsed = parseTokens(source, report);
  if (parsed === null) return null;
  const document = compose(source, parsed, report);
  if (document === null) return null;
  if (isEmpty(document.contents)) {
    report(at(source, 0, { message: `the file holds no ${words.noun}`, hint: words.hint }));
    return null;
  }
  const root = toNodes(source, document.contents, report);
  if (root === null) return null;
  if (root.type !== 'map') {
    const what = root.type === 'list' ? 'a list' : 'a single value';
    const message = `a ${words.noun} is a map of keys, not ${what}`;
    report(at(source, root.span.start, { message, hint: words.hint }));
    return null;
  }
  return { source, root };
}

/** Nothing at all, or nothing behind a document mark. */
function isEmpty(contents: Document.Parsed['contents']): contents is null {
  return contents === null || (isScalar(contents) && contents.value === null && contents.source === '');
}

interface ParsedTokens {
  readonly tokens: CST.Token[];
  /** Where a quote is opened that is not closed, by where its text ends: the parser reports the end alone. */
  readonly openQuotes: ReadonlyMap<number, number>;
}

function parseTokens(source: Source, report: Report): ParsedTokens | null {
  const check = createTokenCheck(source, report);
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  const openQuotes = new Map<number, number>();
  let offset = 0;
  let isContent = false;
  for (const token of new Lexer().lex(source.text)) {
    // The token after the mark for a plain scalar is its text, whatever it looks like.
    const type: string | null = isContent ? null : CST.tokenType(token);
    if (!check.accept(type, token, offset)) return null;
    isContent = type === 'scalar';
    if (isOpenQuote(type, token)) openQuotes.set(offset + token.length, offset);
    if (type !== 'scalar' && type !== 'doc-mode' && type !== 'flow-error-end') offset += token.length;
    for (const top of parser.next(token)) tokens.push(top);
  }
  for (const top of parser.end()) tokens.push(top);
  const deep = tokens.length === 0 ? null : firstTooDeep(tokens);
  if (deep === null) return { tokens, openQuotes };
  const [message, hint] = tooDeep();
  report({ rule: 'limit', message, hint, span: pointAt(source, deep), path: '' });
  return null;
}

function isOpenQuote(type: string | null, token: string): boolean {
  if (type !== 'single-quoted-scalar' && type !== 'double-quoted-scalar') return false;
  return token.length === 1 || token.at(-1) !== token[0];
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

function compose(
  source: Source,
  { tokens, openQuotes }: ParsedTokens,
  report: Report,
): Document.Parsed | null {
  const options = {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    stringKeys: true,
  } as const;
  const composer = new Composer(options);
  const documents = withoutStacks(() => [...composer.compose(tokens, true, source.text.length)]);
  const [document, second] = documents;
  if (document === undefined) return null;
  if (second !== undefined) {
    const message = 'a second document in one file';
    const hint = 'put each blueprint into a file of its own';
    report({ rule: 'yaml-feature', message, hint, span: pointAt(source, second.range[0]), path: '' });
    return null;
  }
  for (const error of document.errors.slice(0, MOST_SYNTAX_ERRORS)) {
    const quote = error.code === 'MISSING_CHAR' ? openQuotes.get(error.pos[0]) : undefined;
    if (quote === undefined) report(at(source, error.pos[0], wordsFor(error)));
    else report(at(source, quote, UNCLOSED));
  }
  return document.errors.length > 0 ? null : document;
}

const UNCLOSED = { message: 'a quote is opened here and never closed', hint: 'close it where the text ends' };

/** The parser's words as one of our sentences: lower case at the start, one line, no full stop. */
function wordsFor({ code, message }: YAMLParseError): Pick<Finding, 'message' | 'hint'> {
  if (code === 'NON_STRING_KEY') return { message: 'a key must be a text', hint: 'put it into quotes' };
  // What it stumbles over it quotes, at any length.
  const line = clip((message.split('\n', 1)[0] ?? '').trim(), MOST_WORDS).replace(/[.:]$/, '');
  return { message: line.charAt(0).toLowerCase() + line.slice(1) };
}

function at(source: Source, offset: number, words: Pick<Finding, 'message' | 'hint'>): Finding {
  return { rule: 'syntax', ...words, span: pointAt(source, offset), path: '' };
}

function pointAt(source: Source, offset: number): Span {
  const start = Math.max(0, Math.min(offset, source.text.length));
  return { source, start, end: Math.min(start + 1, source.text.length) };
}
