import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { type Pipeline, startPipeline } from './start-pipeline';

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline({ world: { sellers: [bigSeller(200, { phone: '254733000001' })] } });
}, 300_000);
afterAll(() => pipeline?.close());

test('200 products: every outcome is the ground truth, and everything adds up', async () => {
  const { world, db } = pipeline;
  const started = Date.now();
  const { sellers } = await pipeline.paste(world.catalogueLink('254733000001'));
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  console.info('ms', Date.now() - started);
  expect(sync.counts).toMatchObject({ found: 200 });
  const items = await db.syncItem.findMany({ where: { syncRunId: sync.id } });
  const wrong = items.filter((item) => item.outcome !== world.expectedOutcome(item.productId).outcome);
  expect(
    wrong.map((item) => [
      item.productId,
      item.outcome,
      item.problemCode,
      world.expectedOutcome(item.productId).outcome,
    ]),
  ).toEqual([]);
});
