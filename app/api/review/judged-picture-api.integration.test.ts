import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { startWorld, type World } from '@/e2e/world/world';
import { createProductSource } from '@/inngest/product-stage/product-source';
import type { Hydrator } from '@/lib/hydration/hydrator';
import { openHydrator } from '@/lib/hydration/open-hydrator';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { preparePicture } from '@/lib/media/prepare-picture';
import { SESSION_COOKIE } from '@/lib/platform/auth';
import { createUser } from '@/lib/platform/auth-users';
import { readEnv } from '@/lib/platform/env';
import { createLogger } from '@/lib/platform/logger';
import { deriveKey } from '@/lib/platform/secrets';
import { hashImage } from '@/lib/products/content-hash';
import { createHttpServer, listen } from '@/worker/http-server';
import { readJudgedPicture } from '@/worker/judged-picture';
import { createJudgedPictureEndpoint } from '@/worker/judged-picture-endpoint';
import { documented } from '../openapi.json/documented-for-tests';
import { GET } from './pictures/[productId]/route';

// As it runs: the route, the worker's own endpoint, the real hydrator, WhatsApp's stand-in.

const ORIGIN = 'http://localhost:3000';
const SECRET = 's'.repeat(32);
const TOKEN = 'w'.repeat(32);
const MONTHS = 60 * 24 * 3600;

const { prisma: db, url: databaseUrl } = useTestDatabase({ emptyBeforeEach: true });
const objects = new RememberingObjects();
let world: World;
let hydrator: Hydrator & { close(): Promise<void> };
let shelf: PictureShelf;
let worker: Server;
let engine: Server;
let asked: string[];
let product: WorldProduct;
/** What the model saw. */
let seen: { url: string; hash: string };
let moderator: string;

beforeAll(async () => {
  world = await startWorld({ cacheDir: '.cache/world', sellers: [bigSeller(2)] });
  hydrator = openHydrator(readEnv({ WHATSAPP_ORIGIN: world.origin, EXTRA_ALLOWED_HOSTS: world.allowedHosts }));
  worker = createHttpServer(
    {
      'GET /internal/judged-picture': createJudgedPictureEndpoint({
        token: TOKEN,
        read: (productId) =>
          readJudgedPicture({ db, objects, shelf, preparePicture, source: createProductSource(hydrator) }, productId),
      }),
    },
    createLogger({ name: 'test', level: 'silent' }),
  );
  engine = createServer(async (request, response) => {
    const events = JSON.parse(await readAll(request)) as { name: string; data: { productId?: string } }[];
    asked.push(...events.map(({ name, data }) => `${name} ${data.productId}`));
    response.end(JSON.stringify({ ids: events.map((_, at) => String(at)), status: 200 }));
  });
  await new Promise<void>((listening) => engine.listen(0, '127.0.0.1', listening));
  // A TCP server that listens has an address with a port.
  const engineUrl = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  const workerUrl = `http://127.0.0.1:${await listen(worker, { port: 0, host: '127.0.0.1' })}`;
  const settings = { DATABASE_URL: databaseUrl, SOKO_SECRET: SECRET, WORKER_URL: workerUrl, WORKER_TOKEN: TOKEN };
  Object.assign(process.env, { ...settings, INNGEST_BASE_URL: engineUrl, INNGEST_DEV: '1', LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  for (const server of [worker, engine]) server.closeAllConnections();
  worker.close();
  engine.close();
  await hydrator.close();
  await world.close();
});

beforeEach(async () => {
  world.control({ do: 'reset' });
  shelf = new PictureShelf();
  asked = [];
  objects.kept.clear();
  const [first] = world.products();
  if (first === undefined) throw new Error('the world has no product');
  product = first;
  const { url, bytes } = await pictureNow();
  seen = { url, hash: hashImage(bytes) };
  await db.seller.create({ data: { phone: product.phone, name: 'Jumla Wholesalers' } });
  await db.product.create({
    data: {
      ...{ productId: product.id, sellerPhone: product.phone, title: product.title, qcStatus: 'flagged' },
      ...{ imageUrl: url, imageHash: seen.hash },
    },
  });
  const { id: userId } = await createUser(db, { email: 'amina@soko.example', role: 'moderator' });
  await db.session.create({ data: { id: 's', token: 'token', userId, expiresAt: new Date(Date.now() + 1e7) } });
  const signature = createHmac('sha256', deriveKey('session cookies', SECRET).toString('hex'));
  moderator = `${SESSION_COOKIE}=${encodeURIComponent(`token.${signature.update('token').digest('base64')}`)}`;
  world.control({ do: 'reset-stats' });
});

/** As WhatsApp has it at this moment. */
async function pictureNow(): Promise<{ url: string; bytes: Buffer }> {
  const read = await hydrator.hydrate({ productId: product.id, sellerPhone: product.phone });
  if (read.kind !== 'product' || read.page.imageUrl === null) throw new Error('the world’s product has no picture');
  return { url: read.page.imageUrl, ...(await hydrator.fetchImage(read.page.imageUrl)) };
}

function open({ hash = seen.hash, cookie = moderator } = {}) {
  const request = new Request(`${ORIGIN}/api/review/pictures/${product.id}?hash=${hash}`, {
    headers: { host: 'localhost:3000', cookie },
  });
  const answering = GET(request, { params: Promise.resolve({ productId: product.id }) });
  return documented('GET /api/review/pictures/{productId}', answering);
}

const aboutOf = ({ status, headers }: Response) => [
  status,
  headers.get('soko-picture'),
  headers.get('cache-control')?.split(',')[0],
];
const refusalOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { error: { code: string } }).error.code,
];
const pixelsOf = async (picture: Uint8Array | ArrayBuffer) =>
  sharp(Buffer.from(picture as ArrayBuffer))
    .resize(16, 16, { fit: 'fill' })
    .removeAlpha()
    .raw()
    .toBuffer();
/** Of each of 768 values, 0 to 255, on average: copies in another quality differ by less than two. */
async function difference(one: Uint8Array | ArrayBuffer, other: Uint8Array | ArrayBuffer): Promise<number> {
  const [a, b] = [await pixelsOf(one), await pixelsOf(other)];
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 0)), 0) / a.length;
}
const fetched = () => {
  const { page, image } = world.stats().kinds;
  return { pages: page.requests, images: image.requests };
};

describe('the picture that the model saw', () => {
  test('is fetched once, made anew without its metadata, and said to be exactly that', async () => {
    world.control({ do: 'quirk', on: 'image', product: product.id, quirk: { kind: 'form', as: 'exif-rotated' } });
    const { bytes } = await pictureNow();
    seen.hash = hashImage(bytes);
    await db.product.updateMany({ data: { imageHash: seen.hash } });
    world.control({ do: 'reset-stats' });
    const answer = await open();
    expect(aboutOf(answer)).toEqual([200, 'judged', 'private']);
    expect(answer.headers.get('vary')).toBe('cookie');
    const file = Buffer.from(await answer.arrayBuffer());
    const { format, width, height, exif } = await sharp(file).metadata();
    expect({ format, exif }).toEqual({ format: 'jpeg', exif: undefined });
    expect(Math.max(width, height)).toBeLessThanOrEqual(1_600);
    expect(file.equals(bytes)).toBe(false);
    await open();
    expect(fetched()).toEqual({ pages: 0, images: 1 });
    expect(asked).toEqual([]);
    expect(objects.kept.size).toBe(0);
  });

  test('comes from our own store once it is approved, without WhatsApp', async () => {
    const { forStorage } = await preparePicture((await pictureNow()).bytes);
    const s3ImageUrl = await objects.put(forStorage);
    await db.product.updateMany({ data: { s3ImageUrl, s3ImageHash: seen.hash } });
    world.control({ do: 'reset-stats' });
    const answer = await open();
    expect(aboutOf(answer)).toEqual([200, 'judged', 'private']);
    expect(Buffer.from(await answer.arrayBuffer()).equals(forStorage.body)).toBe(true);
    expect(fetched()).toEqual({ pages: 0, images: 0 });
    // A store that has lost it is no reason to show none.
    await objects.remove([forStorage.key]);
    expect(aboutOf(await open())).toEqual([200, 'judged', 'private']);
    expect(fetched()).toEqual({ pages: 0, images: 1 });
  });

  test('is found behind a new link when its link has expired; the product is read again for that, once', async () => {
    world.control({ do: 'advance-clock', seconds: MONTHS });
    expect(aboutOf(await open())).toEqual([200, 'judged', 'private']);
    expect(fetched()).toEqual({ pages: 1, images: 2 });
    expect(aboutOf(await open())).toEqual([200, 'judged', 'private']);
    expect(asked).toEqual([`product/hydrate.requested ${product.id}`]);
    expect(await db.syncItem.count({ where: { productId: product.id } })).toBe(1);
  });

  test('is not what is shown once the seller has changed it: said so, not kept, read again', async () => {
    const before = (await pictureNow()).bytes;
    world.control({ do: 'new-picture', id: product.id });
    world.control({ do: 'advance-clock', seconds: MONTHS });
    const answer = await open();
    expect(aboutOf(answer)).toEqual([200, 'changed', 'no-store']);
    const shown = await answer.arrayBuffer();
    expect(await difference(shown, (await pictureNow()).bytes)).toBeLessThan(2);
    expect(await difference(shown, before)).toBeGreaterThan(2);
    expect(asked).toEqual([`product/hydrate.requested ${product.id}`]);
  });

  test('is called unseen while no model has seen any', async () => {
    await db.product.updateMany({ data: { imageHash: null } });
    expect(aboutOf(await open())).toEqual([200, 'unseen', 'no-store']);
    expect(asked).toEqual([]);
  });

  test('is not kept under the name of another one', async () => {
    expect(aboutOf(await open({ hash: 'f'.repeat(64) }))).toEqual([200, 'judged', 'no-store']);
  });
});

describe('no picture', () => {
  test('for whoever is no moderator: nothing is fetched', async () => {
    expect(await refusalOf(await open({ cookie: '' }))).toEqual([401, 'sign_in_required']);
    expect(fetched()).toEqual({ pages: 0, images: 0 });
  });

  test.each([
    ['WhatsApp is away', { kind: 'status', status: 503 } as const],
    ['it is no picture any more', { kind: 'html' } as const],
    ['it is an SVG', { kind: 'svg', type: 'image/jpeg' } as const],
    ['it would be gigabytes', { kind: 'bomb' } as const],
    ['it breaks off', { kind: 'truncated', keep: 0.4 } as const],
  ])('while %s', async (_, quirk) => {
    world.control({ do: 'quirk', on: 'image', product: product.id, quirk });
    expect(await refusalOf(await open())).toEqual([503, 'picture_unavailable']);
    expect(asked).toEqual([]);
  });

  test('where WhatsApp has neither link nor product any more', async () => {
    world.control({ do: 'delete', id: product.id, as: '404' });
    world.control({ do: 'advance-clock', seconds: MONTHS });
    const answer = await open();
    expect(await answer.clone().json()).toMatchObject({ error: { message: expect.stringContaining('not there any') } });
    expect(await refusalOf(answer)).toEqual([503, 'picture_unavailable']);
  });

  test('where there is none, nor of a shop that is being erased', async () => {
    await db.product.updateMany({ data: { imageUrl: null } });
    expect(await refusalOf(await open())).toEqual([404, 'no_picture']);
    await db.product.updateMany({ data: { imageUrl: seen.url } });
    await db.seller.updateMany({ data: { eraseAt: new Date(Date.now() + 1e6) } });
    expect(await refusalOf(await open())).toEqual([404, 'product_not_found']);
    expect(fetched()).toEqual({ pages: 0, images: 0 });
  });

  test('from the worker for who is not web, and from web while the worker refuses it', async () => {
    const address = `${process.env.WORKER_URL}/internal/judged-picture?product=${product.id}`;
    expect((await fetch(address)).status).toBe(401);
    const { fetchJudgedPicture } = await import('@/lib/moderation/judged-picture/worker-pictures');
    const settings = { workerUrl: process.env.WORKER_URL ?? '', workerToken: 'another one' };
    const { signal } = new AbortController();
    await expect(fetchJudgedPicture(settings, product.id, signal)).rejects.toMatchObject({
      code: 'picture_unavailable',
      status: 503,
    });
    expect(fetched()).toEqual({ pages: 0, images: 0 });
  });
});
