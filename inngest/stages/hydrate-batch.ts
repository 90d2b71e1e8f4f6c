import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { hashImage } from '@/lib/products/content-hash';
import { needsPersistence, type ProductRecord, readProducts } from '@/lib/products/product-record';
import { markGone, noteAttempts, type PageUpdate, savePages } from '@/lib/products/save-page';
import { type ItemMove, moveItemsOfRuns } from '@/lib/syncs/move-items';
import { type ItemRef, type OpenItem, readOpenItems, refOf } from '@/lib/syncs/open-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { attemptsOf, nextAttempt, type Pending, type RetryItem, type RoundResult } from '../rounds';
import type { StageReport } from '../stage-report';
import { judgePage, judgePicture, touchesListing } from './hydrate-decision';
import type { Again, Failed, PageSource } from './page-source';

export interface HydrateDeps {
  db: PrismaClient;
  source: PageSource;
  /** The embedding space in use. */
  space: string;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
  report: StageReport;
}

export interface HydrateRound extends RoundResult {
  /** Unchanged and approved, but their picture is not stored yet. */
  persist: ItemRef[];
}

type Look =
  | { kind: 'read'; item: OpenItem; stored: ProductRecord; page: PageUpdate; changed: boolean }
  | { kind: 'gone'; item: OpenItem; code: string }
  | { kind: 'retry'; item: OpenItem; code: string; next: RetryItem }
  | { kind: 'failed'; item: OpenItem; code: string; message: string };

/** One attempt at the pages of a batch. Safe to run twice: what has moved on is handed on again, what has ended is left out. */
export async function hydrateBatch(deps: HydrateDeps, pending: Pending[], round: number): Promise<HydrateRound> {
  const { db } = deps;
  const items = await readOpenItems(
    db,
    pending.map((entry) => entry.item),
  );
  const attempts = attemptsOf(pending);
  const waiting = items.filter((item) => item.stage === 'hydrate');
  const stored = await readProducts(
    db,
    waiting.map((item) => item.productId),
  );
  if (round === 0)
    await writeSyncLogs(
      db,
      waiting.map((item) => ({ ...refOf(item), eventType: 'hydrate_start' })),
    );
  const looks = await Promise.all(
    waiting.map((item) => look(deps, { item, attempts: attempts(item), stored: stored.get(item.productId), round })),
  );
  const found = looks.filter((entry) => entry !== null);
  const reads = found.filter((entry) => entry.kind === 'read');
  const goneIds = found.filter((entry) => entry.kind === 'gone').map((entry) => entry.item.productId);

  const saved = await savePages(db, [...new Map(reads.map(({ page }) => [page.productId, page])).values()]);
  await markGone(db, goneIds);
  await noteAttempts(
    db,
    found.filter((entry) => entry.kind === 'failed').map((entry) => entry.item.productId),
  );
  const relisted = reads.filter(({ stored, page }) => touchesListing(stored, page, page.reviewAgain));
  const unlisted = saved.filter((row) => row.unlisted).map((row) => row.productId);
  await deps.recomputeListing([...goneIds, ...unlisted, ...relisted.map((entry) => entry.item.productId)]);
  await logRateLimits(db, found);
  await moveItemsOfRuns(
    db,
    found.flatMap((entry) => moveOf(entry).map((move) => ({ syncRunId: entry.item.syncRunId, move }))),
  );
  for (const entry of found)
    deps.report.product('hydrate', entry.item, resultOf(entry), 'code' in entry ? entry.code : undefined);
  return {
    onward: [
      ...items.filter((item) => item.stage === 'embed').map(refOf),
      ...reads.filter((entry) => entry.changed).map((entry) => refOf(entry.item)),
    ],
    persist: reads
      .filter((entry) => !entry.changed && needsPersistence(entry.stored))
      .map((entry) => refOf(entry.item)),
    retry: found.filter((entry) => entry.kind === 'retry').map((entry) => entry.next),
  };
}

interface Waiting {
  item: OpenItem;
  attempts: number;
  stored: ProductRecord | undefined;
  round: number;
}

async function look({ source, space }: HydrateDeps, waiting: Waiting): Promise<Look | null> {
  const { item, stored, attempts } = waiting;
  // Erased with its seller since the item was read.
  if (stored === undefined) return null;
  if (stored.sellerPhone !== item.sellerPhone) return { kind: 'failed', item, ...ANOTHER_SELLER };
  const result = await source.readPage(item, { attempt: attempts + 1, businessName: stored.businessName });
  if (result.kind === 'gone') return { ...result, item };
  if (result.kind !== 'product') return failedOrAgain(waiting, result);
  const { productId, sellerPhone } = item;
  const page = { ...result.page, productId, sellerPhone };
  let verdict = judgePage(stored, page, space);
  if (verdict.kind === 'compare-picture' && page.imageUrl !== null) {
    const picture = await source.readPicture(page.imageUrl);
    if (picture.kind === 'expired') return failedOrAgain(waiting, FRESH_LINK_EXPIRED);
    if (picture.kind === 'retry') return failedOrAgain(waiting, picture);
    // What cannot be had for good is for the embedding stage to name; nobody sees it meanwhile, but may see the one that we keep.
    verdict =
      picture.kind === 'picture'
        ? judgePicture(stored, hashImage(picture.bytes))
        : { kind: 'changed', reviewAgain: stored.s3ImageUrl === null };
  }
  const reviewAgain = verdict.kind === 'changed' && verdict.reviewAgain;
  return { kind: 'read', item, stored, page: { ...page, reviewAgain }, changed: verdict.kind === 'changed' };
}

function failedOrAgain({ item, attempts, round }: Waiting, trouble: Again | Failed): Look {
  const next = trouble.kind === 'retry' ? nextAttempt({ item: refOf(item), attempts }, trouble, round) : null;
  const { code, message } = trouble;
  return next ? { kind: 'retry', item, code, next } : { kind: 'failed', item, code, message };
}

const resultOf = (entry: Look) => (entry.kind !== 'read' ? entry.kind : entry.changed ? 'changed' : 'unchanged');

function moveOf(entry: Look): ItemMove[] {
  const { productId } = entry.item;
  switch (entry.kind) {
    case 'read':
      return entry.changed
        ? [{ productId, stage: 'embed', hydrated: true, logs: [{ eventType: 'hydrate_success' }] }]
        : [{ productId, hydrated: true, outcome: 'unchanged', logs: [{ eventType: 'hydrate_unchanged' }] }];
    case 'gone': {
      const problem = { code: 'product_gone', message: GONE };
      return [{ productId, outcome: 'inactive', problem, logs: [{ eventType: 'hydrate_404', code: entry.code }] }];
    }
    case 'failed': {
      const problem = { code: entry.code, message: entry.message };
      return [{ productId, outcome: 'failed', problem, logs: [{ eventType: 'hydrate_failed', code: entry.code }] }];
    }
    case 'retry':
      return [];
  }
}

async function logRateLimits(db: PrismaClient, looks: Look[]): Promise<void> {
  const limited = looks.filter((entry) => 'code' in entry && entry.code === 'http_429');
  await writeSyncLogs(
    db,
    limited.map((entry) => {
      const afterMs = entry.kind === 'retry' ? entry.next.afterMs : null;
      return { ...refOf(entry.item), eventType: 'hydrate_429', detail: { afterMs } };
    }),
  );
}

const GONE =
  'WhatsApp says that this product is not there any more, so it is hidden. Is that wrong, share its link again.';
const FRESH_LINK_EXPIRED: Again = {
  kind: 'retry',
  code: 'image_expired',
  message: 'WhatsApp gave a link to the picture that had expired already. Please sync again later.',
};
const ANOTHER_SELLER = {
  code: 'product_of_another_seller',
  message: 'This product id was first read from another seller. Check that the link is yours.',
};
