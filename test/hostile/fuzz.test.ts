import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzz } from '../../scripts/fuzz/fuzz.ts';

const root = join(import.meta.dirname, '../..');

describe('validate', () => {
  it('answers whatever damaged blueprints and contracts hold, with places and in words that can be printed', () => {
    const { sorts, sound } = fuzz({ root, cases: 2000, seed: 1, onProgress() {} });
    expect(Object.values(sorts).reduce((sum, count) => sum + count, 0)).toBe(2000);
    // Or else no case got as far as the rules.
    expect(sound).toBeGreaterThan(30);
  }, 300_000);
});
