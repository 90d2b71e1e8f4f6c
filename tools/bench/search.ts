import { setTimeout as sleep } from 'node:timers/promises';
import { Random } from '@/e2e/world/sellers/random';
import { MODERATE, takePhoto } from '../train-tiny-siglip/take-photo';
import { percentile } from './percentile';
import { anotherClient, type PhotoSearch, searchByPhoto } from './photo-search';
import type { BenchRow } from './row';
import { withCatalogue } from './with-catalogue';

const PRODUCTS = 10_000;
const BACKFILL = 600;
const IDLE_SEARCHES = 200;
/** A shopper looks at what was found before the next search. */
const PAUSE_MS = 40;
const SEARCHES_PER_CLIENT = 200;

/**
 * Search by photo through the running system: 10,000 live products, one shopper after another; first idle, then while the pipeline
 * takes in a big seller, then idle again.
 */
export async function benchSearch(): Promise<BenchRow[]> {
  return withCatalogue({ products: PRODUCTS, backfill: BACKFILL }, async ({ url, catalogue, ingest }) => {
    const photos = await takePhotos(catalogue.pictures);
    // A process that has just started takes a third longer: nothing is compiled yet, and it knows no product.
    await searches(url, photos, photos.length);
    const before = await searches(url, photos, IDLE_SEARCHES);
    let isBusy = true;
    const ingested = ingest().finally(() => {
      isBusy = false;
    });
    const busy = await searches(url, photos, Number.POSITIVE_INFINITY, () => isBusy);
    const productsPerMinute = await ingested;
    const idle = [...before, ...(await searches(url, photos, IDLE_SEARCHES))];

    const rows: BenchRow[] = [];
    const add = (what: string, value: number, unit: string, target?: BenchRow['target']): void =>
      void rows.push({ bench: 'search', what, value, unit, ...(target && { target }) });
    const p95 = (from: PhotoSearch[], of: keyof PhotoSearch): number => p(from, of, 0.95);
    add(`photo, ${PRODUCTS / 1000}k products: total − embedding, p95`, p95(idle, 'restMs'), 'ms', { atMost: 25 });
    add('photo: embedding, p95', p95(idle, 'embedMs'), 'ms');
    add('photo: as the shopper waits, p50', p(idle, 'wallMs', 0.5), 'ms');
    add('photo: as the shopper waits, p95', p95(idle, 'wallMs'), 'ms');
    add(`backfill of ${BACKFILL} beside it`, productsPerMinute, 'products/min');
    add('searches during the backfill', busy.length, 'searches');
    add('during it: total − embedding, p95', p95(busy, 'restMs'), 'ms');
    add('during it: embedding, p95', p95(busy, 'embedMs'), 'ms');
    add('during it: as the shopper waits, p50', p(busy, 'wallMs', 0.5), 'ms');
    add('during it: as the shopper waits, p95', p95(busy, 'wallMs'), 'ms');
    add('p95 during the backfill against idle', p95(busy, 'wallMs') / p95(idle, 'wallMs'), '×', { atMost: 1.5 });
    return rows;
  });
}

function p(from: PhotoSearch[], of: keyof PhotoSearch, share: number): number {
  return percentile(
    from.map((search) => search[of]),
    share,
  );
}

async function takePhotos(pictures: readonly Buffer[]): Promise<Buffer[]> {
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
