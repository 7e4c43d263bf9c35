import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MOST_MISTAKES, MOST_NOTES } from '../../src/api/bound-findings.ts';
import { SIZES } from '../../src/blueprint/check-size.ts';
import { CONTRACT_LIMITS } from '../../src/contracts/contract-budget.ts';
import { LIMITS } from '../../src/source/limits.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/safety.md'), 'utf8');
const MIB = 1024 * 1024;

/** A limit as the page writes it. */
function shown(limit: number): string {
  return limit >= MIB ? `${limit / MIB} MiB` : limit.toLocaleString('en-GB');
}

describe('docs/safety.md', () => {
  it.each(Object.entries(SIZES))('has the limit of %s', (what, limit) => {
    expect(page).toContain(`| ${what} | ${shown(limit)} |`);
  });

  it.each(Object.entries({ ...LIMITS, ...CONTRACT_LIMITS, MOST_MISTAKES, MOST_NOTES }))(
    'has the limit of %s',
    (_, limit) => {
      expect(page).toMatch(new RegExp(`(?<![0-9,])${shown(limit)}(?!,?[0-9])`));
    },
  );
});
