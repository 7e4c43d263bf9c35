import fc, { type Arbitrary } from 'fast-check';
import { parse, stringify, type ToStringOptions } from 'yaml';

/** What somebody may write, by accident or on purpose, in the place of anything. */
const TOKENS = [
  ...[
    'a',
    'a: 1',
    'a: b: c',
    ': ',
    '- ',
    '? ',
    '-',
    ':',
    ',',
    '{',
    '}',
    '[',
    ']',
    '{ a: 1 }',
    '[a, b]',
    '"',
    "'",
    '""',
  ],
  ...[
    '|',
    '>',
    '|-\n',
    '>+\n  ',
    '# c',
    ' # c\n',
    '\n',
    '\n\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '\n  ',
    '\n      ',
  ],
  ...[
    '&a',
    '&a ',
    '*a',
    '*b',
    '!!str ',
    '!x ',
    '<<: ',
    '<<: *a',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '%',
    '@',
    '`',
    '\\',
  ],
  ...[
    'null',
    '~',
    'true',
    'no',
    'yes',
    '1',
    '1.10',
    '014',
    '0x1F',
    '0o14',
    '1e3',
    '1e999',
    '.inf',
    '.nan',
    '9007199254740993',
  ],
  ...['0ms', '5s..1s', '99999999h', '0/s', '101%', '1e30s', '12:30:45', '2024-01-01', '1_000', '-1', '-0'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'con',
    'aux',
    '..',
    '../..',
    '/etc/passwd',
    'C:\\x',
    'http://a/b',
    'file:///a',
  ],
  ...[
    '\0',
    '\u0007',
    '\u001b[31m',
    '\u0085',
    '\u2028',
    '\u202e',
    '\u200b',
    '\ufeff',
    '\ufffd',
    '\ud800',
    '\udc00',
    '😀',
    'é',
    'e\u0301',
  ],
  ...[
    '::error::x',
    '##[error]x',
    '##vso[x]y',
    '${x}',
    '{{x}}',
    '<script>',
    '\\u0000',
    '"\\q"',
    '"\\ud800"',
    '"\\u202e"',
  ],
  ...[
    'a -> b',
    'crm.readCustomer',
    'GET /',
    'GET /a',
    '/a/**',
    '{id}',
    '$.a',
    '**',
    '(',
    ')',
    '/(a|a)*$/',
    '&amp;',
    '<!DOCTYPE a>',
  ],
];

const token = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...TOKENS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('[', '- ', '{a: ', 'a', ' ', '\n', '(', '<a>', '*a ')
      .chain((unit) => fc.integer({ min: 50, max: 400 }).map((times) => unit.repeat(times))),
  },
);

/** A place in a text of unknown length. */
const place = fc.double({ min: 0, max: 1, noNaN: true });

/** Texts with a few changes of characters, words and lines. */
export function changedTexts(texts: Arbitrary<string>): Arbitrary<string> {
  const change = fc.record({
    at: place,
    to: place,
    token,
    act: fc.constantFrom(
      'insert',
      'insert',
      'replace',
      'remove',
      'cut',
      'repeat',
      'indent',
      'swap',
      'word',
    ) satisfies Arbitrary<keyof typeof ACTS>,
    count: fc.integer({ min: 1, max: 6 }),
  });
  return fc
    .tuple(texts, fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => changes.reduce((changed, { act, ...how }) => ACTS[act](changed, how), text));
}

interface How {
  readonly at: number;
  readonly to: number;
  readonly token: string;
  readonly count: number;
}

const ACTS = {
  insert: (text: string, { at, token: piece }: How) => splice(text, offset(text, at), 0, piece),
  replace: (text: string, { at, token: piece, count }: How) => splice(text, offset(text, at), count, piece),
  remove: (text: string, { at, count }: How) => splice(text, offset(text, at), count, ''),
  cut: (text: string, { at }: How) => text.slice(0, offset(text, at)),
  repeat: (text: string, { at, count }: How) =>
    onLine(text, at, (line) =>
      Array(count + 1)
        .fill(line)
        .join('\n'),
    ),
  indent: (text: string, { at, count }: How) =>
    onLine(text, at, (line) => (count > 3 ? line.replace(/^ {1,2}/, '') : ' '.repeat(count) + line)),
  swap: (text: string, { at, to }: How) => swapLines(text, at, to),
  // The value behind a colon, or all of a line that has none.
  word: (text: string, { at, token: piece }: How) =>
    onLine(text, at, (line) => line.replace(/(: |^ *(?:- )?)[^:]*$/, (_, head: string) => head + piece)),
};

function offset(text: string, at: number): number {
  return Math.floor(at * text.length);
}

function splice(text: string, start: number, removed: number, added: string): string {
  return text.slice(0, start) + added + text.slice(start + removed);
}

function onLine(text: string, at: number, change: (line: string) => string): string {
  const lines = text.split('\n');
  const index = Math.floor(at * lines.length);
  return lines.map((line, number) => (number === index ? change(line) : line)).join('\n');
}

function swapLines(text: string, at: number, to: number): string {
  const lines = text.split('\n');
  const [one, other] = [Math.floor(at * lines.length), Math.floor(to * lines.length)];
  return lines
    .map((line, number) => (number === one ? lines[other] : number === other ? lines[one] : line))
    .join('\n');
}

/** Bytes of texts, a few of them changed. */
export function changedBytes(texts: Arbitrary<string>): Arbitrary<Uint8Array> {
  const change = fc.record({ at: place, removed: fc.nat(3), added: fc.uint8Array({ maxLength: 3 }) });
  return fc.tuple(texts, fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) =>
    changes.reduce<Uint8Array>((bytes, { at, removed, added }) => {
      const start = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, start), added, bytes.subarray(start + removed)]);
    }, Buffer.from(text)),
  );
}

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
