import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import type { ScoutOutcome } from '@/lib/catalog/catalog-scout';
import { type Pipeline, startPipeline } from './start-pipeline';

const HONEST = '254733000020';
const SMALL = '254733000021';
const MANY_LINKS = '254733000022';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;
/** As if there were no limits: turns must be fair without them. */
const limits = { catalogues: 1_000, sellers: 1_000, links: 5_000 };
/** The Scout's visits, in order. */
let visited: string[];

const invented = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, i) => `254${prefix}${String(i).padStart(6, '0')}`);
const catalogues = (phones: string[]) => phones.map((phone) => `https://wa.me/c/${phone}`).join('\n');
const inventedProducts = (count: number, phone: string) =>
  Array.from({ length: count }, (_, i) => `https://wa.me/p/${9_000_000_000 + i}/${phone}`).join('\n');

beforeAll(async () => {
  pipeline = await startPipeline({
    world: { sellers: [bigSeller(10, { phone: HONEST }), bigSeller(10, { phone: SMALL })], latency: { page: 50 } },
    worker: {
      scout: {
        async scout(phone): Promise<ScoutOutcome> {
          visited.push(phone);
          await new Promise((resolve) => setTimeout(resolve, 50));
          return { kind: 'not_found' };
        },
      },
    },
  });
});
beforeEach(() => {
  visited = [];
});
afterAll(() => pipeline?.close());

const until = async (isSo: () => boolean | Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 10));
};

/** How many visits began between a paste of one catalogue and the visit to it. */
async function visitsBefore(phone: string, client: string): Promise<number> {
  await pipeline.paste(catalogues([phone]), { client });
  const pastedAfter = visited.length;
  await until(() => visited.includes(phone));
  return visited.indexOf(phone) - pastedAfter;
}

test('a paste of 150 invented catalogues delays the next seller by a visit, not by 150', async () => {
  await pipeline.paste(catalogues(invented(150, '701')), { client: 'attacker', limits });
  await until(() => visited.length >= 4);
  expect(await visitsBefore('254733000030', 'another')).toBeLessThanOrEqual(2);
  // Behind the same address, as whole towns are.
  expect(await visitsBefore('254733000031', 'attacker')).toBeLessThanOrEqual(2);
});

test('nor do many clients, each with many', async () => {
  const clients = ['one', 'two', 'three', 'four'];
  for (const [i, client] of clients.entries())
    await pipeline.paste(catalogues(invented(100, `71${i}`)), { client, limits });
  await until(() => visited.length >= 4);
  // Each of them has its turn once, at most.
  expect(await visitsBefore('254733000032', 'another')).toBeLessThanOrEqual(clients.length + 2);
});

test('product links by the hundred delay the next seller’s ten by some batches', async () => {
  const { db } = pipeline;
  const flood = await pipeline.paste(inventedProducts(1_000, MANY_LINKS), { client: 'attacker' });
  const floodId = flood.sellers[0]?.syncId ?? '';
  const begun = (syncRunId: string) => db.catalogSyncLog.count({ where: { syncRunId, eventType: 'hydrate_start' } });
  await until(async () => (await begun(floodId)) >= 40);
  const links = pipeline.world.products(SMALL).map(({ id }) => pipeline.world.productLink(id));
  const honest = await pipeline.paste(links.join('\n'), { client: 'another' });
  const before = await begun(floodId);
  const honestId = honest.sellers[0]?.syncId ?? '';
  expect(await pipeline.untilEnded(honestId)).toMatchObject({ state: 'finished', counts: { found: 10 } });
  const last = await db.catalogSyncLog.findFirstOrThrow({
    where: { syncRunId: honestId, eventType: 'hydrate_start' },
    orderBy: { id: 'desc' },
  });
  const meanwhile = await db.catalogSyncLog.count({
    where: { syncRunId: floodId, eventType: 'hydrate_start', id: { lt: last.id } },
  });
  // Those under way, and those of the second in which the ten become a batch.
  expect(meanwhile - before).toBeLessThan(400);
  expect(await begun(floodId)).toBeLessThan(1_000);
});
