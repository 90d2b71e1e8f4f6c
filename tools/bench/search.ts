import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '@/e2e/world/sellers/random';
import { MODERATE, takePhoto } from '../train-tiny-siglip/take-photo';
import { anotherClient, type PhotoSearch, searchByPhoto } from './photo-search';
import { type BenchRow, percentile, rowsOf } from './row';
import type { RunningSystem } from './running-system';
import { withCatalogue } from './seed-catalogue';

const PRODUCTS = 10_000;
const BACKFILL = 300;
const IDLE_SEARCHES = 200;
const MOST_BUSY_MS = 90_000;
/** A shopper looks at what was found before the next search. */
const PAUSE_MS = 40;
const SEARCHES_PER_CLIENT = 200;

/**
 * Search by photo through the running system: 10,000 live products, one shopper after another; first idle, then while
 * the pipeline takes in a big seller, then idle again.
 */
export async function benchSearch(root: string): Promise<BenchRow[]> {
  return withCatalogue({ root, products: PRODUCTS, backfill: BACKFILL }, async ({ system, catalogue, ingest }) => {
    const { url } = system;
    const photos = await takePhotos(catalogue.pictures);
    // A process that has just started takes a third longer: nothing is compiled yet, and it knows no product.
    await searches(url, photos, photos.length);
    const before = await searches(url, photos, IDLE_SEARCHES);
    let isBusy = true;
    const ingested = ingest().finally(() => {
      isBusy = false;
    });
    const [busy, perMinute] = await Promise.all([
      searches(
        url,
        photos,
        Number.POSITIVE_INFINITY,
        until(MOST_BUSY_MS, () => isBusy),
      ),
      liveRate(system, MOST_BUSY_MS, () => isBusy),
    ]);
    await ingested;
    await system.untilQuiet();
    const idle = [...before, ...(await searches(url, photos, IDLE_SEARCHES))];

    const { rows, add } = rowsOf('search');
    const p95 = (from: PhotoSearch[], of: keyof PhotoSearch): number => p(from, of, 0.95);
    add(`photo, ${PRODUCTS / 1000}k products: total − embedding, p95`, p95(idle, 'restMs'), 'ms', { atMost: 25 });
    add('photo: embedding, p95', p95(idle, 'embedMs'), 'ms');
    add('photo: as the shopper waits, p50', p(idle, 'wallMs', 0.5), 'ms');
    add('photo: as the shopper waits, p95', p95(idle, 'wallMs'), 'ms');
    add('products coming in beside nonstop searching', perMinute, 'products/min');
    add('searches during the backfill', busy.length, 'searches');
    add('during it: total − embedding, p95', p95(busy, 'restMs'), 'ms');
    add('during it: embedding, p95', p95(busy, 'embedMs'), 'ms');
    add('during it: as the shopper waits, p50', p(busy, 'wallMs', 0.5), 'ms');
    add('during it: as the shopper waits, p95', p95(busy, 'wallMs'), 'ms');
    add('p95 during the backfill against idle', p95(busy, 'wallMs') / p95(idle, 'wallMs'), '×', { atMost: 1.25 });
    return rows;
  });
}

function until(ms: number, goOn: () => boolean): () => boolean {
  const endsAt = Date.now() + ms;
  return () => goOn() && Date.now() < endsAt;
}

/** Products that become live in a minute, from the first that does on. */
async function liveRate({ database }: RunningSystem, ms: number, isBusy: () => boolean): Promise<number> {
  const goOn = until(ms, isBusy);
  const live = async (): Promise<number> => {
    const { rows } = await database.query<{ live: number }>(
      `SELECT count(*)::int AS "live" FROM "products" WHERE "isListed"`,
    );
    return rows[0]?.live ?? 0;
  };
  let first = { at: 0, live: await live() };
  let last = first;
  while (goOn()) {
    await sleep(500);
    const now = { at: Date.now(), live: await live() };
    if (first.at === 0 && now.live > first.live) first = now;
    last = now;
  }
  return first.at === 0 ? 0 : ((last.live - first.live) / (last.at - first.at)) * 60_000;
}

function p(from: PhotoSearch[], of: keyof PhotoSearch, share: number): number {
  return percentile(
    from.map((search) => search[of]),
    share,
  );
}

/** Of each, as a shopper would. */
export async function takePhotos(pictures: readonly Buffer[]): Promise<Buffer[]> {
  const random = new Random('photos for the bench');
  return Promise.all(pictures.map((picture) => takePhoto(picture, MODERATE, random)));
}

async function searches(
  url: string,
  photos: readonly Buffer[],
  count: number,
  goOn: () => boolean = () => true,
): Promise<PhotoSearch[]> {
  const taken: PhotoSearch[] = [];
  let client = anotherClient();
  while (taken.length < count && goOn()) {
    const photo = photos[taken.length % photos.length];
    if (photo === undefined) throw new Error('no photos to search with');
    if (taken.length % SEARCHES_PER_CLIENT === 0) client = anotherClient();
    taken.push(await searchByPhoto(url, photo, client));
    await sleep(PAUSE_MS);
  }
  return taken;
}
