import type { MobileService, Model } from '../model/model.ts';
import type { OfferedLoad } from './load.ts';
import { phonesOf } from './sign-in.ts';
import { meanOfTraffic, type Traffic } from './traffic.ts';

/**
 * Bytes that one record takes in the storage of a mobile service, with its indexes: measured on SQLite with 50,000 rows as
 * the services write them. Fields that are an application's own are taken as small.
 */
const recordBytes = {
  events: 110,
  messages: 275,
  registrations: 1030,
  launches: 105,
  clients: 210,
  items: 260,
  'former versions': 190,
  changes: 180,
} as const;

const dayMs = 86_400_000;
/** A scenario's load lasts for a test; over a day nobody runs more journeys than one an hour. */
const journeysOfPhoneADay = 24;
/** Items that a phone changes in one collection, as in the simulation. */
const itemsOfPhone = 200;
/** What is never deleted is looked at for so long: as long as events are kept where nothing is said. */
const lookAheadMs = 30 * dayMs;

/** What a day's traffic writes into the storage of a mobile service. */
export interface StorageFill {
  readonly service: MobileService;
  readonly sizeBytes: number;
  readonly records: readonly RecordStream[];
  /** What all records come to that are kept at the end of retention, or of 30 days if that is later. */
  readonly mostBytes: number;
  /** When it is full, in ms from an empty storage; null: not before that. */
  readonly fullAfterMs: number | null;
}

/** Records of one sort. */
export interface RecordStream {
  readonly what: keyof typeof recordBytes;
  readonly perDay: number;
  readonly bytes: number;
  /** How long each is kept; null: for good. */
  readonly keptMs: number | null;
  /** The most that there can be; null: no limit. */
  readonly most: number | null;
}

/** A day's journeys, and what limits them. */
export interface DayOfTraffic {
  readonly journeys: number;
  readonly limitedBy: 'load' | 'phones';
}

/** Returns how many journeys a day may have: the mean load for all of it, but no more than 24 a phone. */
export function dayOf(model: Model, traffic: Traffic): DayOfTraffic {
  const byLoad = (meanOfTraffic(traffic) * dayMs) / 1000;
  const byPhones = phonesOf(model) * journeysOfPhoneADay;
  return byLoad <= byPhones
    ? { journeys: byLoad, limitedBy: 'load' }
    : { journeys: byPhones, limitedBy: 'phones' };
}

/** Returns the fill of every mobile service with a storage, in order, by days like the given load. */
export function fillsOf(
  model: Model,
  { journeys }: DayOfTraffic,
  { services, journeysPerSecond }: OfferedLoad,
): readonly StorageFill[] {
  const phones = phonesOf(model);
  // What is written passes no cache, so it grows with the journeys.
  const ofDay = journeysPerSecond === 0 ? 0 : journeys / journeysPerSecond;
  return model.mobileServices.flatMap((service) => {
    if (service.storage === null) return [];
    const rates = services.get(service) ?? new Map<string, number>();
    const perDay = (operation: string) => (rates.get(operation) ?? 0) * ofDay;
    const records = recordsOf(service, { perDay, phones, journeys }).filter((stream) => stream.perDay > 0);
    return [fillOf(service, service.storage.sizeBytes, records)];
  });
}

/** Returns the bytes that a day brings. */
export function bytesPerDay({ records }: Pick<StorageFill, 'records'>): number {
  return bytesAfter(records, dayMs);
}

interface Day {
  readonly perDay: (operation: string) => number;
  readonly phones: number;
  readonly journeys: number;
}

function recordsOf({ settings }: MobileService, { perDay, phones, journeys }: Day): readonly RecordStream[] {
  const oneEach = { keptMs: null, most: phones };
  switch (settings.kind) {
    case 'metrics':
      return [stream('events', perDay('record'), { keptMs: settings.retentionMs, most: null })];
    case 'push':
      return [
        stream('messages', perDay('send'), { keptMs: settings.retentionMs, most: null }),
        stream('registrations', perDay('register'), oneEach),
      ];
    case 'security':
      return [stream('launches', perDay('check'), oneEach)];
    case 'identity':
      return [stream('clients', journeys, oneEach)];
    case 'sync': {
      const changes = perDay('push');
      const merges = settings.collections.some(({ conflict }) => conflict === 'merge-fields');
      const kept = { keptMs: settings.tombstonesMs, most: null };
      const most = phones * itemsOfPhone * settings.collections.length;
      return [
        stream('changes', changes, kept),
        stream('former versions', merges ? changes : 0, kept),
        stream('items', changes, { keptMs: null, most }),
      ];
    }
  }
}

function stream(
  what: RecordStream['what'],
  perDay: number,
  held: Pick<RecordStream, 'keptMs' | 'most'>,
): RecordStream {
  return { what, perDay, bytes: recordBytes[what], ...held };
}

function fillOf(service: MobileService, sizeBytes: number, records: readonly RecordStream[]): StorageFill {
  const endMs = records.reduce((end, { keptMs }) => Math.max(end, keptMs ?? 0), lookAheadMs);
  const mostBytes = bytesAfter(records, endMs);
  if (mostBytes <= sizeBytes) return { service, sizeBytes, records, mostBytes, fullAfterMs: null };
  let low = 0;
  let high = endMs;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (bytesAfter(records, middle) <= sizeBytes) low = middle;
    else high = middle;
  }
  return { service, sizeBytes, records, mostBytes, fullAfterMs: high };
}

/** Each sort of records grows until the oldest are deleted, or until there are all that there can be. */
function bytesAfter(records: readonly RecordStream[], ms: number): number {
  return records.reduce((sum, { perDay, bytes, keptMs, most }) => {
    const count = (perDay * Math.min(ms, keptMs ?? ms)) / dayMs;
    return sum + bytes * Math.min(count, most ?? count);
  }, 0);
}
