import { expect, it } from 'vitest';
import { samplesNeeded } from '../../src/model/samples-needed.ts';

it('needs 59 samples for p95, 299 for p99 and 2,995 for p99.9 when none misses', () => {
  expect([0.95, 0.99, 0.999].map(samplesNeeded)).toEqual([59, 299, 2995]);
});
