import { describe, expect, it } from 'vitest';
import type { ObjectiveResult } from '../../src/report/report.ts';
import { explainObjective, shareNeeded } from '../../src/report/wording.ts';

const objective: ObjectiveResult = {
  expression: 'open-app p95 <= 1500ms',
  verdict: 'pass',
  actual: 388,
  limit: 1500,
  unit: 'ms',
  samples: 560,
  interval: { low: 0.99467, high: 1 },
  samplesNeeded: 59,
};

describe('shareNeeded', () => {
  it('reads the percentile of a latency objective, even where a journey is named like one', () => {
    expect(shareNeeded(objective)).toBe(0.95);
    expect(shareNeeded({ ...objective, expression: 'p50 p99.9 <= 3s' })).toBe(0.999);
    expect(shareNeeded({ ...objective, expression: 'something else' })).toBeNull();
  });

  it('is the limit itself for a success objective', () => {
    expect(shareNeeded({ ...objective, unit: 'share', limit: 0.995 })).toBe(0.995);
  });
});

describe('explainObjective', () => {
  it('says for a pass what is sure at least, rounded down', () => {
    expect(explainObjective(objective)).toBe('at least 99.4 % kept 1.5 s, 95 % needed');
  });

  it('says for a fail what is sure at most', () => {
    const failed = { ...objective, verdict: 'fail', interval: { low: 0.8, high: 0.9 } } as const;
    expect(explainObjective(failed)).toBe('at most 90 % kept 1.5 s, 95 % needed');
  });

  it('says how many samples are needed where there are too few', () => {
    const open = { ...objective, verdict: 'inconclusive', samples: 12 } as const;
    expect(explainObjective(open)).toBe('too few samples: 59 needed, even if none misses');
    expect(explainObjective({ ...open, interval: null })).toBe('no samples');
  });

  it('says that more samples would tell where the interval holds what is needed', () => {
    const open = { ...objective, verdict: 'inconclusive', interval: { low: 0.94, high: 0.96 } } as const;
    expect(explainObjective(open)).toBe('94 % to 96 % kept 1.5 s, 95 % needed: more samples would tell');
  });
});
