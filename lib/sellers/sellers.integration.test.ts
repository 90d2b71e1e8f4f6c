import { beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { keyOfUrl } from '@/lib/media/content-key';
import { picture } from '@/lib/media/pictures-for-tests';
import { createDatabase } from '@/lib/platform/db';
import { SokoError } from '@/lib/platform/errors';
import { makeEmbeddedProduct, RememberingVectors } from '@/lib/products/products-for-tests';
import { openListedRun } from '@/lib/syncs/open-run';
import { readSync } from '@/lib/syncs/read-sync';
import { endScout } from '@/lib/syncs/scout-run';
import { takeStuckItems, takeStuckScouts } from '@/lib/syncs/stuck-work';
import { type EraseDeps, eraseSeller } from './erase-seller';
import { type OnboardDeps, onboardSellers, type PasteCost } from './onboard-sellers';
import { addOptOut, hashPhone } from './opt-outs';
import { isTokenOf } from './sync-token';

const PHONE = '254712345678';
const OTHER = '254722000111';

const { prisma: db, url: databaseUrl } = useTestDatabase({ emptyBeforeEach: true });
let deps: OnboardDeps;
let sent: { syncs: string[]; products: string[] };

beforeEach(async () => {
  sent = { syncs: [], products: [] };
  deps = {
    db,
    whatsappOrigin: 'https://wa.me',
    phoneKey: Buffer.from('phones'),
    requestSync: async ({ sellerPhone }) => void sent.syncs.push(sellerPhone),
    requestHydration: async (items) => void sent.products.push(...items.map((item) => item.productId)),
  };
});
describe('onboarding', () => {
  test('a whole share message with a chat link beside it: one is taken, one refused with a reason', async () => {
    const link = `https://wa.me/c/${PHONE}`;
    const text = `Follow this link to view our catalog on WhatsApp: ${link} or chat https://wa.me/${OTHER}`;
    const onboarded = await onboardSellers(deps, text);
    expect(onboarded.accepted).toEqual([{ kind: 'catalogue', phone: PHONE }]);
    expect(onboarded.rejected).toMatchObject([{ code: 'chat_link' }]);
    expect(sent).toEqual({ syncs: [PHONE], products: [] });
    const [seller] = onboarded.sellers;
    expect(seller).toMatchObject({ phone: PHONE, statusUrl: `/sell/${seller?.syncId}` });
    expect(await readSync(db, seller?.syncId ?? '')).toMatchObject({ state: 'queued', phone: PHONE });
    const run = await db.syncRun.findUniqueOrThrow({ where: { id: seller?.syncId ?? '' } });
    expect(isTokenOf(seller?.token ?? '', run.tokenHash)).toBe(true);
    expect(isTokenOf('another', run.tokenHash)).toBe(false);
    expect(run.tokenHash).not.toContain(seller?.token);
  });

  test('product links of two sellers: a run each, no Scout', async () => {
    const link = `https://wa.me/p/1111111111111111/${PHONE}`;
    const text = `${link} https://wa.me/p/22222222222222222/${OTHER} ${link}`;
    const { sellers } = await onboardSellers(deps, text);
    expect(sellers.map((seller) => seller.phone)).toEqual([PHONE, OTHER]);
    expect(sent).toEqual({ syncs: [], products: ['1111111111111111', '22222222222222222'] });
    expect(await readSync(db, sellers[0]?.syncId ?? '')).toMatchObject({
      ...{ state: 'running', kind: 'links', outcome: 'links' },
      counts: { found: 1 },
    });
  });

  test('a catalogue and products of it are one run', async () => {
    const { sellers } = await onboardSellers(
      deps,
      `https://wa.me/c/${PHONE} https://wa.me/p/1111111111111111/${PHONE}`,
    );
    expect(sellers).toHaveLength(1);
    expect(sent).toEqual({ syncs: [PHONE], products: ['1111111111111111'] });
    expect((await readSync(db, sellers[0]?.syncId ?? ''))?.counts.found).toBe(1);
  });

  test('who joins a running sync is not given its token, unless they have it', async () => {
    const paste = (tokens: string[] = []) => onboardSellers(deps, `https://wa.me/c/${PHONE}`, { client: 'a', tokens });
    const first = (await paste()).sellers[0];
    expect((await paste()).sellers).toEqual([{ ...first, token: null }]);
    expect((await paste(['guessed', ''])).sellers).toEqual([{ ...first, token: null }]);
    expect((await paste(['guessed', first?.token ?? ''])).sellers).toEqual([first]);
    expect(sent.syncs).toEqual([PHONE]);
  });

  test('a catalogue that was just not found is not looked for again: the paster is told how that ended', async () => {
    const paste = () => onboardSellers(deps, `https://wa.me/c/${PHONE}`);
    const syncId = (await paste()).sellers[0]?.syncId ?? '';
    await endScout(db, { syncRunId: syncId, sellerPhone: PHONE, outcome: 'not_found', detail: 'Not there.' });
    expect(await paste()).toMatchObject({
      sellers: [{ phone: PHONE, syncId, token: null }],
      accepted: [],
      rejected: [{ text: PHONE, code: 'looked_for_just_now' }],
    });
    expect(sent.syncs).toEqual([PHONE]);
    await db.syncRun.update({ where: { id: syncId }, data: { finishedAt: new Date(Date.now() - 301_000) } });
    expect((await paste()).sellers[0]?.syncId).not.toBe(syncId);
    expect(sent.syncs).toEqual([PHONE, PHONE]);
  });

  test('the cost is asked for before anything is opened; who cannot pay opens nothing', async () => {
    const costs: unknown[] = [];
    const text = `https://wa.me/c/${PHONE} https://wa.me/p/1/${PHONE} https://wa.me/p/2/${OTHER}`;
    const refusal = new SokoError({ code: 'too_many_requests', message: 'Wait.', status: 429 });
    const spend = (cost: PasteCost) => {
      costs.push(cost);
      throw refusal;
    };
    await expect(onboardSellers(deps, text, { client: 'a', spend })).rejects.toBe(refusal);
    expect(costs).toEqual([{ catalogues: 1, products: 2 }]);
    expect(await db.syncRun.count()).toBe(0);
  });

  test('many links of many sellers take a handful of statements, in the lane of those who paste much', async () => {
    const phones = Array.from({ length: 50 }, (_, i) => `2547000001${String(i).padStart(2, '0')}`);
    const links = Array.from({ length: 5_000 }, (_, i) => `https://wa.me/p/${i + 1}/${phones[i % 50]}`);
    const counted = createDatabase(databaseUrl, { max: 1 });
    const queries: MockInstance[] = [];
    counted.pool.on('connect', (client) => void queries.push(vi.spyOn(client, 'query')));
    const { sellers, accepted } = await onboardSellers({ ...deps, db: counted.prisma }, links.join('\n'), {
      client: 'a',
    });
    await counted.close();
    expect(queries).toHaveLength(1);
    expect(queries[0]?.mock.calls.length).toBeLessThan(20);
    expect(sellers).toHaveLength(50);
    expect(accepted).toHaveLength(5_000);
    expect(sent.products).toHaveLength(5_000);
    const runs = await db.syncRun.findMany({ include: { _count: { select: { items: true } } } });
    expect(new Set(runs.map(({ lane, _count }) => `${lane} ${_count.items}`))).toEqual(new Set(['a/many 100']));
  });

  test('killed between the answer’s rows and their events: the sweep sends every one of them', async () => {
    const died = new Error('killed');
    const dying = {
      ...deps,
      requestSync: () => Promise.reject(died),
      requestHydration: () => Promise.reject(died),
    };
    const links = Array.from({ length: 2_500 }, (_, i) => `https://wa.me/p/${i + 1}/${PHONE}`);
    await expect(onboardSellers(dying, `${links.join('\n')} https://wa.me/c/${OTHER}`)).rejects.toBe(died);
    const swept = new Set<string>();
    for (let sweep = 0; sweep < 3; sweep++) {
      for (const item of await takeStuckItems(db, { idleMs: 0, limit: 1_000 })) swept.add(item.productId);
      await db.$executeRaw`UPDATE "syncItems" SET "updatedAt" = 'infinity' WHERE "redrives" > 0`;
    }
    expect(swept.size).toBe(2_500);
    expect(await takeStuckScouts(db, { idleMs: 0, lostMs: 0, limit: 10 })).toMatchObject([
      { sellerPhone: OTHER, lane: 'catalogue' },
    ]);
  });

  test('nothing that can be used says why', async () => {
    await expect(onboardSellers(deps, `https://wa.me/${PHONE}`)).rejects.toMatchObject({
      ...{ code: 'nothing_usable', status: 422 },
      rejected: [{ code: 'chat_link' }],
    });
    expect(await db.syncRun.count()).toBe(0);
  });
});

test('an opted-out number is told whom to write to, or nothing of that', async () => {
  await addOptOut(db, hashPhone(PHONE, deps.phoneKey));
  const refusal = async (contact?: string) => {
    const pasting = onboardSellers({ ...deps, contact }, `https://wa.me/c/${PHONE}`);
    return pasting.catch((error: unknown) => error);
  };
  expect(await refusal('soko@example.com')).toMatchObject({
    rejected: [{ code: 'seller_opted_out', message: expect.stringMatching(/write to soko@example\.com\.$/) }],
  });
  expect(await refusal()).toMatchObject({ rejected: [{ message: 'This number asked to be left out of Soko.' }] });
});

describe('erasing', () => {
  let vectors: RememberingVectors;
  let removed: string[];
  let eventsErased: string[];
  let eraseDeps: EraseDeps;

  beforeEach(() => {
    vectors = new RememberingVectors();
    removed = [];
    eventsErased = [];
    eraseDeps = {
      db,
      vectors,
      objects: {
        get: async () => null,
        remove: async (keys) => void removed.push(...keys),
        publicUrl: (key) => `/media/${key}`,
      },
      objectKey: (url) => url.replace('/media/', ''),
      phoneKey: deps.phoneKey,
      erasedBy: 'cli',
      eraseEvents: async (phone) => eventsErased.push(phone),
    };
  });

  test('rows, vectors and pictures go; another seller’s same picture stays; the number is refused', async () => {
    for (const [productId, sellerPhone, url] of [
      ['1', PHONE, '/media/products/own.jpg'],
      ['2', PHONE, '/media/products/shared.jpg'],
      ['3', OTHER, '/media/products/shared.jpg'],
    ] as const) {
      await makeEmbeddedProduct(db, { productId, sellerPhone });
      await db.product.update({ where: { productId }, data: { s3ImageUrl: url } });
    }
    await db.product.updateMany({ data: { s3ImageVariants: ['480.avif', '480.webp'] } });
    await openListedRun(db, { kind: 'links', sellerPhone: PHONE, products: [{ productId: '1', sellerPhone: PHONE }] });
    const products = ['1', '3'].map((productId) => ({ productId, sellerPhone: productId === '1' ? PHONE : OTHER }));
    const heartbeat = await openListedRun(db, { kind: 'heartbeat', sellerPhone: null, products });
    await db.syncItem.updateMany({
      where: { syncRunId: heartbeat.syncRunId, productId: '3' },
      data: { outcome: 'unchanged', stage: 'done', hydrated: true },
    });

    expect(await eraseSeller(eraseDeps, PHONE)).toEqual({ products: 2, images: 1 });
    expect(await db.auditLog.findFirst({ where: { action: 'seller.erased' } })).toMatchObject({
      ...{ actorId: 'cli', subject: expect.stringMatching(/^optOut:[0-9a-f]{64}$/) },
      detail: { products: 2, images: 1 },
    });
    expect(eventsErased).toEqual([PHONE]);
    expect(removed).toEqual(['products/own-480.avif', 'products/own-480.webp', 'products/own.jpg']);
    expect(await db.product.findMany({ select: { productId: true } })).toEqual([{ productId: '3' }]);
    expect(await db.productEmbedding.count()).toBe(1);
    expect(await db.seller.count({ where: { phone: PHONE } })).toBe(0);
    expect(await db.syncRun.count({ where: { sellerPhone: PHONE } })).toBe(0);
    const everything = JSON.stringify([
      await db.catalogSyncLog.findMany({ select: { sellerPhone: true, detail: true } }),
      await db.sellerOptOut.findMany(),
      await db.syncItem.findMany(),
    ]);
    expect(everything).not.toContain(PHONE);
    // The heartbeat it was part of still adds up, and ends.
    expect(await readSync(db, heartbeat.syncRunId)).toMatchObject({
      state: 'finished',
      counts: { found: 1, unchanged: 1, hydrated: 1 },
    });
    await expect(onboardSellers(deps, `https://wa.me/c/${PHONE}`)).rejects.toMatchObject({
      rejected: [{ code: 'seller_opted_out' }],
    });
    expect(await eraseSeller(eraseDeps, PHONE)).toEqual({ products: 0, images: 0 });
  });

  test.each([
    ['/media', 'https://bucket.example'],
    ['https://bucket.example', '/media'],
  ])('a picture that is theirs at %s and another’s at %s, as while pictures move, stays', async (theirs, others) => {
    const key = `products/aa/${'b'.repeat(62)}.jpg`;
    for (const [productId, sellerPhone, base] of [
      ['1', PHONE, theirs],
      ['2', OTHER, others],
    ] as const) {
      await makeEmbeddedProduct(db, { productId, sellerPhone });
      await db.product.update({ where: { productId }, data: { s3ImageUrl: `${base}/${key}` } });
    }
    const objects = { ...eraseDeps.objects, publicUrl: (of: string) => `https://bucket.example/${of}` };
    const found = await eraseSeller({ ...eraseDeps, objects, objectKey: keyOfUrl }, PHONE);
    expect([found.images, removed]).toEqual([0, []]);
  });

  test('copies that no row names go too: whoever made them was killed before it could say so', async () => {
    await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
    await db.product.update({ where: { productId: '1' }, data: { s3ImageUrl: '/media/products/own.jpg' } });
    const body = await picture(700, 300).jpeg().toBuffer();
    const objects = { ...eraseDeps.objects, get: async () => ({ body, contentType: 'image/jpeg' }) };
    expect(await eraseSeller({ ...eraseDeps, objects }, PHONE)).toEqual({ products: 1, images: 1 });
    const copies = ['480.avif', '480.webp', '700.webp'].map((name) => `products/own-${name}`);
    expect(removed).toEqual([...copies, 'products/own.jpg']);
  });

  test('a store that fails leaves the rows, so that erasing again finds what is left', async () => {
    await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
    await db.product.update({
      where: { productId: '1' },
      data: { s3ImageUrl: '/media/products/own.jpg', isListed: true },
    });
    const failing = {
      ...eraseDeps,
      objects: { ...eraseDeps.objects, remove: () => Promise.reject(new Error('away')) },
    };
    await expect(eraseSeller(failing, PHONE)).rejects.toThrow('away');
    // Hidden and refused all the same.
    expect(await db.product.findUniqueOrThrow({ where: { productId: '1' } })).toMatchObject({ isListed: false });
    expect(await eraseSeller(eraseDeps, PHONE)).toEqual({ products: 1, images: 1 });
    expect(removed).toEqual(['products/own.jpg']);
  });

  test('an engine that is away stops it, hidden and refused as the seller is', async () => {
    await makeEmbeddedProduct(db, { productId: '1', sellerPhone: PHONE });
    const failing = { ...eraseDeps, eraseEvents: () => Promise.reject(new Error('away')) };
    await expect(eraseSeller(failing, PHONE)).rejects.toThrow('away');
    expect(await db.product.findUniqueOrThrow({ where: { productId: '1' } })).toMatchObject({ isActive: false });
    expect(await db.sellerOptOut.count()).toBe(1);
    expect(await eraseSeller(eraseDeps, PHONE)).toEqual({ products: 1, images: 0 });
  });
});
