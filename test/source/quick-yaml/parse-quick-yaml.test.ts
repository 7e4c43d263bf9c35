import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/diagnostics/findings.ts';
import { parseCarefully as parsePlainCarefully } from '../../../src/source/parse-plain-yaml.ts';
import { parseCarefully } from '../../../src/source/parse-yaml.ts';
import { type Node, toPlain } from '../../../src/source/parsed-document.ts';
import { parseQuickYaml } from '../../../src/source/quick-yaml/parse-quick-yaml.ts';
import { createSource, type Span } from '../../../src/source/source.ts';
import {
  mutated,
  readText,
  textsOfFiles,
  textsOfLines,
  textsOfPieces,
  textsOfValues,
  yamlFiles,
} from './yaml-texts.ts';

/** Cases of each property; far more of them were run before a change of the parser. */
const runs = Number(process.env['QUICK_YAML_RUNS'] ?? 1500);

/** A tree as text, one node a line, with every place. */
function outline(node: Node, indent = ''): string {
  const head = `${indent}${node.type} ${place(node.span)}`;
  if (node.type === 'scalar') return `${head} ${JSON.stringify(node.value)}\n`;
  if (node.type === 'list')
    return `${head}\n${node.items.map((item) => outline(item, `${indent}  `)).join('')}`;
  const entries = [...node.entries].map(
    ([key, entry]) =>
      `${indent}${JSON.stringify([key, entry.key])} ${place(entry.keySpan)}\n${outline(entry.value, `${indent}  `)}`,
  );
  return `${head}\n${entries.join('')}`;
}

const place = ({ start, end }: Span) => `${start}-${end}`;

/** Says that the quick parser either leaves a text to the careful ones or says the same. */
function agree(text: string): void {
  const source = createSource('a.yaml', text);
  const quick = parseQuickYaml(source);
  if (quick === null) return;
  expect(toPlain(quick), text).toEqual(parsePlainCarefully(text));
  if (quick.type !== 'map') return;
  const findings: Finding[] = [];
  const careful = parseCarefully(source, (finding) => findings.push(finding));
  expect(findings.map(({ message }) => message)).toEqual([]);
  expect(outline(quick), JSON.stringify(text)).toBe(careful && outline(careful.root));
}

describe('parseQuickYaml', () => {
  it.each([
    ['of random pieces', textsOfPieces],
    ['of random lines', textsOfLines],
    ['of random values in random style', textsOfValues],
    ['of random values, damaged', mutated(textsOfValues)],
    ['of parts of real files, damaged', textsOfFiles],
  ])('never says anything else than the careful parsers about texts %s', (_, texts) => {
    fc.assert(fc.property(texts, agree), { numRuns: runs });
  });

  it('answers for many texts of random values itself, so that the comparison compares', () => {
    const texts = fc.sample(textsOfValues, { numRuns: 500, seed: 1 });
    const answered = texts.filter((text) => parseQuickYaml(createSource('a.yaml', text)) !== null);
    expect(answered.length).toBeGreaterThan(150);
  });

  it.each(yamlFiles())('reads %s by itself', (file) => {
    const text = readText(file);
    expect(parseQuickYaml(createSource(file, text))).not.toBeNull();
    agree(text);
  });

  it.each([
    'a: b\n  c\n\n  d\n',
    'a: "b\n\n  c"\n',
    "a: 'it''s\n  so'\n",
    'a: "\\u00e9\\n\\""\n',
    'a: |\n  b\n   c\n\n\nd: >\n  e\n  f\n\n    g\n  h\n',
    'a: [b, # c\n  { d: e,\n\n    "f":1 }, ]\n',
    'a: {\n  b: c\n}\n',
    'a: [b: c, "d": [e], f]\n',
    'a:\n- b:\n  - c\n-\n- - d\n  - e\nf:\n',
    'a:\n  b: 1\n    # deeper\n  # as deep\n # less deep\nc: 2 # d\n# e',
    'a b: c\n"d": e\n\'f\': g\n/h/{i}: j',
    'a: -1\nb: 1.50\nc: 007\nd: ~\ne: True\nf: 4.2.0\ng: 10/s\n',
    '- a\n- b: c\n',
  ])('reads %j by itself', (text) => {
    expect(parseQuickYaml(createSource('a.yaml', text))).not.toBeNull();
    agree(text);
  });

  it.each([
    ['nothing', ''],
    ['a comment alone', '# nothing'],
    ['a single value', 'a scalar'],
    ['an anchor', 'a: &x 1'],
    ['an alias', 'a: *x'],
    ['a tag', 'a: !!str 1'],
    ['a directive', '%YAML 1.2\n---\na: 1'],
    ['a document mark', '---\na: 1'],
    ['a merge key', 'a: 1\n<<: { b: 1 }'],
    ['a key twice', 'a: 1\na: 2'],
    ['a key like a prototype', '__proto__: 1'],
    ['an explicit key', '? a\n: 1'],
    ['a tab', 'a:\t1'],
    ['a carriage return', 'a: 1\r\nb: 2\r\n'],
    ['a rare number', 'a: 0x1f'],
    ['kept line ends', 'a: |+\n  b\n\n'],
    ['an indentation indicator', 'a: |2\n   b\n'],
    ['a key without a value in brackets', 'a: { b, c: }'],
    ['a mistake', 'a: b: c'],
    ['a bad indentation', 'a:\n    b: 1\n  c: 2'],
    ['brackets in each other', `a: ${'['.repeat(100)}${']'.repeat(100)}`],
    ['lists in each other', `${'- '.repeat(100)}a`],
    ['more keys than a map may have', Array.from({ length: 10_001 }, (_, i) => `k${i}: 1\n`).join('')],
  ])('leaves %s to the careful parsers', (_, text) => {
    expect(parseQuickYaml(createSource('a.yaml', text))).toBeNull();
  });
});
