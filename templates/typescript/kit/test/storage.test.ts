import { describe, expect, it } from 'vitest';
import { openStore, sqliteStorage } from '../src/index.ts';
import { testSeams } from '../src/testing.ts';
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

  it('runs a statement again after it failed, and after its table got another column', async () => {
    const database = await openCounter();
    const insert = (id: number) => database.insertInto('counters').values({ id, value: 7 }).execute();
    const all = () => database.selectFrom('counters').selectAll().where('id', '=', 2).execute();
    expect(await all()).toEqual([]);
    await expect(insert(1)).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
    await insert(2);
    await database.schema.alterTable('counters').addColumn('note', 'text').execute();
    expect(await all()).toEqual([{ id: 2, value: 7, note: null }]);
    await database.destroy();
  });

  it('takes any number of different statements', async () => {
    const database = await openCounter();
    for (let round = 0; round < 2; round++) {
      for (let count = 1; count <= 150; count++) {
        const ids = Array.from({ length: count }, (_, index) => index);
        const found = database.selectFrom('counters').select('id').where('id', 'in', ids);
        expect(await found.execute()).toEqual(count > 1 ? [{ id: 1 }] : []);
      }
    }
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
