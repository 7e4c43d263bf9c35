import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/observe/run.ts';
import { shareBounds } from '../../src/verdict/binomial.ts';
import { judge } from '../../src/verdict/judge.ts';
import { objective } from '../support/tiny-model.ts';

describe('shareBounds', () => {
  it.each([1, 10, 59, 299, 2995])('agrees with the closed form where none of %i misses', (count) => {
    expect(shareBounds(count, count).low).toBeCloseTo(0.05 ** (1 / count), 10);
    expect(shareBounds(count, count).high).toBe(1);
  });

  it.each([1, 10, 299])('agrees with the closed form where all of %i miss', (count) => {
    expect(shareBounds(0, count).low).toBe(0);
    expect(shareBounds(0, count).high).toBeCloseTo(1 - 0.05 ** (1 / count), 10);
  });

  it('agrees with the closed form where one of n misses: p^n + n p^(n-1) (1 - p) = 0.05', () => {
    const { low } = shareBounds(92, 93);
    expect(low ** 93 + 93 * low ** 92 * (1 - low)).toBeCloseTo(0.05, 8);
  });

  it('is symmetric and narrows with more samples, up to a million', () => {
    const { low, high } = shareBounds(30, 40);
    expect(shareBounds(10, 40).high).toBeCloseTo(1 - low, 10);
    expect(shareBounds(10, 40).low).toBeCloseTo(1 - high, 10);
    const wide = shareBounds(950, 1000);
    const narrow = shareBounds(950_000, 1_000_000);
    expect(narrow.low).toBeGreaterThan(wide.low);
    expect(narrow.low).toBeCloseTo(0.95 - 1.645 * Math.sqrt((0.95 * 0.05) / 1e6), 5);
  });
});

function run(latenciesMs: readonly number[], failed: readonly boolean[], changes: Partial<Run> = {}): Run {
  const samples = { latenciesMs, failed };
  const journey = { app: 'phone', journey: 'browse', started: 0, unfinished: 0, offline: 0, ...samples };
  return {
    scenario: 'everyday',
    seed: 1,
    planHash: '',
    durationMs: 1000,
    interrupted: false,
    readyMs: 0,
    firstAnswerMs: 0,
    lagP99Ms: 1,
    requests: { scheduled: latenciesMs.length, sent: latenciesMs.length, dropped: 0, failed: 0 },
    steps: new Map([['GET /home', { ...samples, partial: 0, missing: new Map(), errors: new Map() }]]),
    journeys: new Map([['phone\u0000browse', journey]]),
    edges: new Map(),
    elements: new Map(),
    faults: new Map(),
    timeline: [],
    ...changes,
  };
}

const repeat = <T>(count: number, value: T): T[] => new Array<T>(count).fill(value);
const p95 = objective('GET /home', { type: 'percentile', percentile: 95, limitMs: 100 });
const success = objective('browse', { type: 'success', limit: 0.9 });

describe('judge', () => {
  it('passes p95 with 59 samples that keep the limit, and is inconclusive with 58', () => {
    const verdictOf = (count: number) => judge([p95], run(repeat(count, 10), repeat(count, false)));
    expect(verdictOf(59)).toMatchObject({
      verdict: 'pass',
      objectives: [{ verdict: 'pass', actual: 10, limit: 100, unit: 'ms', samples: 59, samplesNeeded: 59 }],
    });
    expect(verdictOf(58)).toMatchObject({
      verdict: 'inconclusive',
      objectives: [{ verdict: 'inconclusive' }],
    });
  });

  it('fails when even the upper bound of the kept share is below the percentile', () => {
    const latencies = [...repeat(80, 10), ...repeat(20, 500)];
    const { objectives, verdict } = judge([p95], run(latencies, repeat(100, false)));
    expect(verdict).toBe('fail');
    expect(objectives[0]).toMatchObject({ verdict: 'fail', actual: 500 });
    expect(objectives[0]?.interval?.high).toBeLessThan(0.95);
  });

  it('counts a failed sample as a miss, however quickly it failed, and gives no percentile that falls among them', () => {
    const latencies = repeat(100, 10);
    const failed = latencies.map((_latency, at) => at < 20);
    expect(judge([p95], run(latencies, failed)).objectives[0]).toMatchObject({
      verdict: 'fail',
      actual: null,
    });
  });

  it('judges success by the share, and shows it', () => {
    const failed = repeat(200, false).map((_value, at) => at < 2);
    const result = judge([success], run(repeat(200, 10), failed)).objectives[0];
    expect(result).toMatchObject({ verdict: 'pass', actual: 0.99, limit: 0.9, unit: 'share', samples: 200 });
  });

  it('takes a success of 100 % as all of this run', () => {
    const all = objective('browse', { type: 'success', limit: 1 });
    expect(judge([all], run([1, 1], [false, false])).verdict).toBe('pass');
    expect(judge([all], run([1, 1], [false, true])).verdict).toBe('fail');
  });

  it('puts the journeys of one name together, whichever app runs them', () => {
    const one = run(repeat(30, 10), repeat(30, false));
    const journey = one.journeys.get('phone\u0000browse');
    if (journey === undefined) throw new Error('no journey');
    const both = { ...one, journeys: new Map([...one.journeys, ['tablet\u0000browse', journey]]) };
    expect(judge([success], both).objectives[0]?.samples).toBe(60);
  });

  it('is inconclusive without samples, and shows neither a figure nor an interval', () => {
    const result = judge([p95], run([], [])).objectives[0];
    expect(result).toMatchObject({ verdict: 'inconclusive', actual: null, interval: null, samples: 0 });
  });

  it('is unjudged without objectives', () => {
    expect(judge([], run([1], [false])).verdict).toBe('unjudged');
  });

  it('lets a failure stand above an inconclusive objective, and that above a pass', () => {
    const steps = run(repeat(100, 10), repeat(100, false));
    const failing = objective('GET /home', { type: 'percentile', percentile: 95, limitMs: 1 });
    const unseen = objective('GET /nothing', { type: 'success', limit: 0.9 });
    expect(judge([p95, unseen, failing], steps).verdict).toBe('fail');
    expect(judge([p95, unseen], steps).verdict).toBe('inconclusive');
  });

  it.each([
    ['a generator behind its schedule', { lagP99Ms: 251 }, '251 ms behind'],
    [
      'too many dropped requests',
      { requests: { scheduled: 100, sent: 98, dropped: 2, failed: 0 } },
      '2 of 100',
    ],
    ['an interruption', { interrupted: true }, 'interrupted'],
  ])('is invalid after %s, whatever was measured', (_name, changes, reason) => {
    const { verdict, invalidBecause } = judge([p95], run(repeat(100, 10), repeat(100, false), changes));
    expect(verdict).toBe('invalid');
    expect(invalidBecause).toContain(reason);
  });
});
