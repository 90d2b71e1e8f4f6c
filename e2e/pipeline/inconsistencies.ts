import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readSync } from '@/lib/syncs/read-sync';
import type { RunCounts } from '@/lib/syncs/sync-view.schema';
import type { VectorStore } from '@/lib/vectors/vector-store';

const OUTCOMES = ['approved', 'flagged', 'rejected', 'unchanged', 'inactive', 'failed'] as const;

/** All that is looked at of one run. */
export interface RunFacts {
  state: string;
  counts: RunCounts;
  items: {
    productId: string;
    stage: string;
    outcome: string | null;
    hydrated: boolean;
    embedded: boolean;
    persisted: boolean;
  }[];
  products: {
    productId: string;
    contentHash: string | null;
    imageHash: string | null;
    s3ImageUrl: string | null;
    s3ImageHash: string | null;
    isListed: boolean;
    /** The contents that vectors are of; a space has one at most. */
    embedded: string[];
  }[];
  /** Ids that the vector index holds. */
  indexed: string[];
  /** Of a model, by product and content. */
  reviews: { productId: string; count: number }[];
}

/** What a run that has ended has lost, and what it has twice; in words. */
export interface Inconsistencies {
  lost: string[];
  doubled: string[];
}

export async function readRunFacts(
  { db, vectors }: { db: PrismaClient; vectors: Pick<VectorStore, 'get'> },
  syncRunId: string,
): Promise<RunFacts> {
  const sync = await readSync(db, syncRunId);
  if (!sync) throw new Error('the sync is not there');
  const items = await db.syncItem.findMany({ where: { syncRunId } });
  const productId = { in: items.map((item) => item.productId) };
  const products = await db.product.findMany({ where: { productId }, include: { embeddings: true } });
  const reviews = await db.qualityReview.groupBy({
    by: ['productId', 'contentHash'],
    where: { productId, source: 'model' },
    _count: true,
  });
  return {
    state: sync.state,
    counts: sync.counts,
    items,
    products: products.map(({ embeddings, ...product }) => ({
      ...product,
      embedded: embeddings.map(({ contentHash }) => contentHash),
    })),
    indexed: [...(await vectors.get(productId.in)).keys()],
    reviews: reviews.map((review) => ({ productId: review.productId, count: review._count })),
  };
}

/** What must hold of every run that has ended, whatever happened on its way, and does not. */
export function findInconsistencies(facts: RunFacts): Inconsistencies {
  const { state, counts, items, products, indexed, reviews } = facts;
  const byId = new Map(products.map((product) => [product.productId, product]));
  const found = items.map((item) => ofItem(item, byId.get(item.productId)));
  const listed = new Set(products.filter(({ isListed }) => isListed).map(({ productId }) => productId));
  return {
    lost: [
      ...(state === 'finished' ? [] : [`the run is ${state}`]),
      ...wrongCounts(counts, items),
      ...found.flatMap(({ lost }) => lost),
      ...[...listed].filter((id) => !indexed.includes(id)).map((id) => `${id} is live and not in the index`),
    ],
    doubled: [
      ...found.flatMap(({ doubled }) => doubled),
      ...indexed.filter((id) => !listed.has(id)).map((id) => `${id} is in the index and not live`),
      ...reviews.filter(({ count }) => count > 1).map(({ productId, count }) => `${productId} has ${count} reviews`),
    ],
  };
}

function ofItem(item: RunFacts['items'][number], product: RunFacts['products'][number] | undefined): Inconsistencies {
  const { productId } = item;
  const lost: string[] = [];
  const doubled: string[] = [];
  if (item.outcome === null || item.stage !== 'done') lost.push(`${productId} has no outcome (${item.stage})`);
  if (item.embedded) {
    const embedded = product?.embedded ?? [];
    if (!embedded.some((contentHash) => contentHash === product?.contentHash)) lost.push(`${productId} has no vector`);
    if (embedded.length > 1) doubled.push(`${productId} has ${embedded.length} vectors`);
  }
  if (item.persisted) {
    const isStored = product?.s3ImageUrl?.includes('/products/') && product.s3ImageHash === product.imageHash;
    if (!isStored) lost.push(`${productId} has no stored picture`);
  }
  return { lost, doubled };
}

function wrongCounts(counts: RunCounts, items: RunFacts['items']): string[] {
  const own: Record<string, number> = {
    ...Object.fromEntries(OUTCOMES.map((name) => [name, items.filter(({ outcome }) => outcome === name).length])),
    found: items.length,
    hydrated: items.filter(({ hydrated }) => hydrated).length,
    embedded: items.filter(({ embedded }) => embedded).length,
    persisted: items.filter(({ persisted }) => persisted).length,
  };
  return Object.entries(counts)
    .filter(([name, count]) => own[name] !== count)
    .map(([name, count]) => `${name} is counted as ${count} and is ${own[name]}`);
}
