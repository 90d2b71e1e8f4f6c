import pLimit from 'p-limit';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import type { PictureDescription } from '@/lib/media/describe-picture';
import { asSokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { contentHash, type ShownWords } from '@/lib/products/content-hash';
import { type ProductRecord, readProducts } from '@/lib/products/product-record';
import { type EmbeddedProduct, saveEmbeddings } from '@/lib/products/save-embeddings';
import { savePages } from '@/lib/products/save-page';
import { type ItemMove, moveItemsOfRuns } from '@/lib/syncs/move-items';
import { type OpenItem, readOpenItems, refOf } from '@/lib/syncs/open-items';
import { attemptsOf, nextAttempt, type Pending, type RetryItem, type RoundResult } from '../rounds';
import type { StageReport } from '../stage-report';
import { type FetchedPicture, fetchPicture } from './fetch-picture';
import type { Again, Failed, Page, PageSource } from './page-source';

export interface EmbedDeps {
  db: PrismaClient;
  source: PageSource;
  model: Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'>;
  /** lib/media/describe-picture.ts. Throws SokoError for what is no picture. */
  describePicture(bytes: Uint8Array): Promise<PictureDescription>;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
  report: StageReport;
}

/** Pictures in memory at once per batch: enough to keep the model's threads fed while others are still on the network. */
const AT_ONCE = 8;

type Made =
  | { kind: 'embedded'; item: OpenItem; product: ProductRecord; embedding: EmbeddedProduct }
  /** The same content has its vector already. */
  | { kind: 'known'; item: OpenItem }
  | { kind: 'retry'; item: OpenItem; code: string; next: RetryItem }
  | { kind: 'failed'; item: OpenItem; code: string; message: string };

/** One attempt at the vectors of a batch. Safe to run twice: what has moved on is handed on again. */
export async function embedBatch(deps: EmbedDeps, pending: Pending[], round: number): Promise<RoundResult> {
  const { db } = deps;
  const items = await readOpenItems(
    db,
    pending.map((entry) => entry.item),
  );
  const attempts = attemptsOf(pending);
  const waiting = items.filter((item) => item.stage === 'embed');
  const products = await readProducts(
    db,
    waiting.map((item) => item.productId),
  );
  const limit = pLimit(AT_ONCE);
  const tried = await Promise.all(
    waiting.map((item) => {
      const product = products.get(item.productId);
      // Erased with its seller since the item was read.
      if (product === undefined) return null;
      return limit(() => makeOne(deps, { item, product, attempts: attempts(item), round }));
    }),
  );
  const made = await save(
    deps,
    tried.filter((entry) => entry !== null),
    round,
    attempts,
  );
  await moveItemsOfRuns(
    db,
    made.flatMap((entry) => moveOf(entry).map((move) => ({ syncRunId: entry.item.syncRunId, move }))),
  );
  for (const entry of made)
    deps.report.product('embed', entry.item, entry.kind, 'code' in entry ? entry.code : undefined);
  const moved = made.filter((entry) => entry.kind === 'embedded' || entry.kind === 'known');
  return {
    onward: [...items.filter((item) => item.stage === 'review'), ...moved.map((entry) => entry.item)].map(refOf),
    retry: made.filter((entry) => entry.kind === 'retry').map((entry) => entry.next),
  };
}

/** A product whose words changed while it was being embedded is tried again. */
async function save(
  deps: EmbedDeps,
  made: Made[],
  round: number,
  attempts: (item: OpenItem) => number,
): Promise<Made[]> {
  const embedded = made.filter((entry) => entry.kind === 'embedded');
  const unique = new Map(embedded.map(({ embedding }) => [embedding.productId, embedding]));
  const saved = new Set(await saveEmbeddings(deps.db, [...unique.values()]));
  // Only what was live, or is approved for this very content, can be touched by a new vector.
  const listed = embedded.filter(({ product }) => product.isListed || product.qcStatus === 'approved');
  await deps.recomputeListing(listed.map((entry) => entry.item.productId));
  return made.map((entry) =>
    entry.kind !== 'embedded' || saved.has(entry.item.productId)
      ? entry
      : failedOrAgain({ item: entry.item, attempts: attempts(entry.item), round }, CHANGED_MEANWHILE),
  );
}

interface Waiting {
  item: OpenItem;
  product: ProductRecord;
  attempts: number;
  round: number;
}

async function makeOne(deps: EmbedDeps, waiting: Waiting): Promise<Made> {
  const { item, product } = waiting;
  const { productId, sellerPhone, imageUrl } = product;
  let words = wordsOf(product);
  if (imageUrl === null && words.cleanText === null) return { kind: 'failed', item, ...NOTHING_TO_EMBED };
  let picture: Extract<FetchedPicture, { kind: 'picture' }> | null = null;
  if (imageUrl !== null) {
    const fetched = await fetchPicture(deps.source, { productId, sellerPhone, imageUrl });
    if (fetched.kind !== 'picture') return failedOrAgain(waiting, fetched);
    picture = fetched;
    if (fetched.renewed !== null) {
      words = wordsOf(fetched.renewed);
      const reviewAgain = product.imageHash !== fetched.hash;
      const saved = await savePages(deps.db, [{ ...fetched.renewed, productId, sellerPhone, reviewAgain }]);
      await deps.recomputeListing(saved.filter((row) => row.unlisted).map((row) => row.productId));
    }
  }
  const { cleanText } = words;
  const hash = contentHash({ imageHash: picture?.hash ?? null, ...words });
  if (product.contentHash === hash && product.embeddingSpace === deps.model.space) return { kind: 'known', item };
  try {
    const [seen, said, image] = await Promise.all([
      picture ? deps.model.embedImage(picture.bytes, { lane: 'backfill' }) : null,
      cleanText === null ? null : deps.model.embedText(cleanText, { lane: 'backfill' }),
      picture ? deps.describePicture(picture.bytes) : null,
    ]);
    const vector = fuseVectors(seen, said);
    if (vector === null) return { kind: 'failed', item, ...NOTHING_TO_EMBED };
    const { space } = deps.model;
    const shown = picture && image ? { hash: picture.hash, ...image } : null;
    return {
      kind: 'embedded',
      item,
      product,
      embedding: { productId, ...words, contentHash: hash, space, vector, image: shown },
    };
  } catch (error) {
    const { code, message, retry } = asSokoError(error);
    if (!retry.again) return { kind: 'failed', item, code, message };
    return failedOrAgain(waiting, { kind: 'retry', code, message, afterMs: retry.afterMs });
  }
}

type EmbeddedWords = Pick<Page, 'cleanText' | keyof ShownWords>;
const wordsOf = ({ cleanText, title, description, businessName }: EmbeddedWords) => ({
  cleanText,
  title,
  description,
  businessName,
});

function failedOrAgain(waiting: Omit<Waiting, 'product'>, trouble: Again | Failed): Made {
  const { item, attempts, round } = waiting;
  const next = trouble.kind === 'retry' ? nextAttempt({ item: refOf(item), attempts }, trouble, round) : null;
  const { code, message } = trouble;
  return next ? { kind: 'retry', item, code, next } : { kind: 'failed', item, code, message };
}

function moveOf(entry: Made): ItemMove[] {
  const { productId } = entry.item;
  switch (entry.kind) {
    case 'embedded':
    case 'known':
      return [{ productId, stage: 'review', embedded: true, logs: [{ eventType: 'embed_success' }] }];
    case 'failed': {
      const problem = { code: entry.code, message: entry.message };
      return [{ productId, outcome: 'failed', problem, logs: [{ eventType: 'embed_failed', code: entry.code }] }];
    }
    case 'retry':
      return [];
  }
}

const NOTHING_TO_EMBED = {
  code: 'nothing_to_embed',
  message: 'The product has neither a picture nor words. Add them in WhatsApp and sync again.',
};
const CHANGED_MEANWHILE: Again = {
  kind: 'retry',
  code: 'product_changed',
  message: 'The product changed while it was being read. It is read again with the next sync.',
};
