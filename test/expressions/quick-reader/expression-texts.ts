import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc, { type Arbitrary } from 'fast-check';
import { parse } from 'yaml';

const names = [
  'a',
  'id',
  'firstName',
  'and',
  'or',
  'in',
  'true',
  'null',
  'function',
  'x1',
  '_y',
  '`back quoted`',
  'é',
];
const variables = ['$', '$$', '$x', '$lowercase', '$sum', '$i'];
const literals = [
  '1',
  '0',
  '12.50',
  '1e3',
  '-1',
  '"text"',
  "'it'",
  '"a b"',
  '"é"',
  '"q\\"q"',
  '""',
  '01',
  '1.',
];
const operators = '+ - * / % & = != < <= > >= and or in ~> ?? ?: . := .. ? : , ; @ # ^ ** ! ~ |'.split(' ');
const brackets = ['(', ')', '[', ']', '{', '}', '[]', '()', '{}'];
const space = fc.constantFrom('', '', '', ' ', ' ', '\n', '\t', '  ');

/** Expressions that are right or nearly so, with spaces in random places. */
export const textsOfGrammar: Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression');
  const join = (...parts: readonly (string | Arbitrary<string>)[]) =>
    fc
      .tuple(...parts.flatMap((part) => [space, typeof part === 'string' ? fc.constant(part) : part]), space)
      .map((texts) => texts.join(''));
  const pair = join(fc.constantFrom('"a"', '"b c"', "'d'", 'key'), ':', inner);
  const list = (item: Arbitrary<string>, by: string) =>
    fc.array(item, { maxLength: 3 }).map((items) => items.join(by));
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...names, ...variables, ...literals),
      join(inner, fc.constantFrom(...operators.slice(0, 19)), inner),
      join(inner, '.', inner),
      join(inner, '.', inner),
      join(inner, '[', inner, ']'),
      join(inner, '[', ']'),
      join('{', list(pair, ','), '}'),
      join(inner, '{', list(pair, ','), '}'),
      join('[', list(inner, ','), ']'),
      join('[', inner, '..', inner, ']'),
      join('(', list(inner, ';'), ')'),
      join('(', inner, ';', ')'),
      join(fc.constantFrom('$lowercase', '$sum', 'f', '$x'), '(', list(inner, ','), ')'),
      join('function', '(', list(fc.constantFrom('$x', '$y', 'z'), ','), ')', '{', inner, '}'),
      join(inner, '?', inner, ':', inner),
      join(inner, '?', inner),
      join(fc.constantFrom('$x', '$y', 'a'), ':=', inner),
      join('-', inner),
      join(inner, '^', '(', fc.constantFrom('', '<', '>'), inner, ')'),
      join(inner, fc.constantFrom('@$v', '#$i', '.*', '.**', '.%', '~> |a|{}|', '~> /a/')),
    ),
  };
}).expression;

/** Texts of random tokens: most are no expressions. */
export const textsOfTokens: Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...names, ...variables, ...literals, ...operators, ...brackets, '/', '/*', '*/'),
      space,
    ),
    { maxLength: 10 },
  )
  .map((tokens) => tokens.flat().join(''));

/** Texts with a character taken away, doubled or put in. */
export function damaged(texts: Arbitrary<string>): Arbitrary<string> {
  const edit = fc.tuple(
    fc.nat({ max: 1000 }),
    fc.constantFrom('', '"', '.', '(', ')', '{', '}', '[', ']', ':', ',', '/', '$', ' ', '?', '1'),
  );
  return fc.tuple(texts, edit).map(([text, [at, put]]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + put + text.slice(put === '' ? place + 1 : place);
  });
}

/** Returns the expressions of a blueprint that comes with Lintel. */
export function expressionsOf(name: string): readonly string[] {
  const path = new URL(`../../../blueprints/${name}/blueprint.yaml`, import.meta.url);
  const found: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'maps' || key === 'sends') && typeof inner === 'string') found.push(inner);
      else collect(inner);
    }
  };
  collect(parse(readFileSync(fileURLToPath(path), 'utf8')));
  return found;
}
