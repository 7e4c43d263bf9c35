import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/diagnostics/findings.ts';
import { parseYaml } from '../../src/source/parse-yaml.ts';
import { toPlain } from '../../src/source/parsed-document.ts';
import { createSource, positionAt } from '../../src/source/source.ts';

function parse(text: string) {
  const findings: Finding[] = [];
  const source = createSource('a.yaml', text);
  const document = parseYaml(source, (finding) => findings.push(finding));
  const shown = findings.map(({ rule, message, span }) => {
    const { line, column } = positionAt(source, span.start);
    return `${line}:${column} ${rule}: ${message}`;
  });
  return { document, plain: document && toPlain(document.root), shown };
}

describe('parseYaml', () => {
  it('reads the YAML 1.2 core schema', () => {
    const { plain, shown } = parse(
      'a: NO\nb: 0o14\nc: 014\nd: 1.10\ne: ~\nf: true\ng: 12:30:45\nh: [x, {y: 1}]\n',
    );
    expect(shown).toEqual([]);
    expect(plain).toEqual({
      a: 'NO',
      b: 12,
      c: 14,
      d: 1.1,
      e: null,
      f: true,
      g: '12:30:45',
      h: ['x', { y: 1 }],
    });
  });

  it('keeps keys as they are written, so that a version stays one', () => {
    expect(parse('1.10: a\ntrue: b\n').plain).toEqual({ '1.10': 'a', true: 'b' });
  });

  it('gives every key and value its place, and an empty value the place of its key', () => {
    const { document } = parse('one:\n  two: three\n  four:\n');
    const one = document?.root.type === 'map' ? document.root.entries.get('one') : undefined;
    const map = one?.value.type === 'map' ? one.value : undefined;
    const two = map?.entries.get('two');
    expect([one?.keySpan.start, one?.keySpan.end]).toEqual([0, 3]);
    expect([two?.value.span.start, two?.value.span.end]).toEqual([12, 17]);
    expect(map?.entries.get('four')?.value.span).toEqual(map?.entries.get('four')?.keySpan);
  });

  it('resolves aliases', () => {
    expect(parse('a: &x { k: 1 }\nb: *x\nc: &y 5\nd: *y\n').plain).toEqual({
      a: { k: 1 },
      b: { k: 1 },
      c: 5,
      d: 5,
    });
  });

  it.each([
    ['nothing', '', '1:1 syntax: the file holds no blueprint'],
    ['only comments', '# x\n', '1:1 syntax: the file holds no blueprint'],
    ['a list', '- a\n', '1:1 syntax: a blueprint is a map of keys, not a list'],
    ['a single value', 'hello\n', '1:1 syntax: a blueprint is a map of keys, not a single value'],
    ['an open quote', 'a: "b\n', '1:4 syntax: a quote is opened here and never closed'],
    ['a tab as indentation', 'a:\n\tb: 1\n', '2:1 syntax: tabs are not allowed as indentation'],
    ['a directive', '%YAML 1.1\n---\na: 1\n', '1:1 yaml-feature: directive "%YAML 1.1" is not allowed'],
    ['a tag', 'a: !!str 1\n', '1:4 yaml-feature: tag "!!str" is not allowed'],
    ['a second document', 'a: 1\n---\nb: 2\n', '2:1 yaml-feature: a second document in one file'],
    ['a document after an end mark', 'a: 1\n...\nb: 2\n', '3:1 yaml-feature: a second document in one file'],
    ['a merge key', 'a: &a { x: 1 }\nb:\n  <<: *a\n', '3:3 yaml-feature: merge key "<<" is not allowed'],
    ['an unsafe key', '__proto__: 1\n', '1:1 yaml-feature: key "__proto__" is not allowed'],
    ['a key twice', 'a: 1\na: 2\n', '2:1 duplicate-key: key "a" is written twice'],
    ['an unknown alias', 'a: *b\n', '1:4 syntax: alias "*b" has no anchor before it'],
    ['an alias inside its own anchor', 'a: &a\n  b: *a\n', '2:6 syntax: alias "*a" has no anchor before it'],
    ['a control character', 'a: \u0007\n', '1:4 syntax: character U+0007 is not allowed'],
    ['a byte order mark in the middle', 'a: 1\n\ufeffb: 2\n', '2:1 syntax: character U+FEFF is not allowed'],
  ])('reports %s', (_, text, expected) => {
    expect(parse(text).shown).toEqual([expected]);
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['flow maps', '{a: '.repeat(100_000)],
    ['dashes', '- '.repeat(100_000)],
    ['question marks', '? '.repeat(100_000)],
    ['colons', 'a: '.repeat(100_000)],
    ['indentation', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    [
      'aliases',
      `a0: &a0 [[[[[[[[[[]]]]]]]]]]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [[[[[[[[[[*a${i}]]]]]]]]]]\n`).join('')}`,
    ],
  ])('refuses what is nested too deep by %s', (_, text) => {
    expect(parse(text).shown).toEqual([expect.stringContaining('limit: nested deeper than 64 levels')]);
  });

  it('refuses more than 100 aliases, and few that multiply', () => {
    expect(parse(`a: &a 1\nb: [${'*a, '.repeat(101)}]\n`).shown[0]).toContain('limit: more than 100 aliases');
    const bomb = Array.from(
      { length: 9 },
      (_, i) => `b${i + 1}: &b${i + 1} [${`*b${i}, `.repeat(9)}]\n`,
    ).join('');
    expect(parse(`b0: &b0 [1, 2, 3]\n${bomb}`).shown[0]).toContain('limit: more than 200000 keys and values');
  });

  it('takes a map of 10,000 keys in time and refuses a longer one', () => {
    const keys = (count: number) => Array.from({ length: count }, (_, i) => `k${i}: 1\n`).join('');
    expect(parse(keys(10_000)).shown).toEqual([]);
    expect(parse(keys(10_001)).shown).toEqual(['1:1 limit: a map with more than 10000 keys']);
  });
});
