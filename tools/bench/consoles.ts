import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { hashShopKey, holdShops, makeShopKey } from '@/lib/sellers/shop-access';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { consoleActs } from './consoles/console-acts';
import { consoleReads, type Work } from './consoles/console-reads';
import { BIGGEST, flag, phoneOf, SPACE, seedConsoles } from './consoles/seed-consoles';
import { type BenchRow, percentile, rowsOf } from './row';

/** How many wait: ten times as many may not be slower. */
const QUEUES = [500, 5_000];
const ASKED = 40;
const WARM_UP = 4;
/** On the server, of any page or action of sellers, moderators and admins. */
const AT_MOST_MS = 200;

/** What stands behind every page and action of sellers, moderators and admins, one after another. */
export async function benchConsoles(): Promise<BenchRow[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'soko-bench-consoles-'));
  const server = await startPostgres({
    dataDir: path.join(home, 'data'),
    password: 'only-for-the-bench',
    log: () => {},
  });
  try {
    const url = server.url('postgres');
    await migrate(url);
    return await benchQueues(url);
  } finally {
    await stopPostgres(server);
    await rm(home, { recursive: true, force: true });
  }
}

async function benchQueues(url: string): Promise<BenchRow[]> {
  const { prisma: db, pool, close } = createDatabase(url);
  const { rows, add } = rowsOf('consoles');
  try {
    await seedConsoles(pool);
    const store = new PostgresVectorStore({ pool, space: SPACE });
    await store.load();
    const shopKey = makeShopKey();
    const shops = Array.from({ length: 30 }, (_, at) => phoneOf(at));
    await holdShops(db, hashShopKey(shopKey), [BIGGEST, ...shops]);
    for (const flagged of QUEUES) {
      await flag(pool, flagged);
      const consoles = { db, pool, store, shopKey };
      for (const [name, work] of [...(await consoleReads(consoles)), ...(await consoleActs(consoles))]) {
        const ms = await p95([`${flagged} wait: ${name}`, work]);
        add(`${flagged.toLocaleString('en')} wait: ${name}: p95`, ms, 'ms', { atMost: AT_MOST_MS });
      }
    }
    await store.close();
    return rows;
  } finally {
    await close();
  }
}

/** In ms, one after another. */
async function p95([name, work]: Work): Promise<number> {
  const times: number[] = [];
  try {
    for (let at = 0; at < WARM_UP + ASKED; at += 1) {
      const startedAt = performance.now();
      await work();
      if (at >= WARM_UP) times.push(performance.now() - startedAt);
      await sleep(0);
    }
  } catch (error) {
    throw new Error(`${name} did not work`, { cause: error });
  }
  return percentile(times, 0.95);
}
