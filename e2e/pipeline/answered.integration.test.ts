import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { sweepRequested } from '@/inngest/events';
import { onboardSellers } from '@/lib/sellers/onboard-sellers';
import { expectConsistent } from './expect-consistent';
import { type Pipeline, startPipeline } from './start-pipeline';

const CATALOGUE = '254733000040';
const LINKS = '254733000041';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline({
    world: { sellers: [bigSeller(5, { phone: CATALOGUE }), bigSeller(5, { phone: LINKS })] },
    web: { idleMs: 1 },
  });
});
afterAll(() => pipeline?.close());

/** What is left of a process that was killed when its rows were written and nothing was sent. */
const dead = { requestSync: () => new Promise<void>(() => {}), requestHydration: () => new Promise<void>(() => {}) };

test('web is killed once a paste is in the database: every product of it has its outcome all the same', async () => {
  const { db, world } = pipeline;
  const links = world.products(LINKS).map(({ id }) => world.productLink(id));
  const text = [...links, world.catalogueLink(CATALOGUE)].join('\n');
  const deps = { db, whatsappOrigin: world.origin, phoneKey: Buffer.from('for tests'), ...dead };
  void onboardSellers(deps, text, { client: 'test' });
  while ((await db.syncRun.count()) < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  for (const { id } of await db.syncRun.findMany()) {
    await pipeline.send(sweepRequested.create({ reason: 'test' }));
    const sync = await pipeline.untilEnded(id);
    expect(sync).toMatchObject({ state: 'finished', counts: { found: 5, approved: 5, failed: 0 } });
    await expectConsistent(pipeline, id);
  }
});

test('more links than are sent while somebody waits all have their outcome', async () => {
  const invented = Array.from({ length: 700 }, (_, i) => `https://wa.me/p/${8_000_000_000 + i}/254733000042`);
  const { sellers } = await pipeline.paste(invented.join('\n'));
  const sync = await pipeline.untilEnded(sellers[0]?.syncId ?? '');
  expect(sync).toMatchObject({ state: 'finished', counts: { found: 700, approved: 0 } });
});
