import { Pool } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { copyOut } from './copy-out';
import { PostgresVectorStore } from './postgres-vector-store';
import { VectorRows } from './vector-rows';
import {
  bruteForce,
  CONTRACT_DIMENSIONS,
  describeVectorStore,
  entryOf,
  passes,
  vectorOf,
} from './vector-store.contract';

const { pool } = useTestDatabase({ max: 12 });
let clock = 0;

const openStore = (space: string): PostgresVectorStore =>
  new PostgresVectorStore({ pool, space, dimensions: CONTRACT_DIMENSIONS, now: () => clock });

describeVectorStore('PostgreSQL', { open: openStore, catchUp: (store) => store.load() });

const idsNow = async (store: PostgresVectorStore): Promise<string[]> => {
  await store.load();
  const found = await store.search({ vector: vectorOf(1), limit: 1000 });
  return found.map(({ productId }) => productId).sort();
};

describe('PostgresVectorStore', () => {
  test('keeps nothing of a removed product or its seller but that it is gone', async () => {
    const store = openStore('tombstones');
    const attributes = { sellerPhone: '254711000001', category: 'shoes', priceAmount: 10, priceCurrency: 'KES' };
    await store.upsert([{ ...entryOf(1), attributes }]);
    await store.remove(['1']);
    const { rows } = await pool.query(`SELECT * FROM "vectorEntries" WHERE "space" = 'tombstones'`);
    const nothing = { vector: null, category: null, priceAmount: null, priceCurrency: null };
    expect(rows).toMatchObject([{ productId: '1', sellerPhone: '', ...nothing }]);
    expect(rows[0].deletedAt).toBeInstanceOf(Date);
    await store.upsert([{ ...entryOf(1), attributes }]);
    expect(await idsNow(store)).toEqual(['1']);
  });

  test('misses nothing that commits out of order', async () => {
    const space = 'out-of-order';
    const store = openStore(space);
    const [early, late] = [await pool.connect(), await pool.connect()];
    const insert = (seed: number): { text: string; values: unknown[] } => ({
      text: 'INSERT INTO "vectorEntries" ("space", "productId", "vector") VALUES ($1, $2, $3)',
      values: [space, String(seed), Buffer.from(vectorOf(seed).buffer)],
    });
    try {
      await early.query('BEGIN');
      await early.query(insert(1));
      await late.query('BEGIN');
      await late.query(insert(2));
      await late.query('COMMIT');
      await pool.query(insert(3));
      expect(await idsNow(store)).toEqual(['2', '3']);
      expect(await idsNow(store)).toEqual(['2', '3']);
      await early.query('COMMIT');
      expect(await idsNow(store)).toEqual(['1', '2', '3']);
      // A removal in the same way.
      await early.query('BEGIN');
      await early.query({
        text: `UPDATE "vectorEntries" SET "deletedAt" = now(), "vector" = NULL, "txid" = pg_current_xact_id()
          WHERE "space" = $1 AND "productId" = '2'`,
        values: [space],
      });
      await pool.query(insert(4));
      expect(await idsNow(store)).toEqual(['1', '2', '3', '4']);
      await early.query('COMMIT');
      expect(await idsNow(store)).toEqual(['1', '3', '4']);
    } finally {
      early.release();
      late.release();
    }
  });

  test('looks again after a second, at once when told to', async () => {
    const reader = openStore('bounded');
    const writer = openStore('bounded');
    const found = async (): Promise<number> => (await reader.search({ vector: vectorOf(1), limit: 10 })).length;
    expect(await found()).toBe(0);
    await writer.upsert([entryOf(1)]);
    clock += 900;
    expect(await found()).toBe(0);
    clock += 200;
    expect(await found()).toBe(1);
    await writer.remove(['1']);
    expect(await found()).toBe(1);
    expect(await idsNow(reader)).toEqual([]);
  });

  test('reads vectors again only when something about them changed', async () => {
    const writer = openStore('unchanged');
    const seen: string[] = [];
    const watched = new Proxy(pool, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name);
        return (query: { text: string; values: unknown[] }) => {
          if (query.text.includes('AS "vectors"')) seen.push(...(query.values[1] as string[]));
          return target.query(query);
        };
      },
    });
    const reader = new PostgresVectorStore({ pool: watched, space: 'unchanged', dimensions: CONTRACT_DIMENSIONS });
    await writer.upsert([entryOf(1), entryOf(2)]);
    await idsNow(reader);
    expect(seen.splice(0).sort()).toEqual(['1', '2']);
    await writer.upsert([entryOf(1), entryOf(2)]);
    await idsNow(reader);
    expect(seen).toEqual([]);
    await writer.upsert([entryOf(1), entryOf(2, { category: 'bags' })]);
    await idsNow(reader);
    expect(seen).toEqual(['2']);
  });

  test('forgets what was removed and purged while it slept', async () => {
    const space = 'purged';
    const [sleeper, writer, rows] = [openStore(space), openStore(space), new VectorRows(pool, space)];
    await writer.upsert([entryOf(1), entryOf(2), entryOf(3)]);
    expect(await idsNow(sleeper)).toEqual(['1', '2', '3']);
    await writer.remove(['2']);
    expect(await rows.purge()).toBe(0);
    expect(await rows.purge('0 seconds')).toBe(1);
    const { rows: left } = await pool.query(`SELECT "productId" FROM "vectorEntries" WHERE "space" = $1`, [space]);
    expect(left).toHaveLength(2);
    expect(await idsNow(sleeper)).toEqual(['1', '3']);
    await writer.upsert([entryOf(2)]);
    expect(await idsNow(sleeper)).toEqual(['1', '2', '3']);
  });

  test('purges by itself now and then', async () => {
    const store = openStore('self-purge');
    await store.upsert([entryOf(1)]);
    await store.remove(['1']);
    await pool.query(`UPDATE "vectorEntries" SET "deletedAt" = now() - interval '2 days' WHERE "space" = 'self-purge'`);
    clock += 3_700_000;
    await idsNow(store);
    await expect
      .poll(async () => (await pool.query(`SELECT 1 FROM "vectorEntries" WHERE "space" = 'self-purge'`)).rowCount)
      .toBe(0);
  });

  test('gives rows restored from another server numbers of this one', async () => {
    const space = 'restored';
    const writer = openStore(space);
    await writer.upsert([entryOf(1), entryOf(2)]);
    await pool.query(`UPDATE "vectorEntries" SET "txid" = '99999999999'::xid8 WHERE "space" = $1`, [space]);
    await pool.query(`INSERT INTO "vectorPurges" VALUES ($1, '99999999999'::xid8)`, [space]);
    const reader = openStore(space);
    expect(await idsNow(reader)).toEqual(['1', '2']);
    await writer.remove(['1']);
    expect(await idsNow(reader)).toEqual(['2']);
    const { rows } = await pool.query(
      `SELECT count(*)::int AS "count" FROM "vectorEntries" WHERE "txid" >= pg_snapshot_xmax(pg_current_snapshot())`,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test('tells an unreachable database as something to try again', async () => {
    const nowhere = new Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 2000 });
    const store = new PostgresVectorStore({ pool: nowhere, space: 'nowhere', dimensions: CONTRACT_DIMENSIONS });
    const unavailable = { code: 'vector_store_unavailable', retry: { again: true }, status: 503 };
    await expect(store.ping()).rejects.toMatchObject(unavailable);
    await expect(store.upsert([entryOf(1)])).rejects.toMatchObject(unavailable);
    await expect(store.search({ vector: vectorOf(1), limit: 1 })).rejects.toMatchObject(unavailable);
    await nowhere.end();
  });

  test('goes on after a failed read where it was', async () => {
    let down = false;
    const flaky = new Proxy(pool, {
      get(target, name) {
        if (name !== 'query') return Reflect.get(target, name);
        return async (query: { text: string; values: unknown[] }) => {
          if (down) throw new Error('the connection was lost');
          return target.query(query);
        };
      },
    });
    const reader = new PostgresVectorStore({ pool: flaky, space: 'flaky', dimensions: CONTRACT_DIMENSIONS });
    const writer = openStore('flaky');
    await writer.upsert([entryOf(1)]);
    expect(await idsNow(reader)).toEqual(['1']);
    await writer.upsert([entryOf(2)]);
    down = true;
    await expect(idsNow(reader)).rejects.toMatchObject({ code: 'vector_store_unavailable' });
    down = false;
    expect(await idsNow(reader)).toEqual(['1', '2']);
  });

  describe('with thousands of rows to read at once', () => {
    const space = 'thousands';
    const entries = Array.from({ length: 5_200 }, (_, at) =>
      entryOf(at, {
        sellerPhone: `25470000000${at % 3}`,
        category: at % 5 === 0 ? null : `kind "${at % 7}"\t\\é`,
        priceAmount: at % 4 === 0 ? null : at / 8,
        priceCurrency: at % 4 === 0 ? null : 'KES',
      }),
    );
    beforeAll(() => openStore(space).upsert(entries));

    test('finds what is found in few, by vector and by everything beside it', async () => {
      const reader = openStore(space);
      await reader.load();
      for (const filter of [
        {},
        { category: 'kind "3"\t\\é' },
        { minPrice: 300, maxPrice: 320, priceCurrency: 'KES' },
      ]) {
        const expected = bruteForce(
          entries.filter(({ attributes }) => passes(attributes, filter)),
          vectorOf(77),
        );
        const found = await reader.search({ vector: vectorOf(77), limit: 10, filter });
        expect(found.map(({ productId }) => productId)).toEqual(
          expected.slice(0, 10).map(({ productId }) => productId),
        );
      }
    });

    test('leaves out what was removed, and reads on from there', async () => {
      const [reader, writer] = [openStore(space), openStore(space)];
      await writer.remove(['77', '78']);
      await reader.load();
      const nearest = async (): Promise<string | undefined> =>
        (await reader.search({ vector: vectorOf(77), limit: 1 }))[0]?.productId;
      expect(await nearest()).not.toBe('77');
      await writer.upsert(entries.slice(77, 79));
      await reader.load();
      expect(await nearest()).toBe('77');
    });

    test('says that vectors are of another dimension, and leaves no connection behind', async () => {
      const wider = new PostgresVectorStore({ pool, space, dimensions: 2 * CONTRACT_DIMENSIONS });
      await expect(wider.load()).rejects.toMatchObject({ code: 'vector_invalid' });
      await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    });

    test('says what the server says of a statement that it cannot run', async () => {
      await expect(copyOut(pool, 'COPY (SELECT 1/0) TO STDOUT (FORMAT binary)', () => {})).rejects.toThrow('division');
      await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    });
  });
});
