import { setTimeout as sleep } from 'node:timers/promises';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';
import { ingest } from './ingest';
import type { BenchRow } from './row';
import { type RunningSystem, startSystem } from './running-system';

const PAGE_LATENCY_MS = 50;
const FIRST_INGESTION_TARGET = 600;
const HEARTBEAT_TIMES_FASTER = 5;

/** Whole pipeline on embedded defaults, tiny model: paste to all live, then a heartbeat over the same, unchanged products. */
export async function benchPipeline(products = 500): Promise<BenchRow[]> {
  return withBigSeller(products, {}, async (system, link) => {
    const ingestion = perMinute(products, await ingest(system.url, link, products));
    const heartbeat = perMinute(products, await heartbeatOverAll(system, products));
    return [
      {
        bench: 'pipeline',
        what: `${products} products, paste to all live`,
        value: ingestion,
        unit: 'products/min',
        target: { atLeast: FIRST_INGESTION_TARGET },
      },
      { bench: 'heartbeat', what: `${products} unchanged products`, value: heartbeat, unit: 'products/min' },
      {
        bench: 'heartbeat',
        what: 'rate against first ingestion',
        value: heartbeat / ingestion,
        unit: '×',
        target: { atLeast: HEARTBEAT_TIMES_FASTER },
      },
    ];
  });
}

/** Products a second through the whole pipeline with another model, e.g. the full-size one. */
export async function pipelineRate(products: number, settings: Record<string, string>): Promise<number> {
  return withBigSeller(
    products,
    settings,
    async (system, link) => products / (await ingest(system.url, link, products)),
  );
}

async function withBigSeller<T>(
  products: number,
  settings: Record<string, string>,
  work: (system: RunningSystem, link: string) => Promise<T>,
): Promise<T> {
  const world = await startWorld({
    sellers: [bigSeller(products)],
    latency: { link: PAGE_LATENCY_MS, page: PAGE_LATENCY_MS },
  });
  try {
    const system = await startSystem(world, settings);
    try {
      await world.drawAhead();
      return await work(system, catalogueLinkOf(world));
    } finally {
      await system.stop();
    }
  } finally {
    await world.close();
  }
}

function catalogueLinkOf(world: World): string {
  const seller = world.sellers()[0];
  if (seller === undefined) throw new Error('the stand-in world has no seller');
  return world.catalogueLink(seller.phone);
}

/** Seconds from the start of the heartbeat's run until every product was found unchanged, by the database's clock. */
async function heartbeatOverAll(system: RunningSystem, products: number): Promise<number> {
  await system.database.query(
    `UPDATE "products" SET "lastHydratedAt" = now() - interval '2 days', "hydrateAttemptAt" = NULL`,
  );
  await system.soko('heartbeat');
  const giveUpAt = Date.now() + 300_000;
  for (;;) {
    const { rows } = await system.database.query<{ unchanged: number; seconds: number }>(
      `SELECT count(*)::int AS "unchanged", extract(epoch FROM max(i."updatedAt") - min(r."createdAt"))::float8 AS "seconds"
       FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
       WHERE r."kind" = 'heartbeat' AND i."outcome" = 'unchanged'`,
    );
    const [row] = rows;
    if (row !== undefined && row.unchanged >= products) return row.seconds;
    if (Date.now() > giveUpAt) throw new Error(`heartbeat: ${row?.unchanged} of ${products} unchanged after 5 minutes`);
    await sleep(100);
  }
}

function perMinute(products: number, seconds: number): number {
  return (products / seconds) * 60;
}
