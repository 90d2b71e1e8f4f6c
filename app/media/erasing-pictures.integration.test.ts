import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PEER_HEADER } from '@/app/server/client-address';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';

// During the day in which an erasure may be taken back, nothing of the shop is to be seen: not its pictures, either.

const ERASING = '254712345678';
const OTHER = '254722000111';
const keyOf = (letter: string, copy = '.jpg') => `products/${letter.repeat(2)}/${letter.repeat(62)}${copy}`;
const [THEIRS, SHARED, ANOTHERS] = ['a', 'b', 'c'] as const;

const { prisma: db, url } = useTestDatabase();
let home: string;
let media: typeof import('./[...key]/route');

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  home = await mkdtemp(path.join(tmpdir(), 'soko-media-'));
  Object.assign(process.env, { DATABASE_URL: url, SOKO_HOME: home, SOKO_SECRET: 's'.repeat(32), LOG_LEVEL: 'silent' });
  media = await import('./[...key]/route');
  const objects = new LocalObjectStore({ folder: path.join(home, 'media'), publicBase: '' });
  for (const letter of [THEIRS, SHARED, ANOTHERS]) {
    for (const [copy, contentType] of [['.jpg', 'image/jpeg'] as const, ['-480.webp', 'image/webp'] as const])
      await objects.put({ key: keyOf(letter, copy), body: Buffer.from(letter), contentType });
  }
  const shown = [
    { productId: '1', sellerPhone: ERASING, letter: THEIRS },
    { productId: '2', sellerPhone: ERASING, letter: SHARED },
    { productId: '3', sellerPhone: OTHER, letter: SHARED },
    { productId: '4', sellerPhone: OTHER, letter: ANOTHERS },
  ];
  for (const { letter, ...product } of shown) {
    await makeEmbeddedProduct(db, product);
    await db.product.update({
      where: { productId: product.productId },
      data: { s3ImageUrl: objects.publicUrl(keyOf(letter)) },
    });
  }
});
afterAll(async () => {
  vi.useRealTimers();
  await rm(home, { recursive: true, force: true });
});

async function served(): Promise<string[]> {
  const found: string[] = [];
  for (const letter of [THEIRS, SHARED, ANOTHERS]) {
    for (const copy of ['.jpg', '-480.webp']) {
      const key = keyOf(letter, copy);
      const asked = new Request(`http://localhost:3000/media/${key}`, { headers: { [PEER_HEADER]: '198.51.100.7' } });
      const { status } = await media.GET(asked, { params: Promise.resolve({ key: key.split('/') }) });
      if (status === 200) found.push(`${letter}${copy}`);
      else expect(status).toBe(404);
    }
  }
  return found;
}
const ALL = [THEIRS, SHARED, ANOTHERS].flatMap((letter) => [`${letter}.jpg`, `${letter}-480.webp`]);

test('pictures of a shop that is about to be erased are not served, but those that others have too', async () => {
  expect(await served()).toEqual(ALL);
  await db.seller.update({ where: { phone: ERASING }, data: { eraseAt: new Date(Date.now() + 86_400_000) } });
  vi.setSystemTime(Date.now() + 3_000);
  expect(await served()).toEqual(ALL.filter((name) => !name.startsWith(THEIRS)));
  // Taken back.
  await db.seller.update({ where: { phone: ERASING }, data: { eraseAt: null } });
  vi.setSystemTime(Date.now() + 3_000);
  expect(await served()).toEqual(ALL);
});
