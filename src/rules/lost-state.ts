import { fixOf } from '../diagnostics/edits.ts';
import type { KindId } from '../kinds/kind.ts';
import type { Rule } from './rule.ts';

/** What each kind forgets; null: nothing that anybody would miss. */
const LOST: Readonly<Record<KindId, string | null>> = {
  push: 'every phone has to register for messages again',
  sync: 'the changes that phones handed in are gone',
  metrics: 'the events recorded so far are gone',
  security: null,
  identity: 'every token is refused and every phone has to register again',
};

/** Mobile services that keep what matters in memory. */
export const lostState: Rule = {
  id: 'lost-state',
  group: 'storage',
  severity: 'warning',
  summary: 'A mobile service whose data matters has no storage.',
  why: 'A service without storage forgets everything when it stops, and in a cluster it stops with every release and every move to another node.',
  example: {
    bad: `
mobileServices:
  sync: { storage: none }
`,
    good: `
mobileServices:
  app-check: { storage: none }
`,
  },
  check: (model, report) => {
    for (const service of model.mobileServices) {
      const lost = LOST[service.kind.id];
      if (service.storage !== null || lost === null) continue;
      const span = service.written.get('storage') ?? service.span;
      report({
        message: `mobile service "${service.name}" has no storage: whenever it stops, ${lost}`,
        span,
        path: `${service.path}.storage`,
        hint: 'give it some, for example "storage: { engine: sqlite, size: 1Gi }"',
        ...fixOf({
          title: `give "${service.name}" storage`,
          safety: 'suggestion',
          edits: [{ span, text: '{ engine: sqlite, size: 1Gi }' }],
        }),
      });
    }
  },
};
