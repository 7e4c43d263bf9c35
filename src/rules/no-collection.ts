import type { Rule } from './rule.ts';

/** Synchronisation of nothing. */
export const noCollection: Rule = {
  id: 'no-collection',
  group: 'storage',
  severity: 'warning',
  summary: 'A sync service has no collection.',
  why: 'It refuses every request: phones synchronise collections, and only those that are declared.',
  example: {
    bad: `
mobileServices:
  archive-sync: { kind: sync }
`,
    good: `
mobileServices:
  archive-sync: { kind: sync, collections: { receipts: { conflict: server-wins } } }
`,
  },
  check: (model, report) => {
    for (const service of model.mobileServices) {
      const { settings } = service;
      if (settings.kind !== 'sync' || settings.collections.length > 0) continue;
      report({
        message: `mobile service "${service.name}" has no collection that phones could synchronise`,
        span: service.written.get('collections') ?? service.span,
        path: `${service.path}.collections`,
        hint: 'add one, for example "collections: { orders: { conflict: merge-fields } }"',
      });
    }
  },
};
