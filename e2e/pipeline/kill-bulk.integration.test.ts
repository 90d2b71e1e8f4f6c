import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { batchRequested, sweepRequested } from '@/inngest/events';
import type { ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import { draftBatch } from '@/lib/moderation/batches/draft-batch';
import { readBatch } from '@/lib/moderation/batches/read-batch';
import { startBatch, undoBatch } from '@/lib/moderation/batches/start-batch';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { KillableSystem, VICTIMS, type Victim } from './killable-system';

const PRODUCTS = 150;
const MODERATOR = 'amina';
const phoneOf = (victim: Victim) => `25473300020${VICTIMS.indexOf(victim)}`;

let system: KillableSystem;

beforeAll(async () => {
  system = await KillableSystem.start({ sellers: [bigSeller(1)] });
  const data = { id: MODERATOR, name: 'Amina', email: 'amina@soko.test', role: 'moderator' };
  await system.db.user.create({ data });
}, 240_000);
afterAll(() => system?.close());

test.each(VICTIMS)(
  'kill -9 of the %s in the middle of a bulk decision, and of its undo: each product once, and nothing half done',
  async (victim) => {
    const ids = await waitingProducts(victim);
    const deps = { db: system.db, requestBatch: (batchId: string) => send(batchRequested.create({ batchId })) };
    const { id: sellerId } = await system.db.seller.findUniqueOrThrow({ where: { phone: phoneOf(victim) } });
    const by = { id: MODERATOR, role: 'moderator' } as const;
    const { id, total } = await draftBatch(system.db, {
      ...{ id: randomUUID(), selection: { kind: 'seller', sellerId, of: 'waiting' }, by },
    });
    expect(total).toBe(PRODUCTS);
    const verdict = { decision: 'rejected', problems: ['other'], note: null, sellerNote: null } as const;
    await startBatch(deps, { id, ...verdict, moderatorId: MODERATOR });
    await until(id, ({ counts }) => counts.decided >= 25);
    await system.killAndRestart(victim);
    const decided = await until(id, ({ state }) => state === 'finished');
    expect(decided.counts).toMatchObject({ decided: PRODUCTS, refused: 0, waiting: 0 });
    expect(await countsOf(ids)).toEqual({ rejected: PRODUCTS, decisions: PRODUCTS, audited: PRODUCTS });

    await undoBatch(deps, { id, moderatorId: MODERATOR });
    await until(id, ({ counts }) => counts.undone >= 25);
    await system.killAndRestart(victim);
    const undone = await until(id, ({ state }) => state === 'undone');
    expect(undone.counts).toMatchObject({ undone: PRODUCTS, kept: 0, decided: 0 });
    expect(await countsOf(ids)).toEqual({ rejected: 0, decisions: PRODUCTS, audited: 2 * PRODUCTS });
  },
  300_000,
);

/** Flagged by a model; what becomes of them needs no picture. */
async function waitingProducts(victim: Victim): Promise<string[]> {
  const ids = Array.from({ length: PRODUCTS }, (_, n) => String(70_000 + VICTIMS.indexOf(victim) * 1000 + n));
  for (const productId of ids) {
    const { contentHash } = await makeEmbeddedProduct(system.db, { productId, sellerPhone: phoneOf(victim) });
    await recordReview(system.db, {
      ...{ productId, contentHash, source: 'model', reviewer: 'gemini', decision: 'flagged', confidence: 0.5 },
      ...{ problems: ['other'], category: null, note: null },
    });
  }
  await applyReviewsInForce(system.db, ids);
  return ids;
}

async function countsOf(ids: string[]) {
  const productId = { in: ids };
  const [rejected, decisions, audited] = await Promise.all([
    system.db.product.count({ where: { productId, qcStatus: 'rejected' } }),
    system.db.qualityReview.count({ where: { productId, source: 'moderator' } }),
    system.db.auditLog.count({ where: { subject: { in: ids.map((id) => `product:${id}`) } } }),
  ]);
  return { rejected, decisions, audited };
}

const send = (event: Parameters<ReturnType<typeof system.parts.client>['send']>[0]) =>
  system.parts
    .client('soko-web')
    .send(event)
    .catch(() => {});

/** Or until it is undone: what is over is not waited for. */
const until = (id: string, reached: (batch: ReviewBatch) => boolean) =>
  system.until({
    read: () => readBatch(system.db, id),
    isReached: (batch) => reached(batch) || batch.state === 'undone',
    ask: async () => {
      // The cron comes every five minutes, and takes what has stood still for two.
      await system.db.$executeRaw`UPDATE "reviewBatches" SET "touchedAt" = "touchedAt" - interval '5 minutes'`.catch(
        () => {},
      );
      await send(sweepRequested.create({ reason: 'test' }));
    },
  });
