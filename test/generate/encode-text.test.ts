import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { LINE_START } from '../../src/generate/encode/place.ts';
import {
  encodeDockerfile,
  encodeJson,
  encodeMarkdown,
  encodePromql,
  encodeShell,
} from '../../src/generate/encode/text.ts';
import { composeLiteral, encodeYaml, encodeYamlScalar } from '../../src/generate/encode/yaml.ts';
import { interpolated } from '../../src/pack-test/interpolate-compose.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

test('gives YAML that reads as the value, by the rules of 1.2 and of 1.1', () => {
  const texts = fc.oneof(
    anyText,
    fc.constantFrom(
      'yes',
      'NO',
      'on',
      '~',
      'null',
      '1e3',
      '0x1f',
      '12:30:45',
      '1_000',
      '=',
      '<<',
      'e0',
      'E-1',
    ),
  );
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(fc.dictionary(texts, fc.oneof(texts, value), { noNullPrototype: true }), (map) => {
      fc.pre(!Object.hasOwn(map, '__proto__'));
      for (const version of ['1.2', '1.1'] as const) {
        expect(parse(encodeYaml(map), { version, merge: false })).toEqual(JSON.parse(JSON.stringify(map)));
      }
    }),
  );
});

test('gives YAML that Compose, which substitutes in each text, reads as the value', () => {
  const texts = fc.oneof(
    anyText,
    fc.string({ unit: fc.constantFrom('$', '{', '}', ':', '-', '?', 'A', ' ') }),
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(texts, fc.record({ a: texts, b: fc.integer() }))), (value) => {
      expect(interpolated(parse(encodeYaml(composeLiteral(value))))).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});

test('indents the further lines of a block like the first', () => {
  const place = { ...LINE_START, indent: 2, column: 2, before: '  ' };
  expect(`a:\n  ${encodeYaml({ b: [1, { c: 'd', e: [] }], f: {} }, place)}`).toBe(
    'a:\n  b:\n    - 1\n    - c: d\n      e: []\n  f: {}',
  );
});

test('quotes a scalar only where it must, in the quotes that need no escape', () => {
  expect(['plain', 'two words', 'it: is', 'say "hi"', 'true', '1.0', ''].map(encodeYamlScalar)).toEqual([
    'plain',
    'two words',
    '"it: is"',
    `'say "hi"'`,
    '"true"',
    '"1.0"',
    '""',
  ]);
});

test('gives one word to a shell', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      fc.pre(!text.includes('\0'));
      expect(execFileSync('sh', ['-c', `printf %s ${encodeShell(text)}`], { encoding: 'utf8' })).toBe(text);
    }),
    { numRuns: 20 },
  );
});

test('gives one line to PromQL, which reads as the text by the escapes of Go', () => {
  expect(encodePromql('/a "b" \\ \n\u2028 \u{e0041}')).toBe('"/a \\"b\\" \\\\ \\n\\u2028 \\U000e0041"');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = encodePromql(text);
      expect(encoded).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      const plain = encoded.replace(/\\U([0-9a-f]{8})/g, (_escape, code) =>
        String.fromCodePoint(Number.parseInt(code, 16)),
      );
      expect(JSON.parse(plain)).toBe(text);
    }),
  );
});

test('gives one line to a Dockerfile, in which nothing is substituted', () => {
  expect(encodeDockerfile('a "b" $HOME \\\nRUN x')).toBe('"a \\"b\\" \\$HOME \\\\ RUN x"');
});

test('gives one line to Markdown, without markup', () => {
  expect(encodeMarkdown('a | [b](c) <i> *d*\n# e')).toBe('a \\| \\[b\\]\\(c\\) &lt;i\\> \\*d\\* \\# e');
});

test('indents JSON like the line it stands on', () => {
  expect(encodeJson({ a: [1] }, { ...LINE_START, indent: 2 })).toBe('{\n    "a": [\n      1\n    ]\n  }');
});
