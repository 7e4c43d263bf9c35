import { fixOf, insertEntry } from '../diagnostics/edits.ts';
import type { FrontendOperation, Integration, IntegrationOperation, Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { partsOf } from './shared/parts.ts';
import { namesOf } from './shared/wording.ts';

/** Backends that go on being called while they fail, at a cost for others. */
export const noBreaker: Rule = {
  id: 'no-breaker',
  group: 'resilience',
  severity: 'warning',
  summary: 'Calls of a backend that are repeated, or that several screens wait for, have no breaker.',
  why: 'A backend that fails gets more calls than one that works, and each screen waits for it until its time is up. A breaker lets it recover, and lets screens fail at once or go on without the part.',
  example: {
    bad: `
integrations:
  crm-integration: { resilience: { breaker: null } }
`,
    good: `
integrations:
  crm-integration: { resilience: { breaker: { errors: 50%, over: 20, open: 5s } } }
`,
  },
  check: (model, report) => {
    const callers = callersOf(model);
    for (const integration of model.integrations) {
      const open = integration.operations.filter(
        (one) => one.resilience.breaker === null && isCostly(one, callers.get(one)),
      );
      const [first] = open;
      if (first === undefined) continue;
      const isAll = open.length === integration.operations.length;
      const names = open.map((operation) => operation.name);
      const whose = `${isAll ? '' : `${namesOf('operation', names)} of `}integration microservice "${integration.name}"`;
      report({
        message: `calls of ${whose} to backend system "${integration.reaches.name}" have no breaker, though ${reasonOf(open, callers)}`,
        span: isAll ? integration.span : first.span,
        path: isAll ? integration.path : first.path,
        hint: 'add one to "resilience": "breaker: { errors: 50%, over: 20, open: 5s }"',
        ...fixOf({
          title: `add a breaker to "${integration.name}"`,
          safety: 'suggestion',
          edits: [breakerFor(integration)],
        }),
      });
    }
  },
};

type Callers = ReadonlyMap<IntegrationOperation, ReadonlySet<FrontendOperation>>;

function callersOf(model: Model): Callers {
  const callers = new Map<IntegrationOperation, Set<FrontendOperation>>();
  for (const { operation, gather } of partsOf(model)) {
    if (gather.from.type !== 'integration') continue;
    const known = callers.get(gather.from.operation);
    if (known) known.add(operation);
    else callers.set(gather.from.operation, new Set([operation]));
  }
  return callers;
}

function isCostly(operation: IntegrationOperation, by: ReadonlySet<FrontendOperation> | undefined): boolean {
  return operation.resilience.retries > 0 || (by?.size ?? 0) > 1;
}

function reasonOf(open: readonly IntegrationOperation[], callers: Callers): string {
  if (open.some((operation) => operation.resilience.retries > 0)) return 'they are repeated when they fail';
  const waiting = new Set(open.flatMap((operation) => [...(callers.get(operation) ?? [])]));
  return `${waiting.size} operations of frontends wait for them`;
}

/** In the resilience of the whole integration, where operations take what they do not say themselves. */
function breakerFor(integration: Integration) {
  const breaker = { key: 'breaker', value: '{}', at: 'last' } as const;
  const shared = integration.written.get('resilience');
  if (shared !== undefined) return insertEntry(shared, breaker);
  return insertEntry(integration.span, { ...breaker, key: 'resilience', value: '{ breaker: {} }' });
}
