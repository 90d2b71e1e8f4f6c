import { randomUUID } from 'node:crypto';
import { draftBatch } from '@/lib/moderation/batches/draft-batch';
import { decideReview, type ModerationDeps } from '@/lib/moderation/decide-review';
import { skipReview } from '@/lib/moderation/skip-review';
import { takeNext } from '@/lib/moderation/take-next';
import { undoDecision } from '@/lib/moderation/undo-decision';
import { pauseWork, resumeWork } from '@/lib/pauses/pauses';
import { recomputeListing } from '@/lib/products/listing';
import { changeProduct } from '@/lib/sellers/change-product';
import { holdSeller, releaseSeller } from '@/lib/sellers/hold-seller';
import { dismissFailed } from '@/lib/syncs/dismiss-work';
import { BIGGEST, phoneOf } from '../catalogue/catalogue-size';
import type { Work } from '../measure-work';
import type { BenchedConsoles } from './console-reads';

/** What is done on these pages. Each leaves the queue about as long as it was: what is decided is undone. */
export async function consoleActs({ db, store }: BenchedConsoles): Promise<Work[]> {
  const relist = (productIds: string[]) => recomputeListing({ db, vectors: store, listingPolicy: 'open' }, productIds);
  const deps = { db, relist };
  const moderation: ModerationDeps = { ...deps, announceApproved: async () => {}, secondLookKey: new Uint8Array(32) };
  const biggest = await db.seller.findFirstOrThrow({ where: { phone: BIGGEST } });
  const waiting = await db.product.findMany({
    where: { qcStatus: 'flagged', escalations: { none: {} } },
    orderBy: { productId: 'desc' },
    take: 400,
    select: { productId: true, version: true },
  });
  const live = await db.product.findMany({ where: { isListed: true, sellerPhone: BIGGEST }, take: 50 });
  const by = { id: 'user-2', role: 'moderator' } as const;
  const failed = await db.syncItem.findMany({
    where: { outcome: 'failed', dismissedAt: null },
    distinct: ['productId'],
    take: 400,
    select: { productId: true },
  });
  const decided: string[] = [];
  let at = 0;
  const next = <One>(all: One[]): One => {
    const one = all[at++ % all.length];
    if (one === undefined) throw new Error('there is nothing to do it to');
    return one;
  };
  const decide = (decision: 'approved' | 'rejected') => async () => {
    const { id } = await decideReview(moderation, {
      ...(await current(next(waiting).productId)),
      ...{ decision, problems: decision === 'rejected' ? ['weapon'] : [], note: null, moderatorId: by.id },
    });
    decided.push(id);
  };
  const undo = async () => {
    const decisionId = decided.pop();
    if (decisionId !== undefined) await undoDecision(moderation, { decisionId, moderatorId: by.id });
  };
  const current = (productId: string) =>
    db.product.findUniqueOrThrow({ where: { productId }, select: { productId: true, version: true } });
  const draft = (selection: Parameters<typeof draftBatch>[1]['selection']) => () =>
    draftBatch(db, { id: randomUUID(), selection, by });
  const ofShop = { sellerId: biggest.id, phone: BIGGEST };
  const change = (wanted: Parameters<typeof changeProduct>[3]) => () =>
    changeProduct(deps, ofShop, next(live).productId, wanted);
  const hold = (phone: string) => ({ phone, hold: 'suspended' as const, actorId: 'user-0' });
  return [
    ['opening the next', () => takeNext(db, { userId: by.id, products: [next(waiting)], release: [] })],
    ['approving', decide('approved')],
    ['taking it back', undo],
    ['rejecting', decide('rejected')],
    ['taking that back', undo],
    ['skipping', () => skipReview(db, { productId: next(waiting).productId, moderatorId: by.id, back: false })],
    ['previewing a batch of a seller', draft({ kind: 'seller', sellerId: biggest.id, of: 'waiting' })],
    ['hiding a product', change({ action: 'hide' })],
    ['showing it', change({ action: 'show' })],
    ['correcting a price', change({ action: 'price', amount: 100 + at, currency: 'KES' })],
    ['correcting a category', change({ action: 'category', category: 'bags' })],
    [
      'suspending a seller and restoring them',
      async () => {
        const phone = phoneOf(1 + (at++ % 1_000));
        await holdSeller(deps, { ...hold(phone), reason: 'bench' });
        await releaseSeller(deps, hold(phone));
      },
    ],
    [
      'pausing a stage and resuming it',
      async () => {
        await pauseWork(db, { what: 'embed', actorId: 'user-0' });
        await resumeWork({ db, requestResume: async () => {} }, { what: 'embed', actorId: 'user-0' });
      },
    ],
    ['dismissing a failed product', () => dismissFailed(db, { productIds: [next(failed).productId] }, 'user-0')],
  ];
}
