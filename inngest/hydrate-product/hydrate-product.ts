import type { Inngest } from 'inngest';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import type { PictureShelf } from '@/lib/media/picture-shelf';
import { hashImage } from '@/lib/products/content-hash';
import { needsPersistence } from '@/lib/products/product-record';
import { markGone, noteAttempts, type PageUpdate, savePages } from '@/lib/products/save-page';
import { ANOTHER_SELLER } from '@/lib/syncs/found-items';
import { writeSyncLogs } from '@/lib/syncs/sync-log';
import { productApproved, productHydrated, productHydrateRequested } from '../events';
import { type Again, waitsForWhatsApp } from '../product-stage/attempts';
import type { Page, ProductSource } from '../product-stage/product-source';
import {
  type Attempt,
  type Attempted,
  createProductStage,
  type InHand,
  type ProductStage,
  type Settled,
  type StageDeps,
  settledAsFailed,
} from '../product-stage/product-stage';
import { judgePage, judgePicture, touchesListing } from './hydrate-decision';

export interface HydrateProductDeps extends StageDeps {
  source: ProductSource;
  shelf: PictureShelf;
  /** lib/reindex/loaded-models.ts */
  pipelineModel(): Promise<Pick<EmbeddingModel, 'space'>>;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
}

type Look = { kind: 'read'; page: Page; changed: boolean; reviewAgain: boolean } | { kind: 'gone'; code: string };

/** product/hydrate.requested → reads product pages → product/hydrated for what changed. */
export const createHydrateProduct = (inngest: Inngest, deps: HydrateProductDeps) =>
  createProductStage(inngest, deps, hydrateProduct(deps));

export function hydrateProduct(deps: HydrateProductDeps): ProductStage<Look> {
  const { db } = deps;
  return {
    id: 'hydrate-product',
    stage: 'hydrate',
    startedBy: productHydrateRequested,
    next: { stage: 'embed', event: productHydrated },
    batch: 20,
    // More than one, so that a batch in its backoff or its last slow page leaves no fetch slot idle.
    batchesAtOnce: 5,
    // Four keep the fetch slots of one worker filled while one of them is written down.
    batchesOfOneLane: 4,
    // The hydrator bounds what is fetched at once.
    productsAtOnce: 20,
    waitsFor: waitsForWhatsApp,
    async begin(batch, round) {
      if (round === 0)
        await writeSyncLogs(
          db,
          batch.map(({ item }) => ({ ...item, eventType: 'hydrate_start' })),
        );
    },
    attempt: (inHand) => lookAt(deps, inHand),
    async noteTroubles(troubles) {
      const limited = troubles.filter(({ code }) => code === 'http_429');
      await writeSyncLogs(
        db,
        limited.map(({ item, afterMs }) => ({ ...item, eventType: 'hydrate_429', detail: { afterMs } })),
      );
    },
    settle: (attempted) => save(deps, attempted),
  };
}

async function lookAt(
  { source, shelf, pipelineModel }: HydrateProductDeps,
  { item, product }: InHand,
): Promise<Attempt<Look>> {
  if (product.sellerPhone !== item.sellerPhone) return { kind: 'failed', ...ANOTHER_SELLER };
  const { businessName } = product;
  const result = await source.readPage(item, { businessName });
  if (result.kind === 'gone') return { kind: 'done', found: result };
  if (result.kind !== 'product') return result;
  const { page } = result;
  const { space } = await pipelineModel();
  let verdict = judgePage(product, page, space);
  if (verdict.kind === 'compare-picture' && page.imageUrl !== null) {
    const picture = await source.readPicture(page.imageUrl);
    if (picture.kind === 'expired') return FRESH_LINK_EXPIRED;
    if (picture.kind === 'retry') return picture;
    if (picture.kind === 'picture') {
      const hash = hashImage(picture.bytes);
      verdict = judgePicture(product, hash);
      const made = { kind: 'file' as const, bytes: picture.bytes };
      if (verdict.kind === 'changed') shelf.put(page.imageUrl, { hash, made });
    } else {
      // For the embedding stage to name; nobody sees it meanwhile, but may see the one that we keep.
      verdict = { kind: 'changed', reviewAgain: product.s3ImageUrl === null };
    }
  }
  const reviewAgain = verdict.kind === 'changed' && verdict.reviewAgain;
  return { kind: 'done', found: { kind: 'read', page, changed: verdict.kind === 'changed', reviewAgain } };
}

async function save({ db, recomputeListing }: HydrateProductDeps, attempted: Attempted<Look>[]): Promise<Settled[]> {
  const pages = new Map<string, PageUpdate>();
  const relisted: string[] = [];
  const [gone, failed]: [string[], string[]] = [[], []];
  for (const entry of attempted) {
    const { productId, sellerPhone } = entry.item;
    if (entry.kind === 'failed') failed.push(productId);
    else if (entry.found.kind === 'gone') gone.push(productId);
    else {
      const { page, reviewAgain } = entry.found;
      pages.set(productId, { ...page, productId, sellerPhone, reviewAgain });
      if (touchesListing(entry.product, page, reviewAgain)) relisted.push(productId);
    }
  }
  const saved = await savePages(db, [...pages.values()]);
  await markGone(db, gone);
  await noteAttempts(db, failed);
  const unlisted = saved.filter((row) => row.unlisted).map((row) => row.productId);
  await recomputeListing([...gone, ...unlisted, ...relisted]);
  return attempted.map(settle);
}

function settle(entry: Attempted<Look>): Settled {
  const { item } = entry;
  if (entry.kind === 'failed') return settledAsFailed('hydrate', entry);
  const { found } = entry;
  if (found.kind === 'gone') {
    const problem = { code: 'product_gone', message: GONE };
    const logs = [{ eventType: 'hydrate_404' as const, code: found.code }];
    return { item, result: 'gone', code: found.code, move: { outcome: 'inactive', problem, logs } };
  }
  if (found.changed) {
    const logs = [{ eventType: 'hydrate_success' as const }];
    return { item, result: 'changed', move: { stage: 'embed', hydrated: true, logs }, handOn: true };
  }
  return {
    item,
    result: 'unchanged',
    move: { hydrated: true, outcome: 'unchanged', logs: [{ eventType: 'hydrate_unchanged' }] },
    events: storeAgain(entry),
  };
}

/** Approved, but its picture could not be stored then. Outside of the run, whose item ends here. */
const storeAgain = ({ item, product }: InHand) =>
  needsPersistence(product) ? [productApproved.create({ ...item, syncRunId: null })] : [];

const GONE =
  'WhatsApp says that this product is not there any more, so it is hidden. Is that wrong, share its link again.';
const FRESH_LINK_EXPIRED: Again = {
  kind: 'retry',
  code: 'image_expired',
  message: 'WhatsApp gave a link to the picture that had expired already. Please sync again later.',
};
