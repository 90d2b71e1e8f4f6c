import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { openListedRun } from '@/lib/syncs/open-run';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { eraseSeller } from './erase-seller';
import { onboardSellers } from './onboard-sellers';

// What is under way while a seller is erased: nothing of it may bring the number back.

const PHONE = '254712345678';
const OTHER = '254722000111';
const phoneKey = Buffer.from('phones');

const database = useTestDatabase({ emptyBeforeEach: true });
const db = database.prisma;

const erase = () =>
  eraseSeller(
    {
      db,
      vectors: new RememberingVectors(),
      objects: { get: async () => null, remove: async () => {}, publicUrl: (key) => `/media/${key}` },
      objectKey: () => null,
      phoneKey,
      erasedBy: 'cli',
      eraseEvents: async () => {},
    },
    PHONE,
  );

/** Every table of every schema that holds the phone. */
async function holding(): Promise<string[]> {
  const { rows: tables } = await database.pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await database.pool.query(`SELECT FROM ${name} AS t WHERE t::text LIKE $1`, [`%${PHONE}%`]);
    if (rowCount) found.push(name);
  }
  return found;
}

test('a line of log that a stage writes late is not written', async () => {
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
  await makeEmbeddedProduct(db, { productId: '2', sellerPhone: OTHER });
  const products = [
    { productId: '1', sellerPhone: PHONE },
    { productId: '2', sellerPhone: OTHER },
  ];
  const { syncRunId } = await openListedRun(db, { kind: 'heartbeat', sellerPhone: null, products });
  await erase();
  await writeSyncLogs(db, [
    { syncRunId, productId: '1', sellerPhone: PHONE, eventType: 'hydrate_429' },
    { syncRunId: null, productId: '1', sellerPhone: PHONE, eventType: 'lazy_persist_failed' },
    { syncRunId, productId: '2', sellerPhone: OTHER, eventType: 'hydrate_429' },
  ]);
  expect(await holding()).toEqual([]);
  expect(await db.catalogSyncLog.count({ where: { sellerPhone: OTHER } })).toBe(1);
});

test('a line that is being written while the rows go does not outlive them', async () => {
  await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
  let erased: Promise<unknown> | undefined;
  await db.$transaction(async (tx) => {
    await writeSyncLogs(tx, [
      { syncRunId: null, productId: '1', sellerPhone: PHONE, eventType: 'lazy_persist_failed' },
    ]);
    erased = erase();
    // It is as far as it gets while this is open.
    await Promise.race([erased, untilSomebodyWaits()]);
  });
  await erased;
  expect(await holding()).toEqual([]);
});

test('a heartbeat that had read the product before does not make it anew', async () => {
  await makeEmbeddedProduct(db, { productId: '2', sellerPhone: OTHER });
  await erase();
  const products = [
    { productId: '1', sellerPhone: PHONE },
    { productId: '2', sellerPhone: OTHER },
  ];
  for (const kind of ['heartbeat', 'replay'] as const) {
    const { open } = await openListedRun(db, { kind, sellerPhone: null, products });
    expect(open).toEqual([{ productId: '2', sellerPhone: OTHER }]);
  }
  expect(await holding()).toEqual([]);
});

test('a paste that was let in before the number was refused is erased, or refused', async () => {
  let erased: Promise<unknown> | undefined;
  // Between looking whether the number is refused and opening its runs.
  const slow = new Proxy(db, {
    get(target, name) {
      if (name !== '$transaction') return Reflect.get(target, name);
      return async (...given: Parameters<PrismaClient['$transaction']>) => {
        erased = erase();
        await erased;
        return Reflect.apply(target.$transaction, target, given);
      };
    },
  });
  const deps = {
    ...{ db: slow, whatsappOrigin: 'https://wa.me', phoneKey },
    requestSync: async () => {},
    requestHydration: async () => {},
  };
  const text = `https://wa.me/c/${PHONE} https://wa.me/p/1111111111111111/${PHONE} https://wa.me/c/${OTHER}`;
  const { sellers, accepted, rejected } = await onboardSellers(deps, text);
  expect(sellers.map(({ phone }) => phone)).toEqual([OTHER]);
  expect(accepted).toEqual([{ kind: 'catalogue', phone: OTHER }]);
  expect(rejected).toMatchObject([{ text: PHONE, code: 'seller_opted_out' }]);
  expect(await holding()).toEqual([]);
});

test('a product that somebody else brings first, and a note that names the number', async () => {
  await makeEmbeddedProduct(db, { productId: '2', sellerPhone: OTHER });
  const { syncRunId } = await openListedRun(db, {
    kind: 'heartbeat',
    sellerPhone: null,
    products: [{ productId: '2', sellerPhone: OTHER }],
  });
  // It was this seller's when the run was opened.
  await db.syncItem.updateMany({ where: { syncRunId }, data: { sellerPhone: PHONE } });
  const subject = 'product:1';
  const detail = { note: `the shop of +${PHONE} asked for it`, of: [PHONE] };
  await db.auditLog.create({ data: { actorId: 'x', action: 'review.rejected', subject, detail } });
  await db.auditLog.create({ data: { actorId: 'x', action: 'work.replayed', subject: `sync:${randomUUID()}` } });
  await erase();
  expect(await holding()).toEqual([]);
  expect(await db.auditLog.count({ where: { action: { not: 'seller.erased' } } })).toBe(2);
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const { rowCount } = await database.pool.query(`SELECT FROM pg_locks WHERE NOT granted`);
    if (rowCount) return;
  }
}
