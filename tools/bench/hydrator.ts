import { load } from 'cheerio';
import pLimit from 'p-limit';
import { Agent, interceptors, request } from 'undici';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { FoundProduct } from '@/lib/catalog/catalog-scout';
import { productUrl } from '@/lib/catalog/link-path';
import { AT_ONCE, openHydratorAt, readPatiently } from './hydrator-at';
import type { BenchRow } from './row';
import { benchThrottledHosts } from './throttled-host';
import { startWorldProcess, type WorldProcess } from './world-process';

const PAGES = 1_000;
/** Bare loop and Hydrator take turns: whatever else the machine does meets both. */
const TURNS = 4;
const CASES = [
  { latencyMs: 20, target: 0.5 },
  { latencyMs: 300, target: 0.9 },
];

/** Reads that are refused, at random, whatever the pace. */
const REFUSED = { share: 0.04, latencyMs: 300, target: 0.6 };

/**
 * The Hydrator, fetch and parse as the pipeline calls it, against a bare loop over the same pages: redirect and page
 * each. Then where pages are refused: some at random, and all beyond a limit.
 */
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
  rows.push(...(await benchRandomRefusals()), ...(await benchThrottledHosts()));
  return rows;
}

async function benchRandomRefusals(): Promise<BenchRow[]> {
  const { share, latencyMs, target } = REFUSED;
  const products = foundIn(PAGES);
  const world = await startWorldProcess(['--big-seller', String(PAGES), '--page-latency', String(latencyMs)]);
  const rateOf = async (): Promise<number> => {
    const hydrator = openHydratorAt(world.origin, world.allowedHosts);
    const readAll = () => Promise.all(products.map((product) => readPatiently(hydrator, product)));
    const seconds = await secondsFor(async () => void (await readAll()));
    await hydrator.close();
    return (PAGES * 60) / seconds;
  };
  try {
    const none = await rateOf();
    await fetch(`${world.origin}/_control/refuse-some`, { method: 'POST', body: JSON.stringify({ share }) });
    const some = await rateOf();
    const what = `${100 * share} % of ${PAGES} refused once or twice`;
    return [
      { bench: 'hydrator', what: `none of ${PAGES} refused`, value: none, unit: 'pages/min' },
      { bench: 'hydrator', what, value: some, unit: 'pages/min' },
      { bench: 'hydrator', what: `${what}, against none`, value: some / none, unit: '×', target: { atLeast: target } },
    ];
  } finally {
    await world.stop();
  }
}

function foundIn(pages: number): FoundProduct[] {
  return bigSeller(pages).products.map(({ id, phone }) => ({ productId: id, sellerPhone: phone }));
}

async function ratesAt(latencyMs: number): Promise<{ bare: number; ours: number }> {
  const found = foundIn(PAGES);
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
  const hydrator = openHydratorAt(origin, allowedHosts);
  // In batches of 20, as hydrate-product does; the limit is the Hydrator's own.
  const read = async (product: FoundProduct): Promise<void> => {
    const result = await hydrator.hydrate(product);
    if (result.kind !== 'product') throw new Error(`the Hydrator found no product: ${JSON.stringify(result)}`);
  };
  return {
    run: async (products) => void (await Promise.all(products.map(read))),
    close: hydrator.close,
  };
}

async function secondsFor(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}
