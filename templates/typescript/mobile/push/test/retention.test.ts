import { sqliteStorage } from '@lintel/kit';
import { type TestSeams, testSeams } from '@lintel/kit/testing';
import type { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRetention, type Retention } from '../src/retention.ts';
import { createTables, type MessageRow, type PushTables } from '../src/schema.ts';

const hourMs = 3_600_000;
const retentionMs = 24 * hourMs;

describe('retention', () => {
  let seams: TestSeams;
  let database: Kysely<PushTables>;
  let retention: Retention;
  beforeEach(async () => {
    seams = testSeams();
    database = sqliteStorage(null).open<PushTables>('push');
    await createTables(database);
    retention = createRetention(retentionMs, seams.clock);
  });
  afterEach(() => database.destroy());

  const message = (id: string, more: Partial<MessageRow> = {}): MessageRow => {
    const now = seams.clock.now();
    const counts = { recipients: 1, delivered: 1, failed: 0, removed: 0, opened: 0 };
    return { id, request_key: null, sent_at: now, expires_at: null, completed_at: now, ...counts, ...more };
  };
  const keep = (...rows: readonly MessageRow[]) => database.insertInto('messages').values(rows).execute();
  const openedBy = (messageId: string, count: number) =>
    database
      .insertInto('opens')
      .values(Array.from({ length: count }, (_, index) => ({ message_id: messageId, owner: `d${index}` })))
      .execute();
  const kept = async () =>
    (await database.selectFrom('messages').select('id').orderBy('id').execute()).map(({ id }) => id);
  const count = async (table: 'messages' | 'opens') =>
    (
      await database
        .selectFrom(table)
        .select((of) => of.fn.countAll<number>().as('rows'))
        .executeTakeFirstOrThrow()
    ).rows;

  it('keeps a message for the retention, and for its time to live if that is longer', async () => {
    const now = seams.clock.now();
    await keep(
      message('endless'),
      message('brief', { expires_at: now + 1000 }),
      message('long', { expires_at: now + 2 * retentionMs }),
    );
    seams.clock.advance(retentionMs);
    await retention.apply(database);
    expect(await kept()).toEqual(['brief', 'endless', 'long']);
    seams.clock.advance(hourMs);
    await retention.apply(database);
    expect(await kept()).toEqual(['long']);
    seams.clock.advance(retentionMs);
    await retention.apply(database);
    expect(await kept()).toEqual([]);
  });

  it('keeps a message that is still being handed out', async () => {
    await keep(message('slow', { completed_at: null }), message('done'));
    seams.clock.advance(2 * retentionMs);
    await retention.apply(database);
    expect(await kept()).toEqual(['slow']);
  });

  it('looks again after a 24th of its length, and not before', async () => {
    await keep(message('first'));
    seams.clock.advance(retentionMs + 1);
    await retention.apply(database);
    await keep(message('late', { sent_at: 0 }));
    seams.clock.advance(hourMs - 1);
    await retention.apply(database);
    expect(await kept()).toEqual(['late']);
    seams.clock.advance(1);
    await retention.apply(database);
    expect(await kept()).toEqual([]);
  });

  it('deletes one batch of messages at a time, the oldest first, and goes on with the next request', async () => {
    const names = Array.from({ length: 250 }, (_, index) => `m${String(index).padStart(3, '0')}`);
    await keep(...names.map((id, index) => message(id, { sent_at: index })));
    seams.clock.advance(2 * retentionMs);
    const left: (string | undefined)[] = [];
    for (let request = 0; request < 3; request++) {
      await retention.apply(database);
      left.push((await kept())[0]);
    }
    expect(left).toEqual(['m100', 'm200', undefined]);
  });

  it('deletes who opened a message in batches too, and the message after the last of them', async () => {
    await keep(message('popular'), message('new', { sent_at: seams.clock.now() + 2 * retentionMs }));
    await openedBy('popular', 12_000);
    await openedBy('new', 3);
    seams.clock.advance(2 * retentionMs);
    const left: number[][] = [];
    for (let request = 0; request < 3; request++) {
      await retention.apply(database);
      left.push([await count('messages'), await count('opens')]);
    }
    expect(left).toEqual([
      [2, 7003],
      [2, 2003],
      [1, 3],
    ]);
  });

  it('works on a storage that was written before messages had an end', async () => {
    await database.schema.dropIndex('messages_sent').execute();
    await database.schema.alterTable('messages').dropColumn('expires_at').execute();
    const { expires_at: _none, ...old } = message('old');
    await database.insertInto('messages').values(old).execute();
    await createTables(database);
    await keep(message('new', { expires_at: seams.clock.now() + 3 * retentionMs }));
    seams.clock.advance(2 * retentionMs);
    await retention.apply(database);
    expect(await kept()).toEqual(['new']);
  });
});
