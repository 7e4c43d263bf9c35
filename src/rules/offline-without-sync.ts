import type { Rule } from './rule.ts';

/** Applications that lose their network and keep no data for that. */
export const offlineWithoutSync: Rule = {
  id: 'offline-without-sync',
  group: 'journeys',
  severity: 'info',
  summary: 'An application is offline at times, and no journey of it synchronises.',
  why: 'Without a network a phone shows what it has synchronised before, and keeps changes for later: without synchronisation it has neither.',
  example: {
    bad: `
devices:
  shopper-app:
    journeys:
      open-app: { steps: [GET /home] }
`,
    good: `
devices:
  shopper-app:
    journeys:
      open-app: { steps: [GET /home, sync: wishlist] }
`,
  },
  check: (model, report) => {
    for (const app of model.devices) {
      const steps = app.journeys.flatMap((journey) => journey.steps);
      const syncs = steps.some((step) => step.type === 'service' && step.action === 'sync');
      if (app.offline === null || app.offline.share === 0 || syncs) continue;
      report({
        message: `mobile application "${app.name}" is offline at times, and none of its journeys synchronises`,
        span: app.written.get('offline') ?? app.span,
        path: `${app.path}.offline`,
        hint: 'add a step such as "sync: orders" to a journey, with a mobile service of the kind sync',
      });
    }
  },
};
