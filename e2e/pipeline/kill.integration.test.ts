import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { sweepRequested } from '@/inngest/events';
import { readSync } from '@/lib/syncs/read-sync';
import type { SyncView } from '@/lib/syncs/sync-view.schema';
import { expectConsistent } from './expect-consistent';
import { KillableSystem, VICTIMS, type Victim } from './killable-system';

const PRODUCTS = 200;
const phoneOf = (victim: Victim) => `25473300010${VICTIMS.indexOf(victim)}`;

let system: KillableSystem;

beforeAll(async () => {
  system = await KillableSystem.start({
    sellers: VICTIMS.map((victim) => bigSeller(PRODUCTS, { phone: phoneOf(victim), looks: 30 })),
    latency: { page: 10, image: 10, gemini: 10 },
  });
}, 240_000);
afterAll(() => system?.close());

/** How far a stage has come when the victim is killed: in the middle of it. */
const STAGES: [stage: string, reached: (sync: SyncView) => boolean][] = [
  ['hydrate', ({ counts }) => counts.hydrated >= 20],
  ['embed', ({ counts }) => counts.embedded >= 60],
  ['review and persist', ({ counts }) => counts.persisted >= 20],
  ['persist', ({ counts }) => counts.persisted >= 120],
];

test.each(VICTIMS)(
  'kill -9 of the %s in the middle of each stage: one outcome, one vector, one stored picture each, and it adds up',
  async (victim) => {
    const { db, world } = system;
    const phone = phoneOf(victim);
    const { sellers } = await system.paste(world.catalogueLink(phone));
    const syncRunId = sellers[0]?.syncId ?? '';
    for (const [, reached] of STAGES) {
      await until(syncRunId, reached);
      await system.killAndRestart(victim);
    }
    const sync = await until(syncRunId, ({ state }) => state !== 'running' && state !== 'queued');
    expect(sync).toMatchObject({
      state: 'finished',
      counts: { found: PRODUCTS, approved: PRODUCTS, persisted: PRODUCTS },
    });
    await expectConsistent({ db, vectors: system.parts.vectors }, syncRunId);
    const products = await db.product.findMany({ where: { sellerPhone: phone }, include: { embeddings: true } });
    expect(products).toHaveLength(PRODUCTS);
    for (const product of products) {
      expect(product).toMatchObject({ isListed: true, s3ImageHash: product.imageHash });
      expect(product.embeddings.map(({ contentHash }) => contentHash)).toEqual([product.contentHash]);
    }
  },
  300_000,
);

/** Or until it has ended: a stage that is over is not waited for. */
const until = (syncRunId: string, reached: (sync: SyncView) => boolean) =>
  system.until({
    read: () => readSync(system.db, syncRunId),
    isReached: (sync) => sync !== null && (reached(sync) || sync.state === 'finished' || sync.state === 'failed'),
    ask: () =>
      system.parts
        .client('soko-web')
        .send(sweepRequested.create({ reason: 'test' }))
        .catch(() => {}),
  });
