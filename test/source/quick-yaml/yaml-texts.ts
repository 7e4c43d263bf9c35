import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import { stringify, type ToStringOptions } from 'yaml';

const root = join(import.meta.dirname, '../../..');

/** Returns the YAML files of this repository that come with Lintel or are given to it, relative to its root. */
export function yamlFiles(): readonly string[] {
  return ['blueprints', 'templates', 'test/fixtures', 'scripts']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** Returns the text of a file of this repository. */
export function readText(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Pieces that YAML is made of, so that random texts come close to YAML and to its pitfalls. */
const pieces = (
  "a|b c|key|: |:|- |-|\n|\n  |\n    |\n- |\n  - |>|'|\"|''|{|}|[|]|, |,| #|# c| |  |1|-1|1.5|1.|.5|1e3|0x1f|0o7|007|4.2.0|" +
  '2024-01-02|12:30:45|null|~|true|NO|.inf|? |&x |*x|!t |%|@|`|---|...|\t|\\|/p/{id}|$ref|é|😀|__proto__|x: 1|\nk: v|\n  k: v|' +
  '<<|=|+|^|\\n|\\u00e9|\\"|>-\n  |>-|\n\n|\n\n\n|\r\n|\u2028|\ufeff|\u0085|\n# c\n|\n  # c\n|{ a: 1 }|[a, b]|{\n  |\n}|\n]|[a: b]|a: [b]'
)
  .split('|')
  .concat('|', '|\n', '|-\n  ', '|\n    ');

const piece = fc.constantFrom(...pieces);

/** Short texts of random pieces. */
export const textsOfPieces: Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      '',
      'k: ',
      '- ',
      'k:\n  ',
      'k: [',
      'k: { ',
      '- k: ',
      'k: |\n  ',
      'k: >-\n  ',
      'k: "',
      "k: '",
    ),
    fc.array(piece, { maxLength: 12 }),
  )
  .map(([first, rest]) => first + rest.join(''));

/** Texts of lines, mostly indented like the one before or a level more or less, each with a key, a dash or a text. */
export const textsOfLines: Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom(0, 0, 0, 2, 2, -2, -2, -4, 1, -1, 4),
      fc.constantFrom(
        'k#:',
        'k#:',
        'k#:',
        '- k#:',
        '-',
        '- -',
        'text',
        '',
        '# c',
        "'k #':",
        '"q#":',
        '/p/{#}:',
        'k #:',
      ),
      fc.constantFrom(
        ...[
          '',
          '',
          '',
          'x',
          "'q'",
          '"q"',
          '[a, b]',
          '{ a: 1, b: [c] }',
          '|',
          '>',
          '|-',
          '>-',
          '3',
          'null',
          'a b',
        ],
        ...[
          'x # c',
          'a: b',
          '- z',
          '-',
          '- k: v',
          '# c',
          '[a,',
          '{ a: "b",',
          ']',
          '}',
          '"open',
          'close"',
          "it''s'",
          ' two ',
        ],
      ),
    ),
    { maxLength: 9 },
  )
  .map((lines) => {
    let indent = 0;
    const written = lines.map(([step, key, value], at) => {
      indent = at === 0 ? 0 : Math.max(0, indent + step);
      return `${' '.repeat(indent)}${key.replace('#:', `${at}:`)} ${value}`.trimEnd();
    });
    return written.join('\n');
  });

const words = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.string({ unit: fc.constantFrom(...'ab1 :#-{}[],\'"\n|>&*!%@`.~é\\/?'), maxLength: 14 }),
  },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 30 }) },
  fc.constantFrom(
    'null',
    'true',
    '1e3',
    '0x10',
    '.5',
    '-',
    '',
    ' ',
    'a\nb\n',
    'a\n\n  b\n',
    '  a\nb',
    'x: y',
    'a #b',
    '---',
  ),
);

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      words,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(words, tie('value'), { maxKeys: 4 }),
  ),
})).value;

const styles: Arbitrary<ToStringOptions> = fc.record({
  indent: fc.integer({ min: 1, max: 5 }),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 20, 40, 80),
  minContentWidth: fc.constantFrom(0, 10, 20),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
  defaultStringType: fc.constantFrom(
    'PLAIN',
    'QUOTE_DOUBLE',
    'QUOTE_SINGLE',
    'BLOCK_LITERAL',
    'BLOCK_FOLDED',
  ),
  defaultKeyType: fc.constantFrom(null, 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'),
  singleQuote: fc.constantFrom(null, true, false),
  flowCollectionPadding: fc.boolean(),
});

/** Valid texts: random values, written in random style. */
export const textsOfValues: Arbitrary<string> = fc
  .tuple(fc.dictionary(words, values, { maxKeys: 5 }), styles)
  .map(([value, style]) => stringify(value, { ...style, aliasDuplicateObjects: false }));

/** Parts of the repository's own files with a few characters or pieces put in, taken out or doubled. */
export const textsOfFiles: Arbitrary<string> = mutated(
  fc.constantFrom(...yamlFiles().map(readText)).chain((text) => {
    const lines = text.split('\n');
    return fc
      .tuple(fc.nat(lines.length - 1), fc.integer({ min: 1, max: 25 }), fc.boolean())
      .map(([first, count, isDedented]) => {
        const part = lines.slice(first, first + count);
        const margin = /^ */.exec(part[0] ?? '')?.[0].length ?? 0;
        return part.map((line) => (isDedented ? line.slice(margin) : line)).join('\n');
      });
  }),
);

/** The texts with up to three changes at random places. */
export function mutated(texts: Arbitrary<string>): Arbitrary<string> {
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(3),
    added: fc.oneof(fc.constant(''), piece, fc.constantFrom(...' \n:#-{}[],\'"|>')),
  });
  return fc.tuple(texts, fc.array(change, { maxLength: 3 })).map(([text, changes]) =>
    changes.reduce((changed, { at, removed, added }) => {
      const place = Math.floor(at * changed.length);
      return changed.slice(0, place) + added + changed.slice(place + removed);
    }, text),
  );
}
