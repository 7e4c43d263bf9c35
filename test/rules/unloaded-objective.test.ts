import { describe, expect, it } from 'vitest';
import { unloadedObjective } from '../../src/rules/unloaded-objective.ts';
import { SAMPLE, sampleWith } from '../model/sample.ts';
import { found } from '../support/rule-findings.ts';

describe('unloaded-objective', () => {
  it('reports an objective about a journey that nobody runs, once for all its limits', () => {
    expect(found(unloadedObjective, sampleWith(['share: 70%', 'share: 0%']))).toEqual([
      'objectives.open.p95 at "p95": the objective about journey "open" is never judged: no phone runs it (give the journey a share, or remove the objective)',
    ]);
  });

  it('reports an objective about a step that only such journeys have', () => {
    expect(found(unloadedObjective, sampleWith(['share: 70%', 'share: 100%']))).toEqual([
      'objectives.POST /orders.p99.9 at "p99.9": the objective about step "POST /orders" is never judged: no phone runs a journey with it (give the journey a share, or remove the objective)',
    ]);
  });

  it('is silent where one journey with the step is run', () => {
    expect(found(unloadedObjective, SAMPLE)).toEqual([]);
    expect(
      found(unloadedObjective, sampleWith(['share: 70%', 'share: 100%'], ['- GET /home', '- POST /orders'])),
    ).toEqual([]);
  });
});
