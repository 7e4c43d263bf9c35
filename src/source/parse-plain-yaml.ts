import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { badEscapesIn } from './bad-escapes.ts';
import { clip } from './clip.ts';
import { toPlain } from './parsed-document.ts';
import { parseQuickYaml } from './quick-yaml/parse-quick-yaml.ts';
import { createSource, positionAt } from './source.ts';
import { withoutStacks } from './without-stacks.ts';

/** Nesting in brackets, and the column up to which blocks may be indented: each level of a block takes one at least. */
const MAX_FLOW_DEPTH = 64;
const MAX_INDENT = 256;
/** About 1.2 MB of ordinary YAML; as many are read in well under a second. */
const MAX_LEXEMES = 200_000;
/** Of a text of the quick sort. */
const MAX_NODES = 500_000;
/** Of one value: a long one costs several copies of it. */
const MAX_VALUE = 500_000;

/** The lexer writes it before each scalar, so that a scalar `[` is not taken for a bracket. */
const SCALAR_MARK = '\x1f';

/** How many tokens may still be read; goes down. For several texts that are bounded together. */
export interface TokenBudget {
  left: number;
}

/**
 * Returns the value of the one document of a YAML 1.2 text without positions, for documents of others (contracts).
 * Size and depth are bounded while lexing, before anything is composed: the composer can exhaust the stack.
 * Throws an `Error` with one lower-case sentence if the text is no such YAML.
 */
export function parsePlainYaml(text: string, budget: TokenBudget = { left: MAX_LEXEMES }): unknown {
  const quick = parseQuickYaml({ path: '', text, lineStarts: [] }, MAX_NODES);
  return quick === null ? parseCarefully(text, budget) : toPlain(quick);
}

/** As `parsePlainYaml`, by the full parser. */
export function parseCarefully(text: string, budget: TokenBudget = { left: MAX_LEXEMES }): unknown {
  refuseControls(text);
  const composer = new Composer({ uniqueKeys: false, strict: false, stringKeys: true, prettyErrors: false });
  const documents = withoutStacks(() => [...composer.compose(tokensOf(text, budget), true, text.length)]);
  const [document] = documents;
  if (document === undefined) return null;
  if (documents.length > 1) throw new Error('the file holds more than one YAML document');
  const error = document.errors[0];
  if (error !== undefined) {
    const isKey = error.code === 'NON_STRING_KEY';
    const words = isKey ? 'a key must be a text' : clip(error.message.split('\n', 1)[0] ?? '', 200);
    throw new Error(`${placeIn(text, error.pos[0])}: ${words}`);
  }
  const value = plainValueOf(document);
  if (/[\s[{,]\*/.test(text)) refuseCircle(value, { outer: new Set(), done: new Set() });
  return value;
}

function plainValueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const isTooMuch = error instanceof ReferenceError && error.message.startsWith('Excessive alias count');
    throw isTooMuch ? new Error('its aliases make more of it than can be read') : error;
  }
}

function placeIn(text: string, offset: number): string {
  const { line, column } = positionAt(createSource('', text), offset);
  return `line ${line}, column ${column}`;
}

/** Some of them are the lexer's own marks. */
function refuseControls(text: string): void {
  const at = text.search(/(?![\t\r\n\x85])\p{Cc}/u);
  if (at === -1) return;
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  throw new Error(`${placeIn(text, at)}: character U+${code} is not allowed`);
}

interface Walk {
  readonly outer: Set<object>;
  readonly done: Set<object>;
}

/** An alias inside of its own anchor makes a value without an end. Each object is looked at once, however often it occurs. */
function refuseCircle(value: unknown, walk: Walk): void {
  if (typeof value !== 'object' || value === null || walk.done.has(value)) return;
  if (walk.outer.has(value)) throw new Error('an alias stands inside of its own anchor');
  walk.outer.add(value);
  for (const inner of Object.values(value)) refuseCircle(inner, walk);
  walk.outer.delete(value);
  walk.done.add(value);
}

function* tokensOf(text: string, budget: TokenBudget): Generator<CST.Token> {
  const parser = new Parser();
  let previous = '';
  let flowDepth = 0;
  let column = 0;
  let indenting = true;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    budget.left -= 1;
    if (lexemes > MAX_LEXEMES || budget.left < 0)
      throw new Error(`the YAML has more than ${MAX_LEXEMES} tokens; as JSON it may be larger`);
    if (lexeme.length > MAX_VALUE && !lexeme.startsWith('#'))
      throw new Error(`the YAML has a value of more than ${MAX_VALUE} characters`);
    if (previous === SCALAR_MARK) indenting = false;
    else if (lexeme.startsWith('%')) throw new Error(`the YAML directive "${clip(lexeme)}" is not supported`);
    else if (lexeme === '[' || lexeme === '{') flowDepth += 1;
    else if (lexeme === ']' || lexeme === '}') flowDepth = Math.max(0, flowDepth - 1);
    else if (lexeme.startsWith('"') && badEscapesIn(lexeme) > 0)
      throw new Error('a text in double quotes has an invalid escape sequence');
    else if (lexeme.endsWith('\n')) [indenting, column] = [true, 0];
    else if (indenting && /^[ \t?:-]+$/.test(lexeme)) column += lexeme.length;
    const isIndented = column > MAX_INDENT && !/^(?:[ \t]*|#.*|\r?\n)$/.test(lexeme);
    if (flowDepth > MAX_FLOW_DEPTH || isIndented) throw new Error('the YAML is nested too deeply');
    previous = lexeme;
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
