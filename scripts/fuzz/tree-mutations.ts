import fc, { type Arbitrary } from 'fast-check';
import { parse, stringify, type ToStringOptions } from 'yaml';
import { token } from './tokens.ts';

const styles: Arbitrary<ToStringOptions> = fc.record({
  indent: fc.integer({ min: 1, max: 4 }),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom('any', 'any', 'block', 'flow'),
  defaultStringType: fc.constantFrom('PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE', 'BLOCK_LITERAL'),
  flowCollectionPadding: fc.boolean(),
});

/** Texts of values, in any style. */
export function written(values: Arbitrary<unknown>): Arbitrary<string> {
  return fc
    .tuple(values, styles)
    .map(([value, style]) => stringify(value, { ...style, aliasDuplicateObjects: false }));
}

const strange: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e21,
    '',
    [],
    {},
    [[]],
    [null],
    { a: null },
    'x'.repeat(5000),
  ),
  token,
  fc.jsonValue({ maxDepth: 3 }).map((value) => value as unknown),
);

/** Values of texts with a few of their parts taken away, renamed, doubled or replaced. */
export function changedTrees(texts: Arbitrary<string>): Arbitrary<unknown> {
  const change = fc.record({
    way: fc.array(fc.nat(30), { maxLength: 7 }),
    act: fc.constantFrom('replace', 'remove', 'rename', 'double', 'wrap', 'move'),
    value: strange,
    name: token,
  });
  return fc
    .tuple(texts, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) =>
      changes.reduce<unknown>((tree, how) => changeAt(tree, how.way, how), parse(text)),
    );
}

interface Change {
  readonly act: string;
  readonly value: unknown;
  readonly name: string;
}

/** Goes along a way of numbers, each choosing one of what is there, and changes what stands at its end. */
function changeAt(tree: unknown, way: readonly number[], how: Change): unknown {
  if (typeof tree !== 'object' || tree === null) return how.value;
  const entries = Object.entries(tree);
  const [first = 0, ...rest] = way;
  const chosen = entries[first % Math.max(1, entries.length)];
  if (chosen === undefined) return how.value;
  const [key, inner] = chosen;
  const changed =
    rest.length === 0 ? changeEntry(key, inner, how) : [[key, changeAt(inner, rest, how)] as const];
  const all = entries.flatMap(([name, value]) => (name === key ? changed : [[name, value] as const]));
  return Array.isArray(tree) ? all.map(([, value]) => value) : Object.fromEntries(all);
}

function changeEntry(
  key: string,
  inner: unknown,
  { act, value, name }: Change,
): readonly (readonly [string, unknown])[] {
  switch (act) {
    case 'remove':
      return [];
    case 'rename':
      return [[name, inner]];
    case 'double':
      return [
        [key, inner],
        [`${key}2`, inner],
      ];
    case 'wrap':
      return [[key, [inner]]];
    case 'move':
      return [[key, { [name]: inner }]];
    default:
      return [[key, value]];
  }
}
