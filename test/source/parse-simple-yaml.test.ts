import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { NOT_SIMPLE, parseSimpleYaml } from '../../src/source/parse-simple-yaml.ts';

const root = join(import.meta.dirname, '../..');

/** What the full parser makes of a text, or `NOT_SIMPLE` where it refuses it. */
function full(text: string): unknown {
  const document = parseDocument(text, {
    uniqueKeys: false,
    strict: false,
    stringKeys: true,
    logLevel: 'silent',
  });
  return document.errors.length > 0 ? NOT_SIMPLE : document.toJS();
}

/** Says that the simple parser either leaves a text to the full one or says the same. */
function agree(text: string): void {
  const simple = parseSimpleYaml(text);
  if (simple !== NOT_SIMPLE) expect(simple, JSON.stringify(text)).toEqual(full(text));
}

/** Pieces that YAML is made of, so that random texts come close to YAML and to its pitfalls. */
const PIECES = (
  "a|b c|key|: |:|- |-|\n|\n  |\n    |\n- |\n  - |>|'|\"|''|{|}|[|]|, |,| #|# c| |  |1|-1|1.5|1.|.5|1e3|0x1f|0o7|007|4.2.0|" +
  '2024-01-02|12:30:45|null|~|true|NO|.inf|? |&x |*x|!t |%|@|`|---|...|\t|\\|/p/{id}|$ref|é|__proto__|x: 1|\nk: v|\n  k: v|<<|=|+|^'
)
  .split('|')
  .concat('|', '|\n');

describe('parseSimpleYaml', () => {
  it('never says anything else than the full parser, whatever the text', () => {
    const start = fc.constantFrom('', 'k: ', '- ', 'k:\n  ', 'k: [', 'k: { ', '- k: ');
    const random = fc
      .tuple(start, fc.array(fc.constantFrom(...PIECES), { maxLength: 10 }))
      .map(([first, pieces]) => first + pieces.join(''));
    fc.assert(fc.property(random, agree), { numRuns: 20_000 });
  });

  it('never says anything else than the full parser about lines of blocks', () => {
    const indent = fc.constantFrom('', '  ', '    ', '      ', ' ');
    const value = fc.constantFrom(
      '',
      'x',
      "'q'",
      '"q"',
      '[a, b]',
      '{ a: 1, b: [c] }',
      '|',
      '3',
      'null',
      'a b',
      'x # c',
      'a: b',
      '- z',
      '-',
      '- k: v',
    );
    const line = fc.tuple(indent, fc.constantFrom('a:', 'b:', '- a:', '-', 'text', '', '# c', "'k':"), value);
    const random = fc
      .array(line, { maxLength: 8 })
      .map((ls) => ls.map(([i, k, v]) => `${i}${k} ${v}`.trimEnd()).join('\n'));
    fc.assert(fc.property(random, agree), { numRuns: 20_000 });
  });

  const contracts = ['mobile-integration', 'minimal'].flatMap((name) =>
    readdirSync(join(root, 'blueprints', name, 'contracts'))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join('blueprints', name, 'contracts', file)),
  );

  it.each(contracts)('reads %s by itself', (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(parseSimpleYaml(text)).toEqual(full(text));
  });

  it('keeps a key that is named like a prototype as a key', () => {
    expect(Object.keys(parseSimpleYaml('__proto__: 1') as object)).toEqual(['__proto__']);
  });

  it.each([
    '',
    '# nothing',
    'a scalar',
    'a: &x 1',
    'a: >\n  b',
    'a: "\\n"',
    'a: b\n  c',
    '- |\n  x',
    `a: ${'['.repeat(100)}`,
  ])('leaves %j to the full parser', (text) => expect(parseSimpleYaml(text)).toBe(NOT_SIMPLE));
});
