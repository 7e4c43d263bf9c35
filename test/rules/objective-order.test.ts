import { describe, expect, it } from 'vitest';
import { objectiveOrder } from '../../src/rules/objective-order.ts';
import { sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

const objectives = (...lines: readonly string[]) =>
  sampleWith([
    '  - { journey: open, p95: 3s, success: 99.5% }\n  - { step: POST /orders, p99.9: 3s }\n',
    lines.map((line) => `  - ${line}\n`).join(''),
  ]);

describe('objective-order', () => {
  it('reports a limit that a higher percentile is not allowed to reach', () => {
    expect(found(objectiveOrder, objectives('{ journey: open, p95: 3s, p99: 2s }'))).toEqual([
      'objectives.open.p95 at "p95": objective "open p95 <= 3s" decides nothing beside "open p99 <= 2s" (a higher percentile has the longer limit: swap the two, or keep the stricter one)',
    ]);
  });

  it('reports it across objectives about one subject', () => {
    expect(
      found(objectiveOrder, objectives('{ step: GET /home, p99: 1500ms }', '{ step: GET /home, p90: 2s }')),
    ).toEqual([
      expect.stringContaining(
        'objective "GET /home p90 <= 2s" decides nothing beside "GET /home p99 <= 1500ms"',
      ),
    ]);
  });

  it('is silent on longer limits, equal ones, and those of other subjects', () => {
    expect(
      found(
        objectiveOrder,
        objectives('{ journey: open, p90: 1s, p95: 1s, p99: 2s }', '{ step: GET /home, p99.9: 500ms }'),
      ),
    ).toEqual([]);
  });
});
