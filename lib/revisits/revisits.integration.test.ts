import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { addOptOut, hashPhone } from '@/lib/sellers/opt-outs';
import { openCatalogueRun } from '@/lib/syncs/open-run';
import { readSync } from '@/lib/syncs/read-sync';
import { addFoundProducts, endScout, startRun } from '@/lib/syncs/scout-run';
import { openRevisits } from './open-revisits';

const KEY = Buffer.from('phones');
const HOUR_MS = 3_600_000;
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

let nth = 0;
beforeEach(() => {
  nth = 0;
});

const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS);
const from = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
const beat = (now = new Date(), cron = '0 * * * *') => openRevisits({ db, phoneKey: KEY }, { cron, now });
const phonesOf = (runs: { sellerPhone: string }[]) => runs.map(({ sellerPhone }) => sellerPhone);

interface Past {
  /** How the visits to the catalogue ended, the first one first, each a day before the next. */
  visits?: string[];
  lastVisit?: Date;
  seller?: Partial<Prisma.SellerCreateInput>;
}

/** A seller whose catalogue was visited before. */
async function visited({ visits = ['found'], lastVisit = ago(30), seller = {} }: Past = {}): Promise<string> {
  const phone = `25471000${String(++nth).padStart(4, '0')}`;
  const dayOf = (i: number) => new Date(lastVisit.getTime() - (visits.length - 1 - i) * 24 * HOUR_MS);
  const found = visits.lastIndexOf('found');
  const lastScoutedAt = found < 0 ? null : dayOf(found);
  await db.seller.create({ data: { phone, lastScoutedAt, ...seller } });
  for (const [i, outcome] of visits.entries()) {
    const state = outcome === 'found' ? ('finished' as const) : ('failed' as const);
    const run = { kind: 'catalogue' as const, state, sellerPhone: phone, outcome, createdAt: dayOf(i) };
    await db.syncRun.create({ data: { ...run, finishedAt: dayOf(i) } });
  }
  return phone;
}

describe('whose catalogue is visited', () => {
  test('whose could be read, once a day', async () => {
    const phone = await visited();
    const runs = await beat();
    expect(runs).toEqual([{ syncRunId: expect.any(String), sellerPhone: phone, lane: 'revisits' }]);
    const run = await db.syncRun.findUniqueOrThrow({ where: { id: runs[0]?.syncRunId ?? '' } });
    expect(run).toMatchObject({ kind: 'catalogue', state: 'queued', lane: 'revisits', onlyNew: true, tokenHash: null });
    expect(await beat()).toEqual([]);
    await endScout(db, { syncRunId: run.id, sellerPhone: phone, outcome: 'blocked', detail: 'Later.' });
    expect(await beat(from(23))).toEqual([]);
    expect(phonesOf(await beat(from(25)))).toEqual([phone]);
  });

  test('not whose was visited today, by whomever', async () => {
    await visited({ lastVisit: ago(20) });
    expect(await beat()).toEqual([]);
  });

  test.each(['interstitial', 'not_found', 'not_understood'])('not whose last answer was %s', async (outcome) => {
    await visited({ visits: ['found', outcome] });
    expect(await beat()).toEqual([]);
  });

  test.each(['blocked', 'scout_crashed'])(
    'whose last visit said nothing about it (%s) is visited again',
    async (code) => {
      const phone = await visited({ visits: ['found', code] });
      expect(phonesOf(await beat())).toEqual([phone]);
    },
  );

  test('not whose could never be read, nor who pasted products only', async () => {
    await visited({ visits: ['blocked'] });
    await visited({ visits: [] });
    expect(await beat()).toEqual([]);
  });

  test.each(['pausedAt', 'suspendedAt', 'eraseAt'])('not while they are held back: %s', async (hold) => {
    await visited({ seller: { [hold]: new Date() } });
    expect(await beat()).toEqual([]);
  });

  test('not who asked to be left out while all of theirs is erased', async () => {
    const phone = await visited();
    await addOptOut(db, hashPhone(phone, KEY));
    expect(await beat()).toEqual([]);
    expect(await db.syncRun.count({ where: { state: 'queued' } })).toBe(0);
  });
});

test('a day’s beats visit everybody once, longest ago first, never many at once', async () => {
  const phones: string[] = [];
  for (let i = 0; i < 48; i++) phones.push(await visited({ lastVisit: ago(72 - i / 60) }));
  const order: string[] = [];
  for (let hour = 0; hour < 24; hour++) {
    const runs = await beat(from(hour));
    expect(runs.length).toBeLessThanOrEqual(3);
    for (const { syncRunId, sellerPhone } of runs) {
      order.push(sellerPhone);
      const done = { state: 'finished' as const, outcome: 'found', createdAt: from(hour) };
      await db.syncRun.update({ where: { id: syncRunId }, data: done });
      await db.seller.update({ where: { phone: sellerPhone }, data: { lastScoutedAt: from(hour) } });
    }
  }
  expect(order).toEqual(phones);
});

test('while WhatsApp turns us away, one at a time tries', async () => {
  for (let i = 0; i < 200; i++) await visited();
  const runs = await beat();
  expect(runs).toHaveLength(10);
  for (const run of runs) await endScout(db, { ...run, outcome: 'blocked', detail: 'Later.' });
  expect(await beat()).toHaveLength(1);
  expect(await beat()).toHaveLength(0);
});

describe('what a visit that nobody asked for reads', () => {
  const product = (productId: string, sellerPhone: string) => ({ productId, sellerPhone });

  async function visit(phone: string, ids: string[], asked?: () => Promise<unknown>) {
    const [run] = await beat();
    if (run === undefined) throw new Error('no visit');
    const { syncRunId } = run;
    expect(await startRun(db, syncRunId, run.lane)).toBe(true);
    await asked?.();
    const products = ids.map((id) => product(id, phone));
    const { open } = await addFoundProducts(db, { syncRunId, sellerPhone: phone, products, complete: true });
    return { syncRunId, open: open.map(({ productId }) => productId), products };
  }

  test('what is new, and what was gone; what is not in the catalogue any more stays as it is', async () => {
    const phone = await visited();
    const known = { sellerPhone: phone, hydrateAttemptAt: ago(1), isListed: true };
    await db.product.createMany({
      data: [
        { ...known, productId: '1' },
        { ...known, productId: '2', isActive: false, isListed: false, missingSince: ago(48) },
        { ...known, productId: '3' },
      ],
    });
    const { syncRunId, open, products } = await visit(phone, ['1', '2', '4']);
    expect(open.sort()).toEqual(['2', '4']);
    // Safe to call twice.
    const again = await addFoundProducts(db, { syncRunId, sellerPhone: phone, products, complete: true });
    expect(again.open.map(({ productId }) => productId).sort()).toEqual(['2', '4']);
    expect(await readSync(db, syncRunId)).toMatchObject({ state: 'running', counts: { found: 2 } });
    expect(await db.product.findUniqueOrThrow({ where: { productId: '3' } })).toMatchObject({
      ...{ isActive: true, isListed: true, missingSince: null },
    });
    // Known ones, too, are from then on known to be the shop's own.
    const seen = await db.product.findMany({ where: { seenInCatalogueAt: { not: null } } });
    expect(seen.map(({ productId }) => productId).sort()).toEqual(['1', '2', '4']);
    const line = await db.catalogSyncLog.findFirstOrThrow({ where: { syncRunId, eventType: 'scout_success' } });
    expect(line.detail).toEqual({ found: 3, new: 2, complete: true });
  });

  test('nothing new: the visit is over', async () => {
    const phone = await visited();
    await db.product.create({ data: { productId: '1', sellerPhone: phone, hydrateAttemptAt: ago(1) } });
    const { syncRunId, open } = await visit(phone, ['1']);
    expect(open).toEqual([]);
    expect(await readSync(db, syncRunId)).toMatchObject({ state: 'finished', counts: { found: 0 } });
  });

  test('whose seller pastes the catalogue meanwhile: all of it', async () => {
    const phone = await visited();
    await db.product.create({ data: { productId: '1', sellerPhone: phone, hydrateAttemptAt: ago(1) } });
    const { open } = await visit(phone, ['1', '2'], async () => {
      expect(await openCatalogueRun(db, { sellerPhone: phone })).toMatchObject({ created: false });
    });
    expect(open.sort()).toEqual(['1', '2']);
  });
});
