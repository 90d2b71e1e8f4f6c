import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { contentKey } from './content-key';
import type { ObjectStore, StoredObject } from './object-store';
import { besidePicture } from './picture-variants';

/** Fetches a public URL as a browser would. */
export type FetchPublic = (url: string) => Promise<Response>;

/**
 * What every ObjectStore does, whatever lies under it. `fetchPublic`: for those that serve their pictures themselves.
 */
export function describeObjectStore(name: string, open: () => Promise<ObjectStore>, fetchPublic?: FetchPublic): void {
  describe(`ObjectStore contract: ${name}`, () => {
    let store: ObjectStore;
    beforeAll(async () => {
      store = await open();
    });

    test.each(['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const)(
      'gives back a %s byte for byte',
      async (contentType) => {
        const object = objectOf(70_000, contentType);
        expect(await store.put(object)).toBe(store.publicUrl(object.key));
        const found = await store.get(object.key);
        expect(found?.contentType).toBe(contentType);
        expect(Buffer.compare(found?.body ?? Buffer.alloc(0), object.body)).toBe(0);
        expect(await has(store, object.key)).toBe(true);
      },
    );

    test('keeps the same picture once, however often and by however many it is put', async () => {
      const object = objectOf(200_000);
      const urls = await Promise.all(Array.from({ length: 8 }, () => store.put(object)));
      expect(new Set(urls).size).toBe(1);
      expect(Buffer.compare((await store.get(object.key))?.body ?? Buffer.alloc(0), object.body)).toBe(0);
    });

    test('takes large and small ones', async () => {
      for (const size of [1, 8_000_000]) {
        const object = objectOf(size);
        await store.put(object);
        expect((await store.get(object.key))?.body.byteLength).toBe(size);
      }
    });

    test('has nothing for what was never put', async () => {
      const { key } = objectOf(10);
      expect(await store.get(key)).toBeNull();
      expect(await has(store, key)).toBe(false);
    });

    test('keeps smaller copies beside their picture, under keys made from its key', async () => {
      const picture = objectOf(3_000);
      const copy = { ...objectOf(500, 'image/avif'), key: besidePicture(picture.key, '480.avif') };
      expect(await store.put(copy)).toBe(besidePicture(await store.put(picture), '480.avif'));
      expect((await store.get(copy.key))?.contentType).toBe('image/avif');
      await store.remove([picture.key, copy.key]);
      expect([await has(store, picture.key), await has(store, copy.key)]).toEqual([false, false]);
    });

    test('removes, also what is not there', async () => {
      const [one, other] = [objectOf(10), objectOf(11)];
      await store.put(one);
      await store.put(other);
      await store.remove([one.key, one.key, objectOf(12).key]);
      await store.remove([one.key]);
      await store.remove([]);
      expect(await has(store, one.key)).toBe(false);
      expect(await store.get(one.key)).toBeNull();
      expect(await has(store, other.key)).toBe(true);
      await store.put(one);
      expect(await has(store, one.key)).toBe(true);
    });

    test.each([
      '',
      'a.jpg',
      '../../etc/passwd',
      '/etc/passwd',
      'products/../../secrets.json',
      'products/ab/../../../secrets.json',
      `products/ab/${'c'.repeat(62)}.jpg/../../x`,
      `products/ab/${'c'.repeat(62)}.html`,
      `products/ab/${'c'.repeat(62)}-480.html`,
      `products/ab/${'c'.repeat(62)}-.jpg`,
      `products/ab/${'c'.repeat(62)}-../../x.jpg`,
      `products/ab/${'c'.repeat(62)}-12345.jpg`,
      `products/ab/${'c'.repeat(62)}.jpg\0`,
      `products/ab/${'C'.repeat(62)}.jpg`,
      `products\\ab\\${'c'.repeat(62)}.jpg`,
      `products/%2e%2e/${'c'.repeat(62)}.jpg`,
    ])('has no place for the key %j', async (key) => {
      const object: StoredObject = { key, body: Buffer.from('x'), contentType: 'image/jpeg' };
      await expect(store.put(object)).rejects.toMatchObject({ code: 'object_store_refused', retry: { again: false } });
      expect(await store.get(key)).toBeNull();
      expect(await has(store, key)).toBe(false);
      await store.remove([key]);
    });

    test('refuses a picture named like another kind', async () => {
      const object = { ...objectOf(10, 'image/png'), contentType: 'image/jpeg' as const };
      await expect(store.put(object)).rejects.toMatchObject({ code: 'object_store_refused' });
    });

    test('answers a ping', async () => {
      await store.ping();
    });

    if (fetchPublic === undefined) return;
    test('serves what it stores to everybody, for a year', async () => {
      const object = objectOf(5_000, 'image/webp');
      const response = await fetchPublic(await store.put(object));
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/webp');
      expect(response.headers.get('cache-control')).toMatch(/max-age=31536000.*immutable/);
      expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), object.body)).toBe(0);
    });
  });
}

export function objectOf(
  size: number,
  contentType: StoredObject['contentType'] = 'image/jpeg',
): StoredObject & { body: Buffer } {
  const body = randomBytes(size);
  return { key: contentKey(body, contentType), body, contentType };
}

const has = async (store: Pick<ObjectStore, 'get'>, key: string) => (await store.get(key)) !== null;
