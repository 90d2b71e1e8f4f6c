import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { CpuTimes } from './cpu';
import { type BenchRow, rowsOf } from './row';
import { type RunningSystem, startSystem } from './running-system';
import { type WorldProcess, withBigSeller } from './world-process';

const HEARTBEAT_WITHIN_MS = 300_000;

const accepted = z.object({ sellers: z.array(z.object({ syncId: z.string() })) });
const sync = z.object({ state: z.string(), counts: z.looseObject({ approved: z.number() }) });

/**
 * Whole pipeline on embedded defaults, tiny model: paste to all live and stored, what it costs, what the smaller
 * copies cost afterwards; then a heartbeat over the same, unchanged products.
 */
export async function benchIngest(root: string, products: number): Promise<BenchRow[]> {
  const { rows, add } = rowsOf('ingest');
  await withSystem(root, products, {}, async (system, link, world) => {
    await system.untilQuiet();
    await world.control('reset-stats');
    const before = await system.cpu();
    const rate = perMinute(products, await ingest(system, link, products));
    add(`${products} products, paste to all live`, rate, 'products/min', { timesBefore: 1.5 });
    const after = await system.cpu();
    const quiet = await system.untilQuiet();
    const { pictures, pages } = await world.served();
    add('pictures fetched per approved product', pictures / products, '', { atMost: 1.2 });
    add('pages fetched per approved product', pages / products, '');
    rows.push(...cpuRows(before, after, products));
    add(
      'CPU per product: smaller copies, made afterwards (not in the sum)',
      (sum(quiet) - sum(after)) / products,
      'ms',
    );

    const heartbeat = perMinute(products, await heartbeatOverAll(system, products));
    add(`heartbeat, ${products} unchanged products`, heartbeat, 'products/min', { timesBefore: 1 });
    add('heartbeat against first ingestion', heartbeat / rate, '×', { atLeast: 6 });
  });
  return rows;
}

const sum = (times: CpuTimes) => Object.values(times).reduce((total, ms) => total + ms, 0);

/**
 * Beside the model, until all are live and stored: the Scout and its browser, which are there once a catalogue, are
 * printed and not in the sum.
 */
function cpuRows(before: CpuTimes, after: CpuTimes, products: number): BenchRow[] {
  const { rows, add } = rowsOf('ingest');
  const { all, byPart, model, scout } = cpuBeside(before, after, products);
  add('CPU per product beside the model, all processes', all, 'ms', { atMost: 30 });
  for (const [name, ms] of Object.entries(byPart))
    add(`CPU per product: ${name}`, ms, 'ms', name === 'web' ? { atMost: 2 } : undefined);
  add("CPU per product: the model's threads (not in the sum)", model, 'ms');
  add('CPU per product: the Scout and its browser (not in the sum)', scout, 'ms');
  return rows;
}

/** Milliseconds of CPU for each product; `all` is the sum of `byPart`, without the model and the Scout. */
export function cpuBeside(before: CpuTimes, after: CpuTimes, products: number) {
  const perProduct = (name: string) => ((after[name] ?? 0) - (before[name] ?? 0)) / products;
  const beside = Object.keys(after).filter((name) => name !== 'model' && name !== 'scout');
  const byPart = Object.fromEntries(beside.map((name) => [name, perProduct(name)]));
  return { all: sum(byPart), byPart, model: perProduct('model'), scout: perProduct('scout') };
}

/** The same products, first with no refusals; then 4 % of their pages answer 429 once or twice. */
export async function benchRefusals(root: string, products: number): Promise<BenchRow[]> {
  const { rows, add } = rowsOf('refusals');
  const rateWith = (share: number) =>
    withSystem(root, products, {}, async (system, link, world) => {
      if (share > 0) await world.control('refuse-some', { share });
      return perMinute(products, await ingest(system, link, products));
    });
  const none = await rateWith(0);
  const some = await rateWith(0.04);
  add(`${products} products, nobody refuses`, none, 'products/min');
  add(`${products} products, 4 % answer 429 once or twice`, some, 'products/min');
  add('with refusals against without', some / none, '×', { atLeast: 0.6 });
  return rows;
}

/** Products a second through the whole pipeline with another model, e.g. the full-size one. */
export function pipelineRate(root: string, products: number, settings: Record<string, string>): Promise<number> {
  return withSystem(
    root,
    products,
    settings,
    async (system, link) => products / (await ingest(system, link, products)),
  );
}

function withSystem<T>(
  root: string,
  products: number,
  settings: Record<string, string>,
  work: (system: RunningSystem, link: string, world: WorldProcess) => Promise<T>,
): Promise<T> {
  return withBigSeller(products, async (world, link) => {
    const system = await startSystem(world, settings, root);
    try {
      return await work(system, link, world);
    } finally {
      await system.stop();
    }
  });
}

/** Pastes a link, or some, of one seller. Seconds from then until every product is live. */
export async function ingest({ url, database }: RunningSystem, link: string, products: number): Promise<number> {
  const pastedAt = Date.now();
  const answer = await fetch(`${url}/api/sellers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: link }),
  });
  const [seller] = accepted.parse(await answer.json()).sellers;
  if (seller === undefined) throw new Error('the pasted link was not accepted');
  const finishedAt = await untilFinished(database, seller.syncId);
  const { counts, ...run } = sync.parse(await (await fetch(`${url}/api/syncs/${seller.syncId}`)).json());
  if (counts.approved !== products) throw new Error(`not all became live: ${JSON.stringify({ ...run, counts })}`);
  return (finishedAt - pastedAt) / 1000;
}

/** The database is asked: what web does for those who watch is not what is measured. */
async function untilFinished(database: Pool, syncId: string): Promise<number> {
  for (;;) {
    const { rows } = await database.query<{ finishedAt: Date | null }>(
      `SELECT "finishedAt" FROM "syncRuns" WHERE "id" = $1`,
      [syncId],
    );
    if (rows[0]?.finishedAt) return rows[0].finishedAt.getTime();
    await sleep(250);
  }
}

/** Seconds from the start of the heartbeat's run until every product was found unchanged, by the database's clock. */
async function heartbeatOverAll(system: RunningSystem, products: number): Promise<number> {
  await system.database.query(
    `UPDATE "products" SET "lastHydratedAt" = now() - interval '2 days', "hydrateAttemptAt" = NULL`,
  );
  await system.soko('heartbeat');
  const giveUpAt = Date.now() + HEARTBEAT_WITHIN_MS;
  for (;;) {
    const { rows } = await system.database.query<{ unchanged: number; seconds: number }>(
      `SELECT count(*)::int AS "unchanged",
         extract(epoch FROM max(i."updatedAt") - min(r."createdAt"))::float8 AS "seconds"
       FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
       WHERE r."kind" = 'heartbeat' AND i."outcome" = 'unchanged'`,
    );
    const [row] = rows;
    if (row !== undefined && row.unchanged >= products) return row.seconds;
    if (Date.now() > giveUpAt) throw new Error(`heartbeat: ${row?.unchanged} of ${products} unchanged in five minutes`);
    await sleep(100);
  }
}

const perMinute = (products: number, seconds: number): number => (products / seconds) * 60;
