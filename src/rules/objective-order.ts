import type { Objective } from '../model/model.ts';
import type { Rule } from './rule.ts';

/** Limits that other limits make meaningless. */
export const objectiveOrder: Rule = {
  id: 'objective-order',
  group: 'objectives',
  severity: 'warning',
  summary: 'The limit of a lower percentile is above that of a higher one.',
  why: 'When 99 of 100 answers keep a limit, 95 of 100 do: the longer limit for the fewer never decides anything, so one of the two is a slip.',
  example: {
    bad: `
objectives:
  - { step: GET /home, p95: 2s, p99: 1s }
`,
    good: `
objectives:
  - { step: GET /home, p95: 1s, p99: 2s }
`,
  },
  check: (model, report) => {
    for (const limits of limitsBySubject(model.objectives)) {
      for (const limit of limits) {
        const stricter = limits.find((other) => makesIdle(other, limit));
        if (stricter === undefined) continue;
        report({
          message: `objective "${limit.objective.expression}" decides nothing beside "${stricter.objective.expression}"`,
          span: limit.objective.span,
          path: limit.objective.path,
          related: [{ message: 'the stricter one', span: stricter.objective.span }],
          hint: 'a higher percentile has the longer limit: swap the two, or keep the stricter one',
        });
      }
    }
  },
};

interface Limit {
  readonly objective: Objective;
  readonly percentile: number;
  readonly limitMs: number;
}

function makesIdle(other: Limit, limit: Limit): boolean {
  return other.percentile > limit.percentile && other.limitMs < limit.limitMs;
}

function limitsBySubject(objectives: readonly Objective[]): Iterable<readonly Limit[]> {
  const bySubject = new Map<string, Limit[]>();
  for (const objective of objectives) {
    const { subject, metric } = objective;
    if (metric.type !== 'percentile') continue;
    const key = subject.type === 'journey' ? `journey ${subject.journey}` : `step ${subject.label}`;
    const { percentile, limitMs } = metric;
    const known = bySubject.get(key);
    if (known) known.push({ objective, percentile, limitMs });
    else bySubject.set(key, [{ objective, percentile, limitMs }]);
  }
  return bySubject.values();
}
