import { load } from 'cheerio';
import pLimit from 'p-limit';
import { Agent, interceptors, request } from 'undici';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import { productUrl } from '@/lib/catalog/link-path';
import { createHydrator } from '@/lib/hydration/hydrator';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import type { BenchRow } from './row';
import { startWorldProcess, type WorldProcess } from './world-process';

const PAGES = 1_000;
const AT_ONCE = 20;
/** Bare loop and Hydrator take turns: whatever else the machine does meets both. */
const TURNS = 4;
const CASES = [
  { latencyMs: 20, target: 0.5 },
  { latencyMs: 300, target: 0.9 },
];

/** The Hydrator, fetch and parse as the pipeline calls it, against a bare loop over the same pages: redirect and page each. */
export async function benchHydrator(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const { latencyMs, target } of CASES) {
    const { bare, ours } = await ratesAt(latencyMs);
    const what = `at ${latencyMs} ms latency`;
    rows.push({ bench: 'hydrator', what: `bare loop ${what}`, value: bare, unit: 'pages/min' });
    rows.push({ bench: 'hydrator', what: `Hydrator ${what}`, value: ours, unit: 'pages/min' });
    rows.push({
      bench: 'hydrator',
      what: `share of the bare loop ${what}`,
      value: ours / bare,
      unit: '',
      target: { atLeast: target },
    });
  }
  return rows;
}

async function ratesAt(latencyMs: number): Promise<{ bare: number; ours: number }> {
  const { products } = bigSeller(PAGES);
  const found = products.map(({ id, phone }) => ({ productId: id, sellerPhone: phone }));
  const world = await startWorldProcess(['--big-seller', String(PAGES), '--page-latency', String(latencyMs)]);
  const loops = { bare: bareLoop(world), ours: hydratorLoop(world) };
  const seconds = { bare: 0, ours: 0 };
  try {
    for (const each of ['bare', 'ours'] as const) await loops[each].run(found.slice(0, 100));
    const share = PAGES / TURNS;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const pages = found.slice(turn * share, (turn + 1) * share);
      for (const each of turn % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
        seconds[each] += await secondsFor(() => loops[each].run(pages));
      }
    }
  } finally {
    await Promise.all([loops.bare.close(), loops.ours.close()]);
    await world.stop();
  }
  return { bare: (PAGES * 60) / seconds.bare, ours: (PAGES * 60) / seconds.ours };
}

interface Loop {
  run(products: FoundProduct[]): Promise<void>;
  close(): Promise<void>;
}

function bareLoop({ origin }: WorldProcess): Loop {
  const agent = new Agent();
  const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 5 }));
  const limit = pLimit(AT_ONCE);
  const read = async ({ productId, sellerPhone }: FoundProduct): Promise<void> => {
    const { body } = await request(productUrl(origin, productId, sellerPhone), { dispatcher });
    const $ = load(await body.text());
    const tags = ['title', 'description', 'image'].map((name) => $(`meta[property="og:${name}"]`).attr('content'));
    if (tags.includes(undefined)) throw new Error(`the bare loop found no tags on the page of ${productId}`);
  };
  return {
    run: async (products) => void (await Promise.all(products.map((product) => limit(() => read(product))))),
    close: () => agent.destroy(),
  };
}

function hydratorLoop({ origin, allowedHosts }: WorldProcess): Loop {
  const allow = createAllowList({ whatsappOrigin: origin, extraAllowedHosts: allowedHosts });
  const safeFetch = createSafeFetch({ allow });
  const hydrator = createHydrator({
    safeFetch,
    allow,
    whatsappOrigin: origin,
    userAgents: [],
    concurrency: AT_ONCE,
    timeoutMs: 10_000,
  });
  // In batches of 20, as hydrate-product does; the limit is the Hydrator's own.
  const read = async (product: FoundProduct): Promise<void> => {
    const result = await hydrator.hydrate(product);
    if (result.kind !== 'product') throw new Error(`the Hydrator found no product: ${JSON.stringify(result)}`);
  };
  return {
    run: async (products) => void (await Promise.all(products.map(read))),
    close: () => safeFetch.close(),
  };
}

async function secondsFor(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
