import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINE_START } from '../../src/generate/encode/place.ts';
import {
  encodeCall,
  encodeComment,
  encodeTypeScript,
  encodeTypeScriptString,
} from '../../src/generate/encode/typescript.ts';

function evaluate(code: string): unknown {
  return new Function(`return (${code})`)();
}

test('gives literals that evaluate to the value, whatever is in its strings and keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(evaluate(encodeTypeScript(value))).toEqual(value);
    }),
  );
});

test('keeps a string in its quotes on one line', () => {
  for (const text of ["it's", 'a "b"', '`${x}`', '*/', 'a\nb', '\u2028', '\\', '</script>', '\u202Eevil']) {
    const code = encodeTypeScriptString(text);
    expect(code).not.toMatch(/[\n\r\u2028\u2029\u202e]/);
    expect(evaluate(code)).toBe(text);
  }
});

test('gives a call whose argument evaluates to the text, on as many lines as the text has', () => {
  const call = (text: string) => encodeCall('identity', text, { ...LINE_START, after: 1 });
  const told = (code: string) => new Function('identity', `return ${code}`)((text: string) => text);
  for (const text of [
    '`\n${x}',
    '\\\n\\`\\${',
    '$\n${',
    'a\r\nb\r',
    '*/\n\u2028\u202E',
    '\n',
    '\ud800\n$',
    "'",
  ]) {
    expect([text, told(call(text))]).toEqual([text, text]);
    expect(call(text).split('\n')).toHaveLength(text.split('\n').length);
    expect(call(text)).not.toMatch(/[\r\u2028\u202e\ud800]/);
  }
  const unit = fc.constantFrom('`', '$', '{', '}', '\\', '\n', '\r', "'", '"', 'a', '\u2028', '\ud83d', '😀');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(told(call(text))).toBe(text);
    }),
  );
});

test('prefers single quotes unless double ones need fewer escapes', () => {
  expect(encodeTypeScriptString('plain')).toBe("'plain'");
  expect(encodeTypeScriptString("it's")).toBe('"it\'s"');
});

test('leaves nothing in a string that looks like a placeholder forgotten in a template literal', () => {
  for (const text of ['${abort()} and ${b}', '$${c}', '${'])
    expect([text, evaluate(encodeTypeScriptString(text))]).toEqual([text, text]);
  expect(encodeTypeScriptString('a ${b} ${')).toBe("'a \\u0024{b} ${'");
});

test('writes the key __proto__ as a property', () => {
  const value = JSON.parse('{"__proto__": 1}');
  expect(Object.keys(Object(evaluate(encodeTypeScript(value))))).toEqual(['__proto__']);
});

test('refuses what has no literal', () => {
  expect(() => encodeTypeScript({ a: Number.NaN })).toThrow(TypeError);
});

test('cannot end a comment', () => {
  expect(encodeComment('a */ process.exit() /*\nb')).toBe('a *\\/ process.exit() /* b');
});

test('lays values out as the formatter does', () => {
  const key = fc.oneof(fc.stringMatching(/^[a-z]{1,12}$/), fc.constantFrom('a-b', '200', 'if', "it's"));
  const leaf = fc.oneof(fc.boolean(), fc.constant(null), fc.integer(), fc.stringMatching(/^[ -~]{0,140}$/));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('tree'), { maxLength: 6 }), tie('map')),
    map: fc.dictionary(key, tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  }));
  const samples = fc.sample(tree, { numRuns: 400, seed: 7 });
  const lines = samples.map((value, at) => {
    const before = `export const v${at} = `;
    return `${before}${encodeTypeScript(value, { ...LINE_START, before, column: before.length, after: 1 })};\n`;
  });
  const text = lines.join('').replaceAll(' = \n', ' =\n');
  expect(format(text)).toBe(text);
});

test('lays calls out as the formatter does', () => {
  const unit = fc.constantFrom('a', ' ', '"', '`', '$', '{ ', '\n', 'x'.repeat(30));
  const samples = fc.sample(fc.string({ unit, maxLength: 12 }), { numRuns: 300, seed: 7 });
  const lines = samples.map((text, at) => {
    const before = `export const v${at} = `;
    const place = { ...LINE_START, before, column: before.length, after: 1 };
    return `${before}${encodeCall('read', text, place)};\n`;
  });
  const text = lines.join('').replaceAll(' = \n', ' =\n');
  expect(format(text)).toBe(text);
});

function format(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-format-'));
  try {
    const file = join(folder, 'values.ts');
    writeFileSync(file, text);
    const arguments_ = ['format', '--write', `--config-path=${process.cwd()}`, file];
    execFileSync(join('node_modules', '.bin', 'biome'), arguments_, { stdio: 'pipe' });
    return readFileSync(file, 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
