import { Composer, type CST, Lexer, Parser } from 'yaml';
import { toPlain } from './parsed-document.ts';
import { parseQuickYaml } from './quick-yaml/parse-quick-yaml.ts';
import { createSource, positionAt } from './source.ts';

/** Nesting in brackets, and the column up to which blocks may be indented: each level of a block takes one at least. */
const MAX_FLOW_DEPTH = 64;
const MAX_INDENT = 256;
/** About 1.5 MB of ordinary YAML; as many are read in well under two seconds. */
const MAX_LEXEMES = 250_000;

/** The lexer writes it before each scalar, so that a scalar `[` is not taken for a bracket. */
const SCALAR_MARK = '\x1f';

/**
 * Returns the value of the one document of a YAML 1.2 text without positions, for documents of others (contracts).
 * Size and depth are bounded while lexing, before anything is composed: the composer can exhaust the stack.
 * Throws an `Error` with one lower-case sentence if the text is no such YAML.
 */
export function parsePlainYaml(text: string): unknown {
  const quick = parseQuickYaml({ path: '', text, lineStarts: [] });
  return quick === null ? parseCarefully(text) : toPlain(quick);
}

/** As `parsePlainYaml`, by the full parser. */
export function parseCarefully(text: string): unknown {
  const composer = new Composer({ uniqueKeys: false, strict: false, stringKeys: true, prettyErrors: false });
  const documents = [...composer.compose(tokensOf(text), true, text.length)];
  const [document] = documents;
  if (document === undefined) return null;
  if (documents.length > 1) throw new Error('the file holds more than one YAML document');
  const error = document.errors[0];
  if (error !== undefined) {
    const { line, column } = positionAt(createSource('', text), error.pos[0]);
    throw new Error(`line ${line}, column ${column}: ${error.message.split('\n')[0]}`);
  }
  const value: unknown = document.toJS({ maxAliasCount: 100 });
  if (/[\s[{,]\*/.test(text)) refuseCircle(value);
  return value;
}

/** An alias inside of its own anchor makes a value that cannot be written as JSON. */
function refuseCircle(value: unknown): void {
  try {
    JSON.stringify(value);
  } catch {
    throw new Error('an alias stands inside of its own anchor');
  }
}

function* tokensOf(text: string): Generator<CST.Token> {
  const parser = new Parser();
  let previous = '';
  let flowDepth = 0;
  let column = 0;
  let indenting = true;
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes += 1;
    if (lexemes > MAX_LEXEMES)
      throw new Error(`the YAML has more than ${MAX_LEXEMES} tokens; as JSON it may be larger`);
    if (previous === SCALAR_MARK) indenting = false;
    else if (lexeme.startsWith('%')) throw new Error(`the YAML directive "${lexeme}" is not supported`);
    else if (lexeme === '[' || lexeme === '{') flowDepth += 1;
    else if (lexeme === ']' || lexeme === '}') flowDepth -= 1;
    else if (lexeme.endsWith('\n')) [indenting, column] = [true, 0];
    else if (indenting && /^[ \t?:-]+$/.test(lexeme)) column += lexeme.length;
    if (flowDepth > MAX_FLOW_DEPTH || column > MAX_INDENT) throw new Error('the YAML is nested too deeply');
    previous = lexeme;
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
