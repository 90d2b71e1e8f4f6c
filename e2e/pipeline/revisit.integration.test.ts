import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { revisitRequested } from '@/inngest/events';
import { type Pipeline, startPipeline } from './start-pipeline';

const PHONE = '254733000040';
const HOUR_MS = 3_600_000;

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;
let now = new Date();

beforeAll(async () => {
  pipeline = await startPipeline({
    world: { sellers: [bigSeller(10, { phone: PHONE })] },
    web: { now: () => now },
  });
});
afterAll(() => pipeline?.close());

test('a seller adds a product to their catalogue: it goes live without anybody pasting anything', async () => {
  const { db, world } = pipeline;
  const [added, removed] = world.products(PHONE).map(({ id }) => id);
  if (!added || !removed) throw new Error('too few products');
  world.control({ do: 'product', id: added, listed: false });
  const { sellers } = await pipeline.paste(world.catalogueLink(PHONE));
  await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  expect(await db.product.count({ where: { isListed: true } })).toBe(9);

  world.control({ do: 'product', id: added, listed: true });
  world.control({ do: 'product', id: removed, listed: false });
  now = new Date(Date.now() + 25 * HOUR_MS);
  await pipeline.send(revisitRequested.create({ reason: 'test' }));
  const live = () => db.product.count({ where: { productId: added, isListed: true } });
  while ((await live()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));

  const run = await db.syncRun.findFirstOrThrow({ where: { onlyNew: true } });
  expect(await pipeline.untilEnded(run.id)).toMatchObject({ counts: { found: 1, approved: 1 } });
  // It is no longer in the catalogue, which says nothing: its own page is still there.
  expect(await db.product.count({ where: { isListed: true } })).toBe(10);
});
