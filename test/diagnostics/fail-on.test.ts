import { describe, expect, it } from 'vitest';
import { FAIL_ON, isFailure } from '../../src/diagnostics/fail-on.ts';

describe('isFailure', () => {
  it('counts what is as bad as the choice, or worse; never counts nothing', () => {
    const counted = FAIL_ON.map((failOn) =>
      (['error', 'warning', 'info'] as const).filter((severity) => isFailure(severity, failOn)),
    );
    expect(counted).toEqual([['error'], ['error', 'warning'], ['error', 'warning', 'info'], []]);
  });
});
