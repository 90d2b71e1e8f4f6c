import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDatabase } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { hashShopKey, holdShops, makeShopKey } from '@/lib/sellers/shop-access';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
import { BIGGEST, phoneOf } from './catalogue/catalogue-size';
import { consoleActs } from './consoles/console-acts';
import { consoleReads } from './consoles/console-reads';
import { consolesOf, flag, SPACE, seedConsoles } from './consoles/seed-consoles';
import { p95Of } from './measure-work';
import { type BenchRow, rowsOf } from './row';

/** How many wait: ten times as many may not be slower. */
const QUEUES = [500, 5_000];
const ASKED = 40;
const WARM_UP = 4;
const SIZE = consolesOf(100_000);
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
    await seedConsoles(pool, SIZE);
    const store = new PostgresVectorStore({ pool, space: SPACE });
    await store.load();
    const shopKey = makeShopKey();
    const shops = Array.from({ length: 30 }, (_, at) => phoneOf(at));
    await holdShops(db, hashShopKey(shopKey), [BIGGEST, ...shops]);
    for (const flagged of QUEUES) {
      await flag(pool, flagged);
      const consoles = { db, pool, store, size: SIZE, shopKey };
      for (const [name, work] of [...(await consoleReads(consoles)), ...(await consoleActs(consoles))]) {
        const ms = await p95Of([`${flagged} wait: ${name}`, work], { warmUp: WARM_UP, asked: ASKED });
        add(`${flagged.toLocaleString('en')} wait: ${name}: p95`, ms, 'ms', { atMost: AT_MOST_MS });
      }
    }
    await store.close();
    return rows;
  } finally {
    await close();
  }
}
