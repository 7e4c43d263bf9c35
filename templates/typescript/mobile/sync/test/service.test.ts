import { type Client, serve, type TestSeams, testSeams } from '@lintel/kit/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../src/service.ts';
import type { ConflictStrategy, SyncConfig } from '../src/settings.ts';

const dayMs = 86_400_000;

/** One collection for each strategy, named for it. */
const strategies: readonly ConflictStrategy[] = ['client-wins', 'server-wins', 'merge-fields', 'reject'];

const config: SyncConfig = {
  name: 'sync',
  host: '127.0.0.1',
  port: 0,
  logLevel: 'silent',
  instanceId: 'test',
  collections: strategies.map((conflict) => ({ name: conflict, conflict })),
  tombstonesMs: 2 * dayMs,
};

interface Pulled {
  readonly checkpoint: string;
  readonly changes: readonly { readonly id: string; readonly version: number }[];
  readonly more: boolean;
}

interface Pushed {
  readonly checkpoint: string;
  readonly accepted: readonly { readonly id: string; readonly version: number }[];
  readonly conflicts: readonly object[];
}

describe('sync', () => {
  let seams: TestSeams;
  let client: Client;
  beforeEach(async () => {
    seams = testSeams();
    client = await serve(await createService(config, seams), seams);
  });
  afterEach(() => client.close());

  const pull = async (since = '', { collection = 'merge-fields', caller = 'ann' } = {}) => {
    const reply = await client.request('GET', `/sync/${collection}?since=${since}`, { caller });
    return reply.body as Pulled;
  };
  const push = async (
    changes: readonly object[],
    { collection = 'merge-fields', caller = 'ann', since = '' } = {},
  ) => {
    const reply = await client.request('POST', `/sync/${collection}`, { body: { changes, since }, caller });
    expect(reply.status).toBe(200);
    return reply.body as Pushed;
  };
  /** An item at version 2, of which one device knows version 1 only: `{ a: 1, b: 1 }`, then `{ a: 2, b: 1 }`. */
  const diverge = async (collection: string) => {
    await push([{ id: 'i', fields: { a: 1, b: 1 } }], { collection });
    await push([{ id: 'i', base: 1, fields: { a: 2 } }], { collection });
  };

  it('gives a new device all items, and then only what changed', async () => {
    await push([
      { id: 'one', fields: { title: 'One' } },
      { id: 'two', fields: { title: 'Two' } },
    ]);
    const first = await pull();
    const updatedAt = '2026-01-01T00:00:00.000Z';
    expect(first).toEqual({
      checkpoint: expect.any(String),
      changes: [
        { id: 'one', version: 1, fields: { title: 'One' }, updatedAt },
        { id: 'two', version: 1, fields: { title: 'Two' }, updatedAt },
      ],
      more: false,
    });
    await push([{ id: 'one', base: 1, fields: { done: true } }]);
    const second = await pull(first.checkpoint);
    expect(second.changes).toEqual([
      { id: 'one', version: 2, fields: { title: 'One', done: true }, updatedAt },
    ]);
    expect((await pull(second.checkpoint)).changes).toEqual([]);
  });

  it('keeps the items of each caller and each collection to themselves', async () => {
    await push([{ id: 'one', fields: { a: 1 } }]);
    expect((await pull('', { caller: 'bob' })).changes).toEqual([]);
    expect((await pull('', { collection: 'reject' })).changes).toEqual([]);
  });

  it('hands out many changes in pages of 500, none twice and none missing', async () => {
    const items = Array.from({ length: 1100 }, (_, index) => ({ id: `i${index}`, fields: { index } }));
    for (let from = 0; from < items.length; from += 500) await push(items.slice(from, from + 500));
    const sizes: number[] = [];
    const ids = new Set<string>();
    for (let since = '', more = true; more; ) {
      const page = await pull(since);
      ({ checkpoint: since, more } = page);
      sizes.push(page.changes.length);
      for (const { id } of page.changes) ids.add(id);
    }
    expect([sizes, ids.size]).toEqual([[500, 500, 100], 1100]);
  });

  it('tells a device of a deletion, but not one that never had the item', async () => {
    await push([{ id: 'one', fields: { a: 1 } }]);
    const { checkpoint } = await pull();
    await push([{ id: 'one', base: 1, deleted: true }]);
    expect((await pull(checkpoint)).changes).toMatchObject([{ id: 'one', version: 2, deleted: true }]);
    expect((await pull()).changes).toEqual([]);
  });

  it('makes a device start over when deletions that it missed are forgotten', async () => {
    await push([{ id: 'one', fields: { a: 1 } }]);
    const { checkpoint } = await pull();
    await push([{ id: 'one', base: 1, deleted: true }]);
    const { checkpoint: later } = await pull(checkpoint);
    seams.clock.advance(2 * dayMs + 1);
    expect(await pull(checkpoint)).toEqual({ resync: true });
    expect(await pull(later)).toMatchObject({ changes: [], more: false });
    expect(await pull()).toMatchObject({ changes: [], more: false });
  });

  it('applies nothing of a device whose checkpoint is older than what is remembered', async () => {
    await push([{ id: 'i', fields: { size: 'M' } }]);
    const { checkpoint: since } = await pull();
    await push([{ id: 'i', base: 1, deleted: true }]);
    seams.clock.advance(2 * dayMs + 1);
    await push([{ id: 'i', fields: { title: 'another' } }]);
    const change = { change: 'c', id: 'i', base: 1, fields: { size: 'L' } };
    expect(await push([change], { since })).toEqual({ resync: true });
    const { changes, checkpoint } = await pull();
    expect(changes).toMatchObject([{ id: 'i', version: 1, fields: { title: 'another' } }]);
    // The name of the change is not used up.
    const again = await push([change], { since: checkpoint });
    expect(again.accepted).toEqual([{ change: 'c', id: 'i', version: 2 }]);
  });

  it('makes a device start over when its checkpoint is of a database that was lost', async () => {
    expect(await pull('other0.3')).toEqual({ resync: true });
    const { checkpoint } = await pull();
    expect(await pull(checkpoint.replace(/\d+$/, '99'))).toEqual({ resync: true });
    expect(await push([{ id: 'i', fields: {} }], { since: 'other0.3' })).toEqual({ resync: true });
    expect((await pull()).changes).toEqual([]);
  });

  it('applies a change once, however often it is sent', async () => {
    const changes = [
      { change: 'c1', id: 'i', fields: { n: 1 } },
      { change: 'c2', id: 'i', fields: { n: 2 } },
    ];
    const first = await push(changes);
    const again = await push([...changes, { change: 'c3', id: 'i', fields: { n: 3 } }]);
    expect(first.accepted).toEqual([
      { change: 'c1', id: 'i', version: 1 },
      { change: 'c2', id: 'i', version: 2 },
    ]);
    expect(again.accepted).toEqual([...first.accepted, { change: 'c3', id: 'i', version: 3 }]);
    expect(again.conflicts).toEqual([]);
  });

  it('takes several changes of one item in a batch as made one upon the other', async () => {
    await push([{ id: 'i', fields: { a: 1 } }], { collection: 'reject' });
    const { accepted, conflicts } = await push(
      [
        { id: 'i', base: 1, fields: { a: 2 } },
        { id: 'i', base: 1, fields: { a: 3 } },
        { id: 'i', base: 1, deleted: true },
      ],
      { collection: 'reject' },
    );
    expect(accepted.map(({ version }) => version)).toEqual([2, 3, 4]);
    expect(conflicts).toEqual([]);
  });

  it('lets the client win where that is the strategy', async () => {
    await diverge('client-wins');
    const { accepted } = await push([{ id: 'i', base: 1, fields: { a: 9 } }], { collection: 'client-wins' });
    expect(accepted).toEqual([{ id: 'i', version: 3 }]);
    const { changes } = await pull('', { collection: 'client-wins' });
    expect(changes).toMatchObject([{ version: 3, fields: { a: 9, b: 1 } }]);
  });

  it.each(['server-wins', 'reject'])('hands back a change of an outdated item: %s', async (collection) => {
    await diverge(collection);
    const { accepted, conflicts } = await push([{ id: 'i', base: 1, fields: { b: 9 } }], { collection });
    expect(accepted).toEqual([]);
    expect(conflicts).toMatchObject([
      { id: 'i', reason: 'changed', item: { id: 'i', version: 2, fields: { a: 2, b: 1 } } },
    ]);
    expect((await pull('', { collection })).changes).toMatchObject([{ version: 2 }]);
  });

  it('merges changes of different fields, given alone or with the unchanged ones', async () => {
    for (const fields of [{ b: 9 }, { a: 1, b: 9 }]) {
      const caller = JSON.stringify(fields);
      await push([{ id: 'i', fields: { a: 1, b: 1 } }], { caller });
      await push([{ id: 'i', base: 1, fields: { a: 2 } }], { caller });
      const { accepted } = await push([{ id: 'i', base: 1, fields }], { caller });
      expect(accepted).toEqual([{ id: 'i', version: 3 }]);
      expect((await pull('', { caller })).changes).toMatchObject([{ fields: { a: 2, b: 9 } }]);
    }
  });

  it('hands back changes of the same field, and names it', async () => {
    await diverge('merge-fields');
    const { conflicts } = await push([{ change: 'c', id: 'i', base: 1, fields: { a: 9, b: 9 } }]);
    expect(conflicts).toEqual([
      {
        change: 'c',
        id: 'i',
        reason: 'changed',
        fields: ['a'],
        item: { id: 'i', version: 2, fields: { a: 2, b: 1 } },
      },
    ]);
  });

  it('sees no conflict where both sides came to the same', async () => {
    await diverge('merge-fields');
    const { accepted, conflicts } = await push([{ id: 'i', base: 1, fields: { a: 2 } }]);
    expect([accepted, conflicts]).toEqual([[{ id: 'i', version: 2 }], []]);
  });

  it('sees that a later change in a batch touches what the device could not know', async () => {
    await diverge('merge-fields');
    const { accepted, conflicts } = await push([
      { id: 'i', base: 1, fields: { b: 9 } },
      { id: 'i', base: 1, fields: { a: 9 } },
    ]);
    expect(accepted).toHaveLength(1);
    expect(conflicts).toMatchObject([{ reason: 'changed', fields: ['a'] }]);
  });

  it('reports what follows a rejected change of the same item, and applies what does not', async () => {
    await diverge('reject');
    const { accepted, conflicts } = await push(
      [
        { change: 'c1', id: 'i', base: 1, fields: { a: 9 } },
        { change: 'c2', id: 'other', fields: { a: 1 } },
        { change: 'c3', id: 'i', base: 1, deleted: true },
      ],
      { collection: 'reject' },
    );
    expect(accepted).toEqual([{ change: 'c2', id: 'other', version: 1 }]);
    expect(conflicts).toMatchObject([
      { change: 'c1', reason: 'changed' },
      { change: 'c3', reason: 'follows-rejected' },
    ]);
  });

  it('hands back a change of an item that was deleted meanwhile', async () => {
    await push([{ id: 'i', fields: { a: 1 } }]);
    await push([{ id: 'i', base: 1, deleted: true }]);
    const { conflicts } = await push([{ id: 'i', base: 1, fields: { a: 2 } }]);
    expect(conflicts).toMatchObject([{ reason: 'deleted', item: { version: 2, deleted: true } }]);
  });

  it('hands back a change whose base is no longer known', async () => {
    await diverge('merge-fields');
    seams.clock.advance(2 * dayMs + 1);
    const { conflicts } = await push([{ id: 'i', base: 1, fields: { b: 9 } }]);
    expect(conflicts).toMatchObject([{ reason: 'unknown-base' }]);
  });

  it('takes a device beyond its own changes only where it misses none of others', async () => {
    const { checkpoint: since } = await pull();
    const alone = await push([{ id: 'one', fields: { a: 1 } }], { since });
    expect((await pull(alone.checkpoint)).changes).toEqual([]);
    await push([{ id: 'two', fields: { a: 1 } }]);
    const crossing = await push([{ id: 'three', fields: { a: 1 } }], { since: alone.checkpoint });
    expect((await pull(crossing.checkpoint)).changes.map(({ id }) => id)).toEqual(['two', 'three']);
    const unsaid = await push([{ id: 'four', fields: { a: 1 } }]);
    expect((await pull(unsaid.checkpoint)).changes).toHaveLength(4);
  });

  it('gives every one of many changes at once a version of its own', async () => {
    const collection = 'client-wins';
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, n) => push([{ id: 'i', fields: { n } }], { collection })),
    );
    const versions = replies.flatMap(({ accepted }) => accepted.map(({ version }) => version));
    expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('knows no other collections than its own', async () => {
    const reply = await client.request('GET', '/sync/unknown');
    expect([reply.status, reply.body]).toMatchObject([404, { detail: expect.stringContaining('"unknown"') }]);
  });

  it.each([
    ['no changes', {}, '"changes" must be a list'],
    ['more than 500', { changes: Array.from({ length: 501 }, () => ({})) }, 'at most 500'],
    ['a change without item', { changes: [{ fields: {} }] }, '"id" is missing'],
    ['a change of nothing', { changes: [{ id: 'i' }] }, 'either "fields" or "deleted"'],
    ['a base that is no version', { changes: [{ id: 'i', base: '1', fields: {} }] }, '"base" must be'],
    [
      'two changes of one name',
      { changes: ['i', 'j'].map((id) => ({ change: 'c', id, fields: {} })) },
      'once only',
    ],
    ['a checkpoint that is none', { changes: [], since: 'yesterday' }, '"since" must be'],
  ])('refuses to push %s', async (_what, body, detail) => {
    const reply = await client.request('POST', '/sync/reject', { body });
    expect([reply.status, reply.body]).toMatchObject([400, { detail: expect.stringContaining(detail) }]);
  });
});
