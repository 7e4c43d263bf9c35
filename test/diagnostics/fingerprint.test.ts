import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { fingerprintOf } from '../../src/diagnostics/fingerprint.ts';
import { createSource } from '../../src/source/source.ts';

interface Place {
  readonly file?: string;
  readonly rule?: string;
  readonly path?: string;
  readonly start?: number;
  readonly message?: string;
}

function finding({
  file = 'shop.yaml',
  rule = 'unused-element',
  path = 'backends.old',
  start = 0,
  message = 'm',
}: Place) {
  const source = createSource(file, 'x'.repeat(100));
  const span = { source, start, end: start + 1 };
  return { rule, severity: 'warning', message, span, path } as const satisfies Diagnostic;
}

describe('fingerprintOf', () => {
  it('gives each finding 64 hexadecimal digits of its own, in the order of the input', () => {
    const all = [
      finding({}),
      finding({ rule: 'cycle' }),
      finding({ path: 'backends.older' }),
      finding({ file: 'other.yaml' }),
    ];
    const fingerprints = fingerprintOf(all);
    expect(new Set(fingerprints).size).toBe(4);
    expect(fingerprints.every((one) => /^[0-9a-f]{64}$/.test(one))).toBe(true);
    expect(fingerprintOf([...all].reverse())).toEqual([...fingerprints].reverse());
  });

  it('stays while lines move, words change and severities are configured', () => {
    const moved = { ...finding({ start: 40, message: 'p95 is 2 s' }), severity: 'error' as const };
    expect(fingerprintOf([moved])).toEqual(fingerprintOf([finding({ message: 'p95 is 1 s' })]));
  });

  it('counts equal ones in the order of the text, whatever the order of the input', () => {
    const [first, second] = [finding({ start: 3 }), finding({ start: 9 })];
    const fingerprints = fingerprintOf([first, second]);
    expect(fingerprints[0]).not.toBe(fingerprints[1]);
    expect(fingerprintOf([second, first])).toEqual([...fingerprints].reverse());
    expect(fingerprintOf([first])).toEqual([fingerprints[0]]);
  });

  it('tells equal ones at one place apart by their messages', () => {
    const [a, b] = [finding({ message: 'a' }), finding({ message: 'b' })];
    expect(fingerprintOf([b, a])).toEqual([...fingerprintOf([a, b])].reverse());
  });

  it('takes no notice of a leading "./", and names files as it is told', () => {
    const plain = fingerprintOf([finding({})]);
    expect(fingerprintOf([finding({ file: './shop.yaml' })])).toEqual(plain);
    expect(fingerprintOf([finding({ file: '/repo/shop.yaml' })], (path) => path.slice(6))).toEqual(plain);
  });
});
