import { type Answer, badRequest, type CallContext, type Input, ok } from '@lintel/kit';
import type { Kysely } from 'kysely';
import type { MetricsTables } from '../schema.ts';
import type { MetricsWorld } from './record.ts';

/** Groups beyond this number are left out, those of the fewest events first. */
const maxGroups = 1000;

/** GET /summary: counts by type, platform and version of the events since `since`, or of all that are kept. */
export async function summary(
  input: Input,
  context: CallContext,
  { store, retention }: MetricsWorld,
): Promise<Answer> {
  const since = readSince(input.query['since']);
  return store.use(context, 'summarize events', async (database) => {
    await retention.apply(database);
    const [total, types, platforms, versions, checks] = [
      await totals(database, since),
      await countBy(database, since, ['type']),
      await countBy(database, since, ['platform', 'platform_version']),
      await countBy(database, since, ['app_id', 'app_version']),
      await checkCounts(database, since),
    ];
    return ok({
      since: since === 0 ? null : new Date(since).toISOString(),
      events: total.events,
      clients: total.clients,
      types: types.map(({ type, events, clients }) => ({ type, events, clients })),
      platforms: platforms.map((row) => ({
        platform: row.platform,
        platformVersion: row.platform_version,
        events: row.events,
        clients: row.clients,
      })),
      versions: versions.map((row) => ({
        appId: row.app_id,
        appVersion: row.app_version,
        events: row.events,
        clients: row.clients,
      })),
      checks: checks.map((row) => ({
        id: row.check_id,
        name: row.name,
        passed: row.passed,
        failed: row.runs - row.passed,
      })),
    });
  });
}

function readSince(value: string | string[] | undefined): number {
  if (value === undefined) return 0;
  const ms = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(ms)) throw badRequest('"since" must be a time as RFC 3339 has it');
  return ms;
}

function totals(database: Kysely<MetricsTables>, since: number) {
  return database
    .selectFrom('events')
    .select((of) => [
      of.fn.countAll<number>().as('events'),
      of.fn.count<number>('client_id').distinct().as('clients'),
    ])
    .where('received_at', '>=', since)
    .executeTakeFirstOrThrow();
}

type Grouping = 'type' | 'platform' | 'platform_version' | 'app_id' | 'app_version';

function countBy<G extends Grouping>(database: Kysely<MetricsTables>, since: number, columns: readonly G[]) {
  const mostFirst = database
    .selectFrom('events')
    .select(columns)
    .select((of) => [
      of.fn.countAll<number>().as('events'),
      of.fn.count<number>('client_id').distinct().as('clients'),
    ])
    .where('received_at', '>=', since)
    .groupBy(columns)
    .orderBy('events', 'desc');
  return columns
    .reduce((query, column) => query.orderBy(column), mostFirst)
    .limit(maxGroups)
    .execute();
}

function checkCounts(database: Kysely<MetricsTables>, since: number) {
  return database
    .selectFrom('checks')
    .innerJoin('events', 'events.id', 'checks.event_id')
    .select(['check_id', 'name'])
    .select((of) => [of.fn.countAll<number>().as('runs'), of.fn.sum<number>('passed').as('passed')])
    .where('received_at', '>=', since)
    .groupBy(['check_id', 'name'])
    .orderBy('check_id')
    .orderBy('name')
    .limit(maxGroups)
    .execute();
}
