import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { contentKey } from '@/lib/media/content-key';
import { describePicture } from '@/lib/media/describe-picture';
import { picture } from '@/lib/media/pictures-for-tests';
import { SokoError } from '@/lib/platform/errors';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { type DescribePicturesDeps, describePictures } from './describe-pictures';

const sellerPhone = '254711000087';
const { prisma: db } = useTestDatabase();
let objects: RememberingObjects;
let deps: DescribePicturesDeps;
let body: Buffer;

beforeAll(async () => {
  body = await picture().jpeg().toBuffer();
});
beforeEach(async () => {
  await db.seller.deleteMany();
  await db.seller.create({ data: { phone: sellerPhone } });
  objects = new RememberingObjects();
  deps = { db, objects, describePicture };
});

const put = (bytes: Buffer) =>
  objects.put({ key: contentKey(bytes, 'image/jpeg'), body: bytes, contentType: 'image/jpeg' });

/** As an older version has left it: stored, live, its colours never looked at. */
async function oldProduct(productId: string, data: Partial<Prisma.ProductCreateManyInput>): Promise<void> {
  const stored = { imageHash: 'h', s3ImageHash: 'h', isListed: true, listedAt: new Date() };
  await db.product.create({ data: { productId, sellerPhone, ...stored, ...data } });
  await db.$executeRaw`UPDATE "products" SET "imageColours" = NULL WHERE "productId" = ${productId}`;
}
const rows = () =>
  db.$queryRaw<{ id: string; colours: string[] | null; hash: string | null }[]>(Prisma.sql`
    SELECT "productId" AS "id", "imageColours" AS "colours", "imagePerceptualHash" AS "hash"
    FROM "products" ORDER BY 1`);

describe('pictures stored before colours were named', () => {
  test('are described from what is stored, for every product that shows them', async () => {
    const url = await put(body);
    await oldProduct('1', { s3ImageUrl: url });
    await oldProduct('2', { s3ImageUrl: url, isListed: false });
    await oldProduct('3', { s3ImageUrl: await put(Buffer.from('hidden')), isListed: false });
    await oldProduct('4', { s3ImageUrl: await put(Buffer.from('replaced')), s3ImageHash: 'of another' });
    await oldProduct('5', { s3ImageUrl: null });
    const { colours, perceptualHash: hash } = await describePicture(body);
    expect(colours.length).toBeGreaterThan(0);
    expect(await describePictures(deps, 10_000)).toBe(false);
    const unknown = { colours: null, hash: null };
    expect(await rows()).toEqual([
      { id: '1', colours, hash },
      { id: '2', colours, hash },
      ...['3', '4', '5'].map((id) => ({ id, ...unknown })),
    ]);
  });

  test('are not tried again when they are lost, foreign or damaged', async () => {
    await oldProduct('1', { s3ImageUrl: `/media/${contentKey(Buffer.from('lost'), 'image/jpeg')}` });
    await oldProduct('2', { s3ImageUrl: 'https://pictures.example/a.jpg' });
    await oldProduct('3', { s3ImageUrl: await put(Buffer.from('no picture')) });
    expect(await describePictures(deps, 10_000)).toBe(false);
    expect(await rows()).toEqual(['1', '2', '3'].map((id) => ({ id, colours: [], hash: null })));
  });

  test('wait for a store that is away, and for their turn', async () => {
    await oldProduct('1', { s3ImageUrl: await put(body) });
    await oldProduct('2', { s3ImageUrl: await put(Buffer.from('other')) });
    const away = async () => {
      throw new SokoError({ code: 'object_store_unavailable', message: 'away' });
    };
    await expect(describePictures({ ...deps, objects: { get: away } }, 10_000)).rejects.toMatchObject({
      code: 'object_store_unavailable',
    });
    expect((await rows()).map((row) => row.colours)).toEqual([null, null]);
    expect(await describePictures(deps, -1)).toBe(true);
    expect((await rows()).filter((row) => row.colours === null)).toHaveLength(1);
  });
});
