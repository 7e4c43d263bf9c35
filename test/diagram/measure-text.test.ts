import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureText, shortenText, type Type, wrapText } from '../../src/diagram/measure-text.ts';

const plain: Type = { sizePx: 10, bold: false };
const bold: Type = { sizePx: 10, bold: true };

/** Widths in ems of DejaVu Sans, the widest of the common faces, measured in a browser. */
const DEJAVU = {
  a: 0.613,
  i: 0.278,
  m: 0.974,
  W: 0.989,
  M: 0.863,
  ' ': 0.318,
  '0': 0.636,
  '@': 1,
  '-': 0.361,
};
const DEJAVU_BOLD = { a: 0.675, i: 0.343, m: 1.042, n: 0.712, t: 0.478, '0': 0.696, '-': 0.415, '.': 0.38 };

describe('measureText', () => {
  it('is never less than in the widest of the common faces', () => {
    for (const [text, ems] of Object.entries(DEJAVU))
      expect(measureText(text, plain), text).toBeGreaterThanOrEqual(10 * ems - 0.001);
    for (const [text, ems] of Object.entries(DEJAVU_BOLD))
      expect(measureText(text, bold), text).toBeGreaterThanOrEqual(10 * ems - 0.001);
  });

  it('takes a character beyond ASCII for a wide one', () => {
    expect(measureText('商', plain)).toBeGreaterThan(measureText('w', plain));
    expect(measureText('🚀', plain)).toBeGreaterThan(measureText('商', plain));
  });
});

describe('shortenText', () => {
  it('leaves a text that fits as it is', () => {
    expect(shortenText('storefront', plain, 100)).toBe('storefront');
  });

  it('keeps to the width, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 40, max: 200 }), (text, width) => {
        expect(measureText(shortenText(text, bold, width), bold)).toBeLessThanOrEqual(width);
      }),
      { seed: 3 },
    );
  });
});

describe('wrapText', () => {
  it('breaks after hyphens, dots and slashes and at spaces', () => {
    expect(wrapText('catalog-integration', bold, { maxPx: 90, most: 2 })).toEqual([
      'catalog-',
      'integration',
    ]);
    expect(wrapText('Customer relationship management', plain, { maxPx: 80, most: 3 })).toEqual([
      'Customer',
      'relationship',
      'management',
    ]);
  });

  it('shortens what is left for the last line', () => {
    expect(wrapText('one two three four', plain, { maxPx: 30, most: 2 })).toEqual(['one', 'two…']);
  });

  it('gives no more lines than asked for, none wider than asked for', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 3 }), (parts, most) => {
        const lines = wrapText(parts.join('-'), plain, { maxPx: 70, most });
        expect(lines.length).toBeLessThanOrEqual(most);
        for (const line of lines) expect(measureText(line, plain)).toBeLessThanOrEqual(70);
      }),
      { seed: 5 },
    );
  });
});
