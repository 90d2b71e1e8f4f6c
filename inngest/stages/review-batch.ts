import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readProducts } from '@/lib/products/product-record';
import { applyReviewsInForce, readReviewsInForce, recordReview } from '@/lib/products/reviews';
import { type MoveInRun, moveItemsOfRuns } from '@/lib/syncs/move-items';
import { type ItemRef, type OpenItem, readOpenItems, refOf, sendBackToEmbed } from '@/lib/syncs/open-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { attemptsOf, nextAttempt, type Pending, type RetryItem, type RoundResult } from '../rounds';
import type { StageReport } from '../stage-report';
import { type JudgeDeps, type Judged, judgeProduct, type Reviewable, unjudged } from './judge-product';
import { moveAfter } from './review-move';

export interface ReviewDeps extends JudgeDeps {
  db: PrismaClient;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
  report: StageReport;
}

/** `onward`: their pictures are to be stored. */
export interface ReviewRound extends RoundResult {
  /** Their pictures changed since they were embedded. */
  embed: ItemRef[];
}

/** Waits out a reviewer that is rate-limited, or away for an hour. */
const WAITS_MS = [10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000];

type Look =
  | { kind: 'judged'; item: OpenItem }
  | { kind: 'picture-changed'; item: OpenItem }
  | { kind: 'retry'; item: OpenItem; code: string; next: RetryItem };

/** One attempt at judging a batch, each product once per content; then all judgements are applied. Safe to run twice. */
export async function reviewBatch(deps: ReviewDeps, pending: Pending[], round: number): Promise<ReviewRound> {
  const { db, report } = deps;
  const items = await readOpenItems(
    db,
    pending.map((entry) => entry.item),
  );
  const attempts = attemptsOf(pending);
  const waiting = items.filter((item) => item.stage === 'review');
  const products = await readReviewable(db, waiting);
  const inForce = await readReviewsInForce(db, [...products.values()]);
  const judge = oncePerProduct((product: Reviewable, item: OpenItem) => judgeAndKeep(deps, product, item));

  async function look(item: OpenItem): Promise<Look | null> {
    const product = products.get(item.productId);
    if (product === undefined) return null;
    if (inForce.has(item.productId)) return { kind: 'judged', item };
    const judged = await judge(product, item);
    if (judged.kind !== 'retry') return { kind: judged.kind, item };
    const { code, message } = judged;
    const again = { item: refOf(item), attempts: attempts(item) };
    const next = nextAttempt(again, judged, round, WAITS_MS);
    if (next !== null) return { kind: 'retry', item, code, next };
    await keep(deps, unjudged(product, deps.reviewer.name, `${code}: ${message}`), item);
    return { kind: 'judged', item };
  }

  const looks = (await Promise.all(waiting.map(look))).filter((entry) => entry !== null);
  const retries = looks.filter((entry) => entry.kind === 'retry');
  for (const { item, code } of retries) report.product('review', item, 'retry', code);
  const judged = looks.filter((entry) => entry.kind === 'judged').map((entry) => entry.item);
  const approved = await applyReviews(deps, judged, products);
  const embed = items.filter((item) => item.stage === 'embed');
  for (const { kind, item } of looks) {
    if (kind === 'picture-changed' && (await sendBackToEmbed(db, item))) embed.push(item);
  }
  return {
    onward: [...items.filter((item) => item.stage === 'persist'), ...approved].map(refOf),
    embed: embed.map(refOf),
    retry: retries.map((entry) => entry.next),
  };
}

/** For a batch that could not be worked on: a person will look at its products. */
export async function flagUnjudged(deps: ReviewDeps, refs: ItemRef[], why: string): Promise<void> {
  const items = await readOpenItems(deps.db, refs);
  const waiting = items.filter((item) => item.stage === 'review');
  const products = await readReviewable(deps.db, waiting);
  const inForce = await readReviewsInForce(deps.db, [...products.values()]);
  for (const item of waiting) {
    const product = products.get(item.productId);
    if (product === undefined || inForce.has(item.productId)) continue;
    await keep(deps, unjudged(product, deps.reviewer.name, why), item);
  }
  await applyReviews(deps, waiting, products);
}

/** Without those that were erased with their seller, or have nothing to be judged yet. */
async function readReviewable(db: PrismaClient, items: OpenItem[]): Promise<Map<string, Reviewable>> {
  const products = await readProducts(
    db,
    items.map((item) => item.productId),
  );
  const reviewable = new Map<string, Reviewable>();
  for (const [productId, { contentHash, ...product }] of products) {
    if (contentHash !== null) reviewable.set(productId, { ...product, contentHash });
  }
  return reviewable;
}

/** Two runs may bring the same product at the same time. */
function oncePerProduct<Made>(make: (product: Reviewable, item: OpenItem) => Promise<Made>) {
  const made = new Map<string, Promise<Made>>();
  return (product: Reviewable, item: OpenItem): Promise<Made> => {
    const known = made.get(product.productId) ?? make(product, item);
    made.set(product.productId, known);
    return known;
  };
}

async function judgeAndKeep(deps: ReviewDeps, product: Reviewable, item: OpenItem): Promise<Judged> {
  const judged = await judgeProduct(deps, product);
  if (judged.kind === 'judged') await keep(deps, judged, item);
  return judged;
}

/** At once, not with the rest of the batch: it may have cost money. */
async function keep({ db }: ReviewDeps, { review, log }: Judged & { kind: 'judged' }, item: OpenItem): Promise<void> {
  await recordReview(db, review);
  if (log !== undefined) await writeSyncLogs(db, [{ ...refOf(item), ...log }]);
}

/** Returns those whose pictures are to be stored next. `judged`: products as they were then. */
async function applyReviews(
  { db, recomputeListing, report }: ReviewDeps,
  items: OpenItem[],
  judged: Map<string, Reviewable>,
): Promise<OpenItem[]> {
  const ids = [...new Set(items.map((item) => item.productId))];
  if (ids.length === 0) return [];
  await applyReviewsInForce(db, ids);
  // Before the items move: a shopper sees an approved product at once, while its picture is still being stored.
  await recomputeListing(ids);
  const reviews = await readReviewsInForce(db, [...judged.values()]);
  const products = await readProducts(db, ids);
  const moves: MoveInRun[] = [];
  const approved: OpenItem[] = [];
  for (const item of items) {
    const [product, review] = [products.get(item.productId), reviews.get(item.productId)];
    // Erased with its seller while it was judged: its items are gone too.
    if (product === undefined || review === undefined) continue;
    const move = moveAfter(product, review);
    report.product('review', item, review.decision, move.problem?.code);
    moves.push({ syncRunId: item.syncRunId, move });
    if (move.stage === 'persist') approved.push(item);
  }
  await moveItemsOfRuns(db, moves);
  return approved;
}
