import { fixOf, insertEntry } from '../diagnostics/edits.ts';
import type { DeviceApp, MobileService, Model } from '../model/model.ts';
import type { Rule } from './rule.ts';
import { durationText } from './shared/wording.ts';

/** Synchronisation that forgets deletions while phones are still away. */
export const shortTombstones: Rule = {
  id: 'short-tombstones',
  group: 'storage',
  severity: 'warning',
  summary: 'A sync service forgets deleted items sooner than the longest time that its phones are offline.',
  why: 'A phone that comes back later cannot be told what was deleted meanwhile: it has to fetch its collections from the start, on the network that it has just found again.',
  example: {
    bad: `
devices:
  shopper-app: { offline: { share: 1%, for: 1h..7d } }
mobileServices:
  sync: { tombstones: 2d }
`,
    good: `
devices:
  shopper-app: { offline: { share: 1%, for: 1h..7d } }
mobileServices:
  sync: { tombstones: 30d }
`,
  },
  check: (model, report) => {
    for (const service of model.mobileServices) {
      const { settings } = service;
      if (settings.kind !== 'sync') continue;
      const longest = longestAway(model, service);
      if (longest === null || longest.awayMs <= settings.tombstonesMs) continue;
      const { app, awayMs } = longest;
      const away = durationText(awayMs);
      const written = service.written.get('tombstones');
      const edit =
        written === undefined
          ? insertEntry(service.span, { key: 'tombstones', value: away, at: 'last' })
          : { span: written, text: away };
      report({
        message: `mobile service "${service.name}" forgets deleted items after ${durationText(settings.tombstonesMs)}, but phones of "${app.name}" are offline for up to ${away}`,
        span: written ?? service.span,
        path: `${service.path}.tombstones`,
        related: [{ message: `for up to ${away}`, span: app.written.get('offline') ?? app.span }],
        hint: `set "tombstones" to ${away} at least`,
        ...fixOf({ title: `keep tombstones for ${away}`, safety: 'suggestion', edits: [edit] }),
      });
    }
  },
};

/** The longest time that a phone which synchronises with the service is offline; null: none is. */
function longestAway(model: Model, service: MobileService): { app: DeviceApp; awayMs: number } | null {
  let longest: { app: DeviceApp; awayMs: number } | null = null;
  for (const app of model.devices) {
    const awayMs = app.offline?.maxMs ?? 0;
    if (awayMs <= (longest?.awayMs ?? 0) || !synchronises(app, service)) continue;
    longest = { app, awayMs };
  }
  return longest;
}

function synchronises({ journeys }: DeviceApp, service: MobileService): boolean {
  return journeys.some(({ steps }) =>
    steps.some((step) => step.type === 'service' && step.service === service),
  );
}
