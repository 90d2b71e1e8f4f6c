import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { forgetOldRuns } from './run-retention';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
const PHONE = '254711000001';
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function addProduct(productId: string, isActive = true): Promise<void> {
  await db.seller.upsert({ where: { phone: PHONE }, create: { phone: PHONE }, update: {} });
  await db.product.create({ data: { productId, sellerPhone: PHONE, isActive } });
}

interface Run {
  id: string;
  days: number;
  outcome?: string;
  products?: string[];
}

/** Ended as long ago as it began; of nobody where it read no catalogue. */
async function addRun({ id, days, outcome, products = [] }: Run): Promise<void> {
  const createdAt = daysAgo(days);
  await db.syncRun.create({
    data: {
      ...{ id: idOf(id), createdAt, finishedAt: createdAt, state: 'finished' },
      ...(outcome ? { kind: 'catalogue', sellerPhone: PHONE, outcome } : { kind: 'heartbeat' }),
      items: {
        create: products.map((productId) => ({
          ...{ productId, sellerPhone: PHONE, stage: 'done', outcome: 'unchanged', createdAt },
        })),
      },
    },
  });
}

const idOf = (letter: string) => `00000000-0000-4000-8000-${letter.padStart(12, '0')}`;
const left = async () =>
  (await db.syncRun.findMany({ orderBy: { createdAt: 'asc' } })).map(({ id }) => id.replace(/^.*-0*/, ''));

test('old runs go with what became of their products; what has been read since is told by newer ones', async () => {
  await addProduct('1');
  await addProduct('2', false);
  await addRun({ id: 'a', days: 200, products: ['1', '2'] });
  await addRun({ id: 'b', days: 100, products: ['1'] });
  await addRun({ id: 'c', days: 10, products: ['1'] });
  expect(await forgetOldRuns(db, null)).toBe(0);
  expect(await forgetOldRuns(db, 90)).toBe(2);
  expect(await left()).toEqual(['c']);
  expect(await db.syncItem.count()).toBe(1);
  expect(await forgetOldRuns(db, 90)).toBe(0);
});

test('the newest reading of a product that is there stays, however old', async () => {
  await addProduct('1');
  await addProduct('2');
  await addRun({ id: 'a', days: 200, products: ['1', '2'] });
  await addRun({ id: 'b', days: 100, products: ['1'] });
  expect(await forgetOldRuns(db, 90)).toBe(0);
  await addRun({ id: 'c', days: 1, products: ['2'] });
  expect(await forgetOldRuns(db, 90)).toBe(1);
  expect(await left()).toEqual(['b', 'c']);
});

test('of a catalogue’s visits the newest of each outcome stays', async () => {
  await addRun({ id: 'a', days: 300, outcome: 'found' });
  await addRun({ id: 'b', days: 250, outcome: 'found' });
  await addRun({ id: 'c', days: 200, outcome: 'blocked' });
  await addRun({ id: 'd', days: 150, outcome: 'blocked' });
  expect(await forgetOldRuns(db, 90)).toBe(2);
  expect(await left()).toEqual(['b', 'd']);
});

test('what is under way stays, and so does what ended lately', async () => {
  await db.syncRun.create({ data: { id: idOf('a'), kind: 'heartbeat', state: 'running', createdAt: daysAgo(200) } });
  await db.syncRun.create({
    data: { id: idOf('b'), kind: 'heartbeat', state: 'finished', createdAt: daysAgo(150), finishedAt: daysAgo(1) },
  });
  await addRun({ id: 'c', days: 0 });
  expect(await forgetOldRuns(db, 90)).toBe(0);
  expect(await left()).toEqual(['a', 'b', 'c']);
});

test('of very many, too', async () => {
  await db.syncRun.createMany({
    data: Array.from({ length: 250 }, (_, at) => {
      const createdAt = daysAgo(100 + at);
      return { kind: 'heartbeat' as const, state: 'finished' as const, createdAt, finishedAt: createdAt };
    }),
  });
  expect(await forgetOldRuns(db, 90)).toBe(249);
});
