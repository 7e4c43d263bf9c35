import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { merge, patched } from './patched.ts';

const words = fc.constantFrom(
  ...[
    'no',
    'Yes',
    'y',
    'ON',
    'null',
    '~',
    '012',
    '0o14',
    '0x1f',
    '1_000',
    '1:30',
    '1e3',
    '.5',
    '-1',
    '.inf',
    '=',
  ],
  ...[
    '2026-11-26',
    '2001-12-14 21:59:43.10 -5',
    '<<',
    '',
    ' ',
    '#',
    '- a',
    'a: b',
    '*a',
    '&a',
    '!a',
    '|',
    '%a',
  ],
  ...[
    '512m',
    '1Gi',
    'shop/storefront:0.1.0',
    'two\nlines',
    '\u2028',
    'a\tb',
    '---',
    '...',
    '{{x}}',
    'e5',
    'NaN',
  ],
);
const text = fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 12 }));

describe('a text in a patch', () => {
  it('is a text to readers of YAML 1.2 and of YAML 1.1, as a value and as a key', () => {
    fc.assert(
      fc.property(text, text, (key, value) => {
        // A blueprint has none of these as a key.
        fc.pre(!['$patch', '__proto__', '<<', 'k'].includes(key));
        const written = patched(
          'a.yaml',
          '# above\na: 1\n',
          merge('a.yaml', { v: { [key]: value, k: [value] } }),
        );
        for (const version of ['1.2', '1.1'] as const) {
          expect(parse(written, { version, merge: true })).toEqual({ a: 1, v: { [key]: value, k: [value] } });
        }
        expect(written).toMatch(/^# above\na: 1\n/);
      }),
      { numRuns: 400 },
    );
  });

  it.each(['512m', '1Gi', 'shop/storefront:0.1.0', 'Recreate'])(
    'has no quotes where it needs none: %s',
    (value) => {
      expect(patched('a.yaml', 'a: 1\n', merge('a.yaml', { a: value }))).toBe(`a: ${value}\n`);
    },
  );
});
