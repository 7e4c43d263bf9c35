import { outlookOf } from '../predict/outlook.ts';
import { inDays, perSecond } from '../predict/words.ts';
import type { Rule } from './rule.ts';
import { relatedLoad } from './shared/related-load.ts';

/** A breaker that needs longer than this to see its calls is no help in an outage. Polly's default window is 30 s. */
const mostFillMs = 60_000;

/** Breakers whose window takes too long to fill. */
export const breakerWindow: Rule = {
  id: 'breaker-window',
  group: 'budget',
  severity: 'warning',
  summary: 'A breaker looks at more calls than are made in a minute of the first scenario.',
  why: 'Until as many calls have been made, a breaker opens for nothing; and one that looks back for minutes opens long after a failure began, and closes its eyes to the next.',
  example: {
    bad: `
integrations:
  crm-integration:
    resilience: { breaker: { over: 2000 } }
`,
    good: `
integrations:
  crm-integration:
    resilience: { breaker: { over: 50 } }
`,
  },
  check: (model, report) => {
    const { scenario, meanLoad } = outlookOf(model);
    if (scenario === null) return;
    for (const { integration, operation, uncachedPerSecond } of meanLoad().calls.values()) {
      const { breaker, written } = operation.resilience;
      if (breaker === null || uncachedPerSecond <= 0) continue;
      const fillMs = (breaker.over / uncachedPerSecond) * 1000;
      if (fillMs <= mostFillMs) continue;
      report({
        message: `breaker of operation "${operation.name}" of integration microservice "${integration.name}" looks at the last ${breaker.over} calls, which are ${inDays(fillMs)} of scenario "${scenario.name}" (${perSecond(uncachedPerSecond)}): until then it opens for nothing`,
        span: written.get('breaker') ?? operation.span,
        path: `${operation.path}.resilience.breaker`,
        hint: `"over: ${Math.max(1, Math.floor((uncachedPerSecond * mostFillMs) / 2000))}" is half a minute of them`,
        related: [relatedLoad(scenario)],
      });
    }
  },
};
