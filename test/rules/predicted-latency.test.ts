import { describe, expect, it } from 'vitest';
import { predictedLatency } from '../../src/rules/predicted-latency.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

const online = ['    offline: { share: 15%, for: 5s..30s }\n', ''] as const;

describe('predicted-latency', () => {
  it('reports a journey that takes longer than its objective, with what it is made of', () => {
    expect(found(predictedLatency, sampleWith(['p95: 3s', 'p95: 1200ms'], online))).toEqual([
      'objectives.open.p95 at "p95": p95 of journey "open" is predicted to be 1424 ms, above the objective of 1200 ms; on average opening the connection 340 ms + signing in 45.5 ms + GET /home 276 ms + sync: orders 263 ms + check: version 176 ms = 1100 ms ("lintel validate --explain-budget" shows where the time goes)',
    ]);
  });

  it('reports a step that takes longer than its objective', () => {
    expect(found(predictedLatency, sampleWith(['p99.9: 3s', 'p90: 400ms'], online))).toEqual([
      'objectives.POST /orders.p90 at "p90": p90 of step "POST /orders" is predicted to be 754 ms, above the objective of 400 ms; on average connection and token 386 ms + network 171 ms + answer of shop 46.1 ms = 604 ms ("lintel validate --explain-budget" shows where the time goes)',
    ]);
  });

  it('reports a percentile that is never kept because more fail than it leaves', () => {
    const text = sampleWith(['{ latency: { p50: 30ms } }', '{ latency: { p50: 30ms }, errors: 4% }'], online);
    expect(found(predictedLatency, text)).toEqual([
      'objectives.POST /orders.p99.9 at "p99.9": p99.9 of step "POST /orders" is predicted to be never kept, because 4 % fail, above the objective of 3000 ms; on average connection and token 386 ms + network 171 ms + answer of shop 46.1 ms = 604 ms ("lintel validate --explain-budget" shows where the time goes)',
    ]);
  });

  it('is silent where the objective is predicted to be met, however narrowly', () => {
    expect(found(predictedLatency, SAMPLE)).toEqual([]);
    expect(found(predictedLatency, sampleWith(['p95: 3s', 'p95: 1430ms'], online))).toEqual([]);
  });
});
