import autocannon, { type Request, type Result } from 'autocannon';
import { Random } from '@/e2e/world/sellers/random';
import { MODERATE, takePhoto } from '../train-tiny-siglip/take-photo';
import { anotherClient, searchByPhoto } from './photo-search';
import { type BenchRow, percentile, rowsOf } from './row';
import { type SeededCatalogue, withCatalogue } from './seed-catalogue';

const PRODUCTS = 10_000;
const BROWSING = 200;
const SEARCHING = 20;
const SECONDS = 60;
/** A shopper looks at a page, or at what was found, for so long before the next. */
const PAUSE_SECONDS = 10;
/** Beyond this a person has left. */
const PATIENCE_SECONDS = 30;
const PRODUCT_PAGES = 40;
const BOUNDARY = 'soko-bench-photo';

/** 200 shoppers who open pages and 20 who search by photo, one every ten seconds each, on 10,000 products. */
export async function benchShoppers(root: string): Promise<BenchRow[]> {
  return withCatalogue({ root, products: PRODUCTS, backfill: 1 }, ({ system, catalogue }) =>
    shop(system.url, catalogue, { bench: 'shoppers', browsing: BROWSING, searching: SEARCHING, seconds: SECONDS }),
  );
}

interface Crowd {
  bench: string;
  browsing: number;
  searching: number;
  seconds: number;
}

/** So many of either for so long, at the same time. */
export async function shop(url: string, catalogue: SeededCatalogue, crowd: Crowd): Promise<BenchRow[]> {
  const { bench, browsing, searching, seconds } = crowd;
  const photos = await photosOf(catalogue, searching);
  for (const photo of photos) await searchByPhoto(url, photo, anotherClient());
  const [browsed, searched] = await Promise.all([
    shoppers(url, { count: browsing, seconds }, pagesOf(catalogue)),
    shoppers(url, { count: searching, seconds }, photos.map(searchWith)),
  ]);
  return [
    ...shoppedRows(bench, `${browsing} browsing`, browsed),
    ...shoppedRows(bench, `${searching} searching by photo`, searched),
  ];
}

interface Shopped {
  result: Result;
  /** Of every answer. */
  times: number[];
}

function shoppers(
  url: string,
  { count, seconds }: { count: number; seconds: number },
  requests: Request[],
): Promise<Shopped> {
  const times: number[] = [];
  return new Promise((resolve, reject) => {
    const running = autocannon(
      {
        url,
        connections: count,
        duration: seconds,
        overallRate: count / PAUSE_SECONDS,
        timeout: PATIENCE_SECONDS,
        requests: requests.map((request) => ({
          ...request,
          // A client of its own for every connection: limits are for one.
          setupRequest: (own, context: { address?: string }) => {
            context.address ??= anotherClient();
            return { ...own, headers: { ...own.headers, 'x-forwarded-for': context.address } };
          },
        })),
      },
      (error: unknown, result) => (error ? reject(error) : resolve({ result, times })),
    );
    running.on('response', (_client, _status, _bytes, ms) => times.push(ms));
  });
}

function pagesOf({ productIds }: SeededCatalogue): Request[] {
  const products = productIds.slice(0, PRODUCT_PAGES).map((productId): Request => ({ path: `/products/${productId}` }));
  return products.flatMap((product, at): Request[] => [
    { path: '/' },
    product,
    { path: '/api/products?limit=24' },
    { path: `/?category=${at % 2 === 0 ? 'shoes' : 'bags'}` },
  ]);
}

async function photosOf({ pictures }: SeededCatalogue, count: number): Promise<Buffer[]> {
  const random = new Random('photos of many shoppers');
  return Promise.all(pictures.slice(0, count).map((picture) => takePhoto(picture, MODERATE, random)));
}

function searchWith(photo: Buffer): Request {
  const head = [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="image"; filename="photo.jpg"',
    'Content-Type: image/jpeg',
    '\r\n',
  ].join('\r\n');
  return {
    method: 'POST',
    path: '/api/search',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: Buffer.concat([Buffer.from(head), photo, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  };
}

function shoppedRows(bench: string, who: string, { result, times }: Shopped): BenchRow[] {
  const { rows, add } = rowsOf(bench);
  // Timeouts are among the errors.
  const { errors, non2xx, requests } = result;
  add(`${who}: errors, timeouts, refusals`, errors + non2xx, `of ${requests.total}`, { atMost: 0 });
  add(`${who}: answered`, requests.average, 'requests/s');
  add(`${who}: p50`, percentile(times, 0.5), 'ms');
  add(`${who}: p95`, percentile(times, 0.95), 'ms');
  return rows;
}
