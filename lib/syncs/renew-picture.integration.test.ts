import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { type RenewPictureDeps, renewPicture, rereadPicture } from './renew-picture';

const sellerPhone = '254711000077';
const DEAD = 'https://cdn.example/dead.jpg';
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });
let deps: RenewPictureDeps;
let sent: string[];

beforeEach(async () => {
  await db.seller.create({ data: { phone: sellerPhone } });
  sent = [];
  deps = { db, requestHydration: async (items) => void sent.push(...items.map(({ productId }) => productId)) };
});
async function product(data: Partial<Prisma.ProductCreateManyInput> = {}) {
  await db.product.create({ data: { productId: '1', sellerPhone, isListed: true, imageUrl: DEAD, ...data } });
}
const ask = (deadUrl = DEAD) => renewPicture(deps, { productId: '1', deadUrl });

describe('a dead link that a shopper met', () => {
  test('has the product read again: once, however many ask', async () => {
    await product();
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask()));
    expect(answers.map(({ state }) => state).sort()).toEqual(['asked', ...Array(49).fill('waiting')]);
    expect(sent).toEqual(['1']);
    expect(await db.syncRun.findMany()).toMatchObject([{ kind: 'replay', state: 'running' }]);
  });

  test('may be asked about again after ten minutes', async () => {
    await product({ pictureAskedAt: minutesAgo(9) });
    expect(await ask()).toEqual({ state: 'waiting', imageUrl: null });
    await db.product.updateMany({ data: { pictureAskedAt: minutesAgo(11) } });
    expect(await ask()).toEqual({ state: 'asked', imageUrl: null });
    expect(sent).toEqual(['1']);
  });

  test('is answered with the link that is there by now', async () => {
    await product({ imageUrl: 'https://cdn.example/new.jpg' });
    expect(await ask()).toEqual({ state: 'renewed', imageUrl: 'https://cdn.example/new.jpg' });
    await db.product.updateMany({ data: { s3ImageUrl: '/media/products/aa/b.jpg' } });
    expect(await ask()).toEqual({ state: 'renewed', imageUrl: '/media/products/aa/b.jpg' });
    expect(sent).toEqual([]);
  });

  test('starts nothing for a stored picture, nor while a run is reading the product', async () => {
    await product({ s3ImageUrl: '/media/products/aa/b.jpg' });
    expect(await ask('/media/products/aa/b.jpg')).toEqual({ state: 'waiting', imageUrl: null });
    await db.product.updateMany({ data: { s3ImageUrl: null } });
    const { id: syncRunId } = await db.syncRun.create({ data: { kind: 'heartbeat', state: 'running' } });
    await db.syncItem.create({ data: { syncRunId, productId: '1', sellerPhone } });
    expect(await ask()).toEqual({ state: 'waiting', imageUrl: null });
    expect(sent).toEqual([]);
  });

  test('is nobody’s business when the product is not live', async () => {
    await product({ isListed: false });
    await expect(ask()).rejects.toMatchObject({ code: 'product_not_found', status: 404 });
    await expect(renewPicture(deps, { productId: '2', deadUrl: DEAD })).rejects.toMatchObject({ status: 404 });
    expect(sent).toEqual([]);
  });
});

describe('a picture that a moderator found changed, or behind a dead link', () => {
  test('has its product read again, live or not: once in ten minutes, whoever asks', async () => {
    await product({ isListed: false, s3ImageUrl: '/media/products/aa/b.jpg' });
    expect(await rereadPicture(deps, '1')).toBe(true);
    await db.syncItem.updateMany({ data: { outcome: 'unchanged' } });
    expect(await rereadPicture(deps, '1')).toBe(false);
    await db.product.updateMany({ data: { pictureAskedAt: minutesAgo(11) } });
    expect(await rereadPicture(deps, '1')).toBe(true);
    expect(sent).toEqual(['1', '1']);
  });

  test('starts nothing for a product that is gone', async () => {
    await product({ isActive: false });
    expect(await rereadPicture(deps, '1')).toBe(false);
    expect(sent).toEqual([]);
  });
});
