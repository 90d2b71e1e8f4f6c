import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type ForgetfulQueue, startForgetfulQueue } from '@/e2e/support/forgetful-queue';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { sweepRequested } from '@/inngest/events';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const CATALOGUE = '254733000045';
const LINKS = '254733000046';
const [OF_CATALOGUE, OF_LINKS] = [30, 15];
/** Within what the sweep takes in life, shortened; its other patience stays the real one. */
const LOST_MS = 400;

let pipeline: Pipeline;
let queue: ForgetfulQueue;
let acknowledged = 0;

beforeAll(async () => {
  pipeline = await startPipeline({
    world: { sellers: [bigSeller(OF_CATALOGUE, { phone: CATALOGUE }), bigSeller(OF_LINKS, { phone: LINKS })] },
    web: { lostMs: LOST_MS },
    queue: async (engineUrl) => {
      queue = await startForgetfulQueue(engineUrl, forgets);
      return queue;
    },
  });
});
afterAll(() => pipeline?.close());

/** The first visit that is asked for, and every third event of a product's. */
function forgets(name: string): boolean {
  if (name === 'seller/sync.requested') return acknowledged++ === 0;
  return name.startsWith('product/') && acknowledged++ % 3 === 0;
}

test('a third of all events is lost once acknowledged: all outcomes come soon, nothing was done twice', async () => {
  const { db, world } = pipeline;
  const links = world.products(LINKS).map(({ id }) => world.productLink(id));
  const { sellers } = await pipeline.paste([world.catalogueLink(CATALOGUE), ...links].join('\n'));
  const crons = setInterval(() => void pipeline.send(sweepRequested.create({ reason: 'the cron' })), LOST_MS);
  try {
    for (const { syncId } of sellers) {
      const sync = await pipeline.untilEnded(syncId);
      expect(sync).toMatchObject({ state: 'finished', problems: [] });
      expect(sync.counts.approved).toBe(sync.counts.found);
      await expectConsistent(pipeline, syncId);
    }
  } finally {
    clearInterval(crons);
  }
  expect(queue.forgotten()).toBeGreaterThan(40);
  expect(await db.product.count({ where: { isListed: true } })).toBe(OF_CATALOGUE + OF_LINKS);
  const asked = Object.values(world.stats().products);
  expect(asked).toHaveLength(OF_CATALOGUE + OF_LINKS);
  for (const { pages, images, gemini } of asked)
    expect({ pages, images, gemini }).toEqual({ pages: 1, images: 1, gemini: 1 });
});
