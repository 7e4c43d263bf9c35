import type { Related } from '../diagnostics/diagnostic.ts';
import type { Model, Scenario } from '../model/model.ts';
import { outlookOf } from '../predict/outlook.ts';
import { bytesPerDay, type DayOfTraffic, dayOf, fillsOf, type StorageFill } from '../predict/storage-fill.ts';
import { inBytes, inDays, perSecond, threeDigits } from '../predict/words.ts';
import type { Rule } from './rule.ts';
import { relatedLoad } from './shared/related-load.ts';
import { wordList } from './shared/wording.ts';

/** Storages that are full before what they hold is deleted. */
export const storageFills: Rule = {
  id: 'storage-fills',
  group: 'storage',
  severity: 'warning',
  summary: 'The storage of a mobile service is full before what it holds may be deleted.',
  why: 'A service whose storage is full refuses every write, and with it every step of a journey that needs one.',
  example: {
    bad: `
devices:
  shopper-app: { population: 400000 }
mobileServices:
  analytics: { retention: 90d }
`,
    good: `
devices:
  shopper-app: { population: 400000 }
mobileServices:
  push: { storage: { size: 10Gi } }
  sync: { storage: { size: 20Gi } }
  analytics: { retention: 7d }
`,
  },
  check: (model, report) => {
    const { scenario, traffic, meanLoad } = outlookOf(model);
    if (scenario === null) return;
    const day = dayOf(model, traffic);
    for (const fill of fillsOf(model, day, meanLoad())) {
      if (fill.fullAfterMs === null) continue;
      const { service, mostBytes } = fill;
      report({
        message: messageOf(model, fill, { day, fullAfterMs: fill.fullAfterMs }),
        span: service.storage?.written.get('size') ?? service.written.get('storage') ?? service.span,
        path: `${service.path}.storage.size`,
        hint: `what is kept comes to ${inBytes(mostBytes)}${shorterOf(fill)}`,
        related: relatedTo(fill, scenario),
      });
    }
  },
};

function messageOf(
  model: Model,
  { service, sizeBytes, records }: StorageFill,
  { day, fullAfterMs }: { readonly day: DayOfTraffic; readonly fullAfterMs: number },
): string {
  const growing = records.filter(
    ({ keptMs, most }) => most === null && (keptMs ?? fullAfterMs) >= fullAfterMs,
  );
  const kept = (growing.length > 0 ? growing : records).map(
    ({ what, keptMs }) => `${what} are kept ${keptMs === null ? 'for good' : `for ${inDays(keptMs)}`}`,
  );
  const terms = records.map(
    ({ what, perDay, most, bytes }) =>
      `${threeDigits(Math.min(perDay, most ?? perDay))} ${what} x ${bytes} bytes`,
  );
  const journeys =
    day.limitedBy === 'load'
      ? `${perSecond(day.journeys / 86_400)} all day`
      : `${threeDigits(day.journeys)} by ${model.devices.reduce((sum, { population }) => sum + population, 0)} phones`;
  return `storage of mobile service "${service.name}" (${inBytes(sizeBytes)}) is full after ${inDays(fullAfterMs)}, and ${wordList(kept)}: a day of journeys (${journeys}) brings ${terms.join(' + ')} = ${inBytes(bytesPerDay({ records }))}`;
}

function shorterOf({ service, records }: StorageFill): string {
  if (records.every(({ keptMs }) => keptMs === null)) return '';
  switch (service.settings.kind) {
    case 'push':
    case 'metrics':
      return '; a shorter "retention" keeps less';
    case 'sync':
      return '; shorter "tombstones" keep less';
    default:
      return '';
  }
}

function relatedTo({ service }: StorageFill, scenario: Scenario): readonly Related[] {
  const key = service.settings.kind === 'sync' ? 'tombstones' : 'retention';
  const span = service.written.get(key);
  const load = relatedLoad(scenario);
  return span === undefined ? [load] : [{ message: 'how long it keeps what comes', span }, load];
}
