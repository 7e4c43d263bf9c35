import { openStore, sqliteStorage } from '@lintel/kit';
import { testSeams } from '@lintel/kit/testing';
import { describe, expect, it } from 'vitest';
import { callContext } from './call-context.ts';

interface Tables {
  readonly counters: { readonly id: number; readonly value: number };
}

async function openCounter() {
  const database = sqliteStorage(null).open<Tables>('test');
  await database.schema
    .createTable('counters')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('value', 'integer', (column) => column.notNull())
    .execute();
  await database.insertInto('counters').values({ id: 1, value: 0 }).execute();
  return database;
}

describe('sqlite storage', () => {
  it('runs transactions one after the other, also where they wait in between, and takes failed ones back', async () => {
    const database = await openCounter();
    const increment = (index: number) =>
      database.transaction().execute(async (transaction) => {
        const { value } = await transaction.selectFrom('counters').select('value').executeTakeFirstOrThrow();
        await new Promise(setImmediate);
        await transaction
          .updateTable('counters')
          .set({ value: value + 1 })
          .execute();
        if (index % 5 === 0) throw new Error('taken back');
      });
    const ends = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => increment(index)));
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(10);
    expect(await database.selectFrom('counters').select('value').execute()).toEqual([{ value: 40 }]);
    await database.destroy();
  });

  it('passes on what a piece of work returns or throws', async () => {
    const seams = testSeams();
    const store = openStore<Tables>('test', seams);
    const context = callContext(seams);
    expect(await store.use(context, 'work', async () => 7)).toBe(7);
    const failing = store.use(context, 'work', async () => {
      throw new Error('full');
    });
    await expect(failing).rejects.toThrow('full');
    await store.close();
  });
});
