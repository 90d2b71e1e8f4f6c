import { findInconsistencies, readRunFacts } from '@/e2e/pipeline/inconsistencies';
import { startBalancer } from '@/e2e/support/balancer';
import { createDatabase } from '@/lib/platform/db';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { freePort } from '@/supervisor/free-port';
import { startAnotherWorker } from './another-worker';
import { ingest } from './ingest';
import { type BenchRow, rowsOf, type Target } from './row';
import type { RunningSystem } from './running-system';
import { newSeller, type SystemInWorld, withWorld } from './with-world';

interface Case {
  what: string;
  /** Of a page, and of the link that leads to it. */
  latencyMs: number;
  target: Target;
}

interface Plan {
  /** HYDRATE_CONCURRENCY: what one worker reads at once. */
  atOnce: number;
  cases: Case[];
}

/**
 * One worker that reads 20 pages at once, at 300 ms each, has work for more than one core: with two of them two cores
 * are the limit. So pages are made the limit twice: fewer at once, and slower ones.
 */
const PLANS: Plan[] = [
  {
    atOnce: 5,
    cases: [
      { what: '5 pages at once a worker, 300 ms each: pages are the limit', latencyMs: 300, target: { atLeast: 1.8 } },
    ],
  },
  {
    atOnce: 20,
    cases: [
      { what: '20 pages at once, 1,200 ms each: pages are the limit', latencyMs: 1_200, target: { atLeast: 1.8 } },
      { what: '20 pages at once, 0 ms: CPU is the limit', latencyMs: 0, target: { atLeast: 1 } },
    ],
  },
];

/** Two workers behind one address against one: products a minute, and whether anything is lost or done twice. */
export async function benchTwoWorkers(root: string, products: number): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const plan of PLANS) rows.push(...(await withBalancer(root, products, plan)));
  return rows;
}

async function withBalancer(root: string, products: number, { atOnce, cases }: Plan): Promise<BenchRow[]> {
  const balancer = await startBalancer();
  const port = await freePort();
  balancer.ports.push(port);
  const settings = {
    WORKER_PORT: String(port),
    INNGEST_WORKER_ORIGIN: balancer.url,
    HYDRATE_CONCURRENCY: String(atOnce),
  };
  try {
    return await withWorld({ root, settings }, async (running) => {
      const one = await rates(running, products, cases);
      const second = await startAnotherWorker(root, running.system.environment);
      balancer.ports.push(second.port);
      try {
        const two = await rates(running, products, cases);
        return [...rowsFor(cases, one, two), ...sharedRows(balancer.given, [port, second.port], atOnce)];
      } finally {
        await second.end('SIGTERM');
      }
    });
  } finally {
    await balancer.close();
  }
}

interface Ingested {
  perMinute: number;
  pagesEach: number;
  picturesEach: number;
  lost: string[];
  doubled: string[];
}

/** The same for each: first some that compile what they go through, then so many that count. */
async function rates(running: SystemInWorld, products: number, cases: readonly Case[]): Promise<Ingested[]> {
  await ingested(running, Math.ceil(products / 3));
  const measured: Ingested[] = [];
  for (const { latencyMs } of cases) {
    await running.world.control({ do: 'latency', link: latencyMs, page: latencyMs });
    measured.push(await ingested(running, products));
  }
  await running.world.control({ do: 'latency', link: 50, page: 50 });
  return measured;
}

/** Pasted link by link: the visit to a catalogue is the same whatever the number of workers. */
async function ingested({ system, world }: SystemInWorld, products: number): Promise<Ingested> {
  const { phone, productIds } = await newSeller(world, products);
  await system.untilQuiet();
  await world.process.control('reset-stats');
  const links = productIds.map((id) => world.productLink(id, phone)).join('\n');
  const seconds = await ingest(system, links, products);
  await system.untilQuiet();
  const { pages, pictures } = await world.process.served();
  return {
    perMinute: (products / seconds) * 60,
    pagesEach: pages / products,
    picturesEach: pictures / products,
    ...(await inconsistencies(system, phone)),
  };
}

/** Of the only run that the seller has. */
async function inconsistencies({ databaseUrl }: RunningSystem, phone: string) {
  const { prisma: db, pool, close } = createDatabase(databaseUrl, { max: 2 });
  try {
    const { id } = await db.syncRun.findFirstOrThrow({ where: { sellerPhone: phone } });
    const vectors = new PostgresVectorStore({ pool, space: (await readSpaceInUse(db)) ?? '' });
    const found = findInconsistencies(await readRunFacts({ db, vectors }, id));
    await vectors.close();
    for (const each of [...found.lost, ...found.doubled]) process.stderr.write(`${each}\n`);
    return found;
  } finally {
    await close();
  }
}

function rowsFor(cases: readonly Case[], one: readonly Ingested[], two: readonly Ingested[]): BenchRow[] {
  const { rows, add } = rowsOf('two-workers');
  for (const [at, { what, target }] of cases.entries()) {
    const [alone, both] = [one[at], two[at]];
    if (alone === undefined || both === undefined) continue;
    add(`${what}: one worker`, alone.perMinute, 'products/min');
    add(`${what}: two workers`, both.perMinute, 'products/min');
    add(`${what}: two against one`, both.perMinute / alone.perMinute, '×', target);
    add(`${what}: two workers, pages fetched per product`, both.pagesEach, '', { atMost: 1 });
    // What one worker has on its shelf the other has to fetch (docs/decisions/0020).
    add(`${what}: one worker, pictures fetched per product`, alone.picturesEach, '', { atMost: 1.2 });
    add(`${what}: two workers, each with a shelf of its own: the same`, both.picturesEach, '', { atMost: 1.2 });
    add(`${what}: two workers, lost or done twice`, both.lost.length + both.doubled.length, 'products', { atMost: 0 });
  }
  return rows;
}

/** That both worked: the engine keeps connections, and each is one worker's. */
function sharedRows(given: ReadonlyMap<number, number>, ports: readonly number[], atOnce: number): BenchRow[] {
  const { rows, add } = rowsOf('two-workers');
  const [first = 0, second = 0] = ports.map((port) => given.get(port) ?? 0);
  add(`${atOnce} pages at once: connections of the first worker`, first, '');
  add(`${atOnce} pages at once: connections of the second worker`, second, '', { atLeast: 1 });
  return rows;
}
