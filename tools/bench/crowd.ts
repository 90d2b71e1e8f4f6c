import { ingest } from './ingest';
import { type BenchRow, rowsOf } from './row';
import { seedCatalogue } from './seed-catalogue';
import { shop } from './shoppers';
import { memoryRows, watchMemory } from './watch-memory';
import { newSeller, type SystemInWorld, withWorld } from './with-world';

const PRODUCTS = 10_000;
const BROWSING = 500;
const SEARCHING = 50;
/** Sellers' catalogues come in one after another, each so large. */
const SELLER_OF = 100;
const LOOK_EVERY_MS = 2_000;

/** 500 shoppers who open pages and 50 who search by photo, on 10,000 products, while sellers paste their catalogues. */
export async function benchCrowd(root: string, minutes: number): Promise<BenchRow[]> {
  return withWorld({ root }, async (running) => {
    const { system } = running;
    const catalogue = await seedCatalogue(system.database, PRODUCTS);
    const startedAt = Date.now();
    let isOver = false;
    const stopWatching = watchMemory(system.held, LOOK_EVERY_MS);
    const crowd = { bench: 'crowd', browsing: BROWSING, searching: SEARCHING, seconds: minutes * 60 };
    const shopping = shop(system.url, catalogue, crowd).finally(() => {
      isOver = true;
    });
    const [shopped, cameIn] = await Promise.all([shopping, sellersUntil(running, () => isOver)]);
    const series = await stopWatching();
    const { rows, add } = rowsOf('crowd');
    add('products coming in beside them', (cameIn * 60_000) / (Date.now() - startedAt), 'products/min');
    return [...shopped, ...rows, ...memoryRows('crowd', series)];
  });
}

/** How many products became live; the last seller's are waited for. */
async function sellersUntil({ system, world }: SystemInWorld, isOver: () => boolean): Promise<number> {
  let live = 0;
  while (!isOver()) {
    const { link } = await newSeller(world, SELLER_OF);
    await ingest(system, link, SELLER_OF);
    live += SELLER_OF;
  }
  return live;
}
