import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { objectOf } from './object-store.contract';
import { S3ObjectStore, type S3ObjectStoreOptions } from './s3-object-store';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Call {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
}

/** An S3 that answers every call alike; status 0 hangs up. */
async function openAgainst(status: number, body = '', attempts = 1): Promise<{ store: S3ObjectStore; calls: Call[] }> {
  const calls: Call[] = [];
  const listening = createServer((request, response) => {
    calls.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers });
    request.resume().on('end', () => {
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { 'content-type': 'application/xml' }).end(body);
    });
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
  return { store: new S3ObjectStore({ ...SETTINGS, endpoint, attempts }), calls };
}

const SETTINGS: S3ObjectStoreOptions = {
  bucket: 'pictures',
  region: 'af-south-1',
  credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
};
const xml = (code: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>about ${code}</Message></Error>`;

describe('S3ObjectStore', () => {
  test.each([
    [403, xml('InvalidAccessKeyId'), /AWS_ACCESS_KEY_ID/],
    [403, xml('SignatureDoesNotMatch'), /AWS_SECRET_ACCESS_KEY/],
    [403, xml('AccessDenied'), /S3_BUCKET/],
    [404, xml('NoSuchBucket'), /S3_BUCKET/],
    [400, xml('AuthorizationHeaderMalformed'), /S3_REGION/],
    [400, xml('SomethingNew'), /SomethingNew.*S3_/],
  ])('gives up at %i %s and names the setting', async (status, body, message) => {
    const { store, calls } = await openAgainst(status, body, 3);
    await expect(store.put(objectOf(10))).rejects.toMatchObject({
      code: 'object_store_refused',
      retry: { again: false },
      message: expect.stringMatching(message),
    });
    expect(calls).toHaveLength(1);
    await expect(store.remove([objectOf(1).key])).rejects.toMatchObject({ code: 'object_store_refused' });
  });

  test.each([
    [500, xml('InternalError')],
    [503, xml('SlowDown')],
    [502, '<html>Bad gateway</html>'],
    [429, ''],
    [0, ''],
  ])('is to be tried again at %i %s', async (status, body) => {
    const { store } = await openAgainst(status, body);
    const unavailable = { code: 'object_store_unavailable', retry: { again: true }, status: 503 };
    const { key } = objectOf(10);
    await expect(store.put(objectOf(10))).rejects.toMatchObject(unavailable);
    await expect(store.get(key)).rejects.toMatchObject(unavailable);
    await expect(store.ping()).rejects.toMatchObject(unavailable);
  });

  test('is to be tried again when nobody listens', async () => {
    const store = new S3ObjectStore({ ...SETTINGS, endpoint: 'http://127.0.0.1:1', attempts: 1 });
    await expect(store.put(objectOf(10))).rejects.toMatchObject({ code: 'object_store_unavailable' });
  });

  test('tells a missing bucket from a missing picture', async () => {
    const { store } = await openAgainst(404, xml('NoSuchBucket'));
    await expect(store.get(objectOf(1).key)).rejects.toMatchObject({ code: 'object_store_refused' });
    await expect(store.ping()).rejects.toMatchObject({ code: 'object_store_refused' });
  });

  test('says which pictures it could not remove', async () => {
    const failed = `<DeleteResult><Error><Key>k</Key><Code>AccessDenied</Code><Message/></Error></DeleteResult>`;
    const { store } = await openAgainst(200, failed);
    await expect(store.remove([objectOf(1).key])).rejects.toMatchObject({ code: 'object_store_refused' });
  });

  test('sends the type and the cache header, and no checksum others do not know', async () => {
    const { store, calls } = await openAgainst(200);
    const object = objectOf(10, 'image/avif');
    await store.put(object);
    expect(calls[0]).toMatchObject({ method: 'PUT', url: `/pictures/${object.key}?x-id=PutObject` });
    expect(calls[0]?.headers).toMatchObject({
      'content-type': 'image/avif',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': '10',
    });
    expect(Object.keys(calls[0]?.headers ?? {}).filter((name) => name.includes('checksum'))).toEqual([]);
  });

  test.each<[Partial<S3ObjectStoreOptions>, string]>([
    [{}, 'https://pictures.s3.af-south-1.amazonaws.com/'],
    [{ bucket: 'pictures.soko.example' }, 'https://s3.af-south-1.amazonaws.com/pictures.soko.example/'],
    [{ endpoint: 'http://127.0.0.1:7070/' }, 'http://127.0.0.1:7070/pictures/'],
    [{ endpoint: 'http://127.0.0.1:7070', publicUrl: 'https://cdn.soko.example/p/' }, 'https://cdn.soko.example/p/'],
  ])('with %j has its pictures at %s', (options, base) => {
    const { key } = objectOf(1);
    expect(new S3ObjectStore({ ...SETTINGS, ...options }).publicUrl(key)).toBe(`${base}${key}`);
  });
});
