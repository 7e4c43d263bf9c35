import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { formatJson, toFindingsJson } from '../../src/diagnostics/formats/json.ts';
import { formatText } from '../../src/diagnostics/formats/text.ts';
import { plainPalette } from '../../src/diagnostics/palette.ts';
import { createSource } from '../../src/source/source.ts';

const source = createSource('shop.yaml', 'name: shop\ngateway:\n  api:\n    to: strefront\n');
const at = source.text.indexOf('strefront');

const wrong: Diagnostic = {
  rule: 'unknown-reference',
  severity: 'error',
  message: 'API gateway "api" refers to undefined element "strefront"',
  span: { source, start: at, end: at + 9 },
  path: 'gateway.api.to',
  hint: 'did you mean "storefront"?',
  related: [{ message: '"storefront" is declared here', span: { source, start: 0, end: 4 } }],
};
const unused: Diagnostic = {
  rule: 'unused-element',
  severity: 'warning',
  message: 'API gateway "api" is not used by anything',
  span: { source, start: 22, end: 25 },
  path: 'gateway.api',
};

describe('formatText', () => {
  it('prints findings in order, each with its place, frame and hint, and counts them', () => {
    expect(
      formatText([wrong, unused]),
    ).toBe(`shop.yaml:3:3: warning: API gateway "api" is not used by anything [unused-element]
  2 | gateway:
  3 |   api:
    |   ^^^

shop.yaml:4:9: error: API gateway "api" refers to undefined element "strefront" [unknown-reference]
  3 |   api:
  4 |     to: strefront
    |         ^^^^^^^^^
  shop.yaml:1:1: "storefront" is declared here
  hint: did you mean "storefront"?

1 error, 1 warning
`);
  });

  it('prints nothing where nothing was found', () => {
    expect(formatText([])).toBe('');
  });

  it('writes terminal escapes out instead of sending them', () => {
    const evil = createSource('a\u001b[2Jb.yaml', 'x: \u001b[31mred\u202e\n');
    const text = formatText([
      {
        ...unused,
        message: 'key "\u001b]0;x\u0007"',
        hint: '\u009b1m',
        span: { source: evil, start: 3, end: 8 },
      },
    ]);
    const left = [...text].filter((one) => one !== '\n' && /[\p{Cc}\p{Cf}]/u.test(one));
    expect(left).toEqual([]);
    expect(text).toContain('\\x1b');
    expect(text).toContain('\\u{202e}');
  });

  it('colours through the palette it is given', () => {
    const text = formatText([unused], { ...plainPalette, yellow: (word) => `<${word}>` });
    expect(text).toContain('<warning>');
  });

  it('shows the part of a long line that is meant', () => {
    const long = createSource('long.yaml', `${'a'.repeat(5000)}X${'b'.repeat(5000)}`);
    const [, frame = '', carets = ''] = formatText([
      { ...unused, span: { source: long, start: 5000, end: 5001 } },
    ]).split('\n');
    expect(frame.length).toBeLessThan(140);
    expect(frame[carets.indexOf('^')]).toBe('X');
  });
});

describe('formatJson', () => {
  it('has the published shape', () => {
    expect(toFindingsJson([wrong, unused])).toEqual({
      schemaVersion: '1',
      findings: [
        {
          rule: 'unused-element',
          severity: 'warning',
          message: 'API gateway "api" is not used by anything',
          file: 'shop.yaml',
          range: { start: { line: 3, column: 3 }, end: { line: 3, column: 6 } },
          path: 'gateway.api',
        },
        {
          rule: 'unknown-reference',
          severity: 'error',
          message: 'API gateway "api" refers to undefined element "strefront"',
          hint: 'did you mean "storefront"?',
          file: 'shop.yaml',
          range: { start: { line: 4, column: 9 }, end: { line: 4, column: 18 } },
          path: 'gateway.api.to',
          related: [
            {
              message: '"storefront" is declared here',
              file: 'shop.yaml',
              range: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } },
            },
          ],
        },
      ],
      summary: { error: 1, warning: 1, info: 0 },
    });
  });

  it('is JSON with a line break at its end, also without findings', () => {
    const text = formatJson([]);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      schemaVersion: '1',
      findings: [],
      summary: { error: 0, warning: 0, info: 0 },
    });
  });
});
