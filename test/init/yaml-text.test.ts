import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { block, blockList, noted, writeFlow, writeYaml, type YamlValue } from '../../src/init/yaml-text.ts';
import { parseCarefully, parsePlainYaml } from '../../src/source/parse-plain-yaml.ts';

const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      'yes',
      'null',
      '1.0',
      '0x1F',
      '2026-01-01',
      '~',
      '- a',
      'a: b',
      'a #b',
      '# a',
      "it's",
      '"',
      '{',
      '*x',
    ],
    ...[
      'GET /products/{sku}',
      '{ "id": caller.id }',
      'a\nb',
      '\ttab',
      '...',
      '---',
      '@type',
      '$ref',
      '%',
      '>-',
      '!t',
    ],
  ),
);
const keys = fc.string({ minLength: 1, maxLength: 12 }).filter((key) => key !== '__proto__');
const { value } = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.integer(),
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 })
      .map((n) => Number(n.toFixed(3)) + 0),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
  ),
}));

describe('writeYaml', () => {
  it('writes what is read as the same values again, by both readers', () => {
    fc.assert(
      fc.property(fc.dictionary(keys, value, { minKeys: 1, maxKeys: 5 }), (fields) => {
        const text = writeYaml(block(fields));
        expect(parseCarefully(text)).toEqual(fields);
        expect(parsePlainYaml(text)).toEqual(fields);
      }),
    );
  });

  it('folds a long text into lines that mean the same', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[!-~]{1,30}$/), { minLength: 8, maxLength: 40 }), (words) => {
        const fields = { maps: words.join(' ') };
        expect(parseCarefully(writeYaml(block(fields), 4))).toEqual(fields);
      }),
    );
  });

  it('writes maps and lists on one line where they fit, and else as a block', () => {
    const short = { to: 'storefront', cache: '5s' };
    const long = { message: 'x'.repeat(60), other: 'y'.repeat(60) };
    expect(writeYaml(block({ '/home': short, '/products/**': long }))).toBe(
      [
        '/home: { to: storefront, cache: 5s }',
        '/products/**:',
        `  message: ${'x'.repeat(60)}`,
        `  other: ${'y'.repeat(60)}`,
        '',
      ].join('\n'),
    );
  });

  it('puts comments above entries and beside them', () => {
    const steps = blockList(['GET /home', { sync: 'wishlist' }]);
    const text = writeYaml(
      block([
        { key: 'steps', value: steps, above: ['What people do.'] },
        noted('timeout', '10s', 'of a phone'),
      ]),
    );
    expect(text).toBe(
      '# What people do.\nsteps:\n  - GET /home\n  - { sync: wishlist }\ntimeout: 10s # of a phone\n',
    );
  });
});

describe('writeFlow', () => {
  it('writes any value on one line', () => {
    fc.assert(
      fc.property(value, (given) => {
        const text = writeFlow(given);
        expect(text).not.toContain('\n');
        expect(parseCarefully(`[${text}]`)).toEqual([given]);
      }),
    );
  });
});
