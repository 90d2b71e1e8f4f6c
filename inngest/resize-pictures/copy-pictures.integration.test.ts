import { beforeEach, describe, expect, test } from 'vitest';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { contentKey } from '@/lib/media/content-key';
import type { StoredObject } from '@/lib/media/object-store';
import { besidePicture } from '@/lib/media/picture-variants';
import { SokoError } from '@/lib/platform/errors';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { removeUnshown } from '@/lib/products/remove-unshown';
import { saveStoredImage } from '@/lib/products/stored-image';
import { type CopyPicturesDeps, copyPictures } from './copy-pictures';

const sellerPhone = '254711000088';
const { prisma: db } = useTestDatabase();
let objects: RememberingObjects;
let deps: CopyPicturesDeps;

beforeEach(async () => {
  await db.seller.deleteMany();
  await db.seller.create({ data: { phone: sellerPhone } });
  objects = new RememberingObjects();
  deps = { db, objects, makeVariants: async ({ key }) => new Map([['480.avif', copyOf(key)]]) };
});

const copyOf = (key: string): StoredObject => ({
  key: besidePicture(key, '480.avif'),
  body: Buffer.from('a copy'),
  contentType: 'image/avif',
});

/** A stored picture; its URL. */
async function stored(content: string): Promise<string> {
  const body = Buffer.from(content);
  return objects.put({ key: contentKey(body, 'image/jpeg'), body, contentType: 'image/jpeg' });
}

async function product(productId: string, data: Partial<Prisma.ProductCreateManyInput>): Promise<void> {
  await db.product.create({ data: { productId, sellerPhone, isListed: true, listedAt: new Date(), ...data } });
}
const variantsOf = async (productId: string) =>
  (await db.product.findUniqueOrThrow({ where: { productId } })).s3ImageVariants;

describe('smaller copies', () => {
  test('are put beside their picture, and every product that shows it knows of them', async () => {
    const url = await stored('shared');
    await product('1', { s3ImageUrl: url });
    await product('2', { s3ImageUrl: url, isListed: false });
    await product('3', { s3ImageUrl: await stored('hidden'), isListed: false });
    expect(await copyPictures(deps, 10_000)).toBe(false);
    expect(await Promise.all(['1', '2', '3'].map(variantsOf))).toEqual([['480.avif'], ['480.avif'], []]);
    expect(objects.urls()).toContain(besidePicture(url, '480.avif'));
    expect(objects.urls()).toHaveLength(3);
  });

  test('are not tried again for a picture that is lost, foreign or damaged', async () => {
    await product('1', { s3ImageUrl: `/media/${contentKey(Buffer.from('lost'), 'image/jpeg')}` });
    await product('2', { s3ImageUrl: 'https://pictures.example/a.jpg' });
    await product('3', { s3ImageUrl: await stored('damaged') });
    const damaged = async () => {
      throw new SokoError({ code: 'image_undecodable', message: 'The picture is damaged.' });
    };
    expect(await copyPictures({ ...deps, makeVariants: damaged }, 10_000)).toBe(false);
    expect(await Promise.all(['1', '2', '3'].map(variantsOf))).toEqual([['none'], ['none'], ['none']]);
  });

  test('wait for a store that is away', async () => {
    await product('1', { s3ImageUrl: await stored('a') });
    objects.failWith = new SokoError({ code: 'object_store_unavailable', message: 'away' });
    await expect(copyPictures(deps, 10_000)).rejects.toMatchObject({ code: 'object_store_unavailable' });
    expect(await variantsOf('1')).toEqual([]);
  });

  test('are removed again when the product was hidden or erased while they were made', async () => {
    const url = await stored('a');
    await product('1', { s3ImageUrl: url });
    const meanwhile: CopyPicturesDeps['makeVariants'] = async (picture) => {
      await db.product.updateMany({ data: { isListed: false } });
      return deps.makeVariants(picture);
    };
    await copyPictures({ ...deps, makeVariants: meanwhile }, 10_000);
    expect([await variantsOf('1'), objects.urls()]).toEqual([[], [url]]);
  });

  test('are left for the next step when the time is up', async () => {
    for (const id of ['1', '2', '3']) await product(id, { s3ImageUrl: await stored(id) });
    expect(await copyPictures(deps, -1)).toBe(true);
    expect(await db.product.count({ where: { s3ImageVariants: { isEmpty: true } } })).toBe(2);
  });
});

describe('smaller copies, while products are on their way,', () => {
  test('are made of one picture a run', async () => {
    for (const id of ['1', '2', '3']) await product(id, { s3ImageUrl: await stored(id) });
    const { id: syncRunId } = await db.syncRun.create({ data: { sellerPhone, kind: 'catalogue' } });
    const item = await db.syncItem.create({ data: { syncRunId, productId: '3', sellerPhone, stage: 'persist' } });
    expect(await copyPictures(deps, 10_000)).toBe(false);
    expect(await db.product.count({ where: { s3ImageVariants: { isEmpty: true } } })).toBe(2);
    await db.syncItem.update({
      where: { syncRunId_productId: { syncRunId, productId: item.productId } },
      data: { stage: 'done', outcome: 'approved' },
    });
    expect(await copyPictures(deps, 10_000)).toBe(false);
    expect(await db.product.count({ where: { s3ImageVariants: { isEmpty: true } } })).toBe(0);
    await db.syncRun.deleteMany();
  });
});

describe('a picture that is replaced', () => {
  const save = (url: string) => saveStoredImage(db, { productId: '1', imageHash: 'h', url });

  test('goes with its copies, and the new one has none yet', async () => {
    const [old, next] = [await stored('old'), await stored('new')];
    await objects.put(copyOf(old.slice('/media/'.length)));
    await product('1', { imageHash: 'h', s3ImageUrl: old, s3ImageVariants: ['480.avif'] });
    const { saved, replaced } = await save(next);
    expect([saved, replaced]).toEqual([true, { url: old, variants: ['480.avif'] }]);
    if (replaced) await removeUnshown({ db, objects }, replaced);
    expect([objects.urls(), await variantsOf('1')]).toEqual([[next], []]);
  });

  test('stays while another product shows the very same', async () => {
    const [old, next] = [await stored('old'), await stored('new')];
    await product('1', { imageHash: 'h', s3ImageUrl: old });
    await product('2', { s3ImageUrl: old });
    const { replaced } = await save(next);
    if (replaced) await removeUnshown({ db, objects }, replaced);
    expect(objects.urls()).toEqual([old, next].sort());
  });

  test('stays while another product shows the very same from where the store is reached now', async () => {
    const [old, next] = [await stored('old'), await stored('new')];
    await product('1', { imageHash: 'h', s3ImageUrl: `https://before.example${old}` });
    await product('2', { s3ImageUrl: old });
    const { replaced } = await save(next);
    if (replaced) await removeUnshown({ db, objects }, replaced);
    expect([replaced?.url, objects.urls()]).toEqual([`https://before.example${old}`, [old, next].sort()]);
  });

  test('is none for a product that was hidden meanwhile: nothing is stored for it', async () => {
    await product('1', { imageHash: 'h', isActive: false });
    expect(await save(await stored('new'))).toEqual({ saved: false, replaced: null });
    expect(await db.product.findUniqueOrThrow({ where: { productId: '1' } })).toMatchObject({ s3ImageUrl: null });
  });

  test('is none when the same one is stored again: its copies stay', async () => {
    const url = await stored('same');
    await product('1', { imageHash: 'h', s3ImageUrl: url, s3ImageVariants: ['480.avif'] });
    expect(await save(url)).toEqual({ saved: true, replaced: null });
    expect(await variantsOf('1')).toEqual(['480.avif']);
    expect(await saveStoredImage(db, { productId: '1', imageHash: 'other', url })).toEqual({
      saved: false,
      replaced: null,
    });
  });
});
