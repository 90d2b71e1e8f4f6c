import type { Inngest } from 'inngest';
import { embedProduct } from '@/lib/embedding/embed-product';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { inSpanOf } from '@/lib/platform/tracing/tracing';
import { contentHash, type ShownWords } from '@/lib/products/content-hash';
import { isEmbedded, type ProductRecord } from '@/lib/products/product-record';
import { type EmbeddedProduct, saveEmbeddings } from '@/lib/products/save-embeddings';
import { savePages } from '@/lib/products/save-page';
import { productEmbedded, productHydrated } from '../events';
import { type Again, type Failed, waitsForWhatsApp } from '../product-stage/attempts';
import {
  type FetchedPicture,
  fetchPicture,
  type Page,
  type PictureDeps,
  prepareOnce,
} from '../product-stage/product-source';
import {
  type Attempt,
  type Attempted,
  createProductStage,
  type ProductStage,
  type Settled,
  type StageDeps,
  settledAsFailed,
} from '../product-stage/product-stage';

export interface GenerateEmbeddingDeps extends StageDeps, PictureDeps {
  /** lib/reindex/loaded-models.ts */
  pipelineModel(): Promise<Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'>>;
  /** lib/products/listing.ts */
  recomputeListing(productIds: string[]): Promise<unknown>;
}

/** `known`: the same content has its vector already. */
type Made = { kind: 'embedded'; embedding: EmbeddedProduct } | { kind: 'known' };

/** product/hydrated → the vector of picture and words, kept in PostgreSQL → product/embedded. */
export const createGenerateEmbedding = (inngest: Inngest, deps: GenerateEmbeddingDeps) =>
  createProductStage(inngest, deps, generateEmbedding(deps));

export function generateEmbedding(deps: GenerateEmbeddingDeps): ProductStage<Made> {
  return {
    id: 'generate-embedding',
    stage: 'embed',
    startedBy: productHydrated,
    next: { stage: 'review', event: productEmbedded },
    batch: 20,
    batchesAtOnce: 3,
    // Two, so that one batch's pictures are fetched while the model works on the other's.
    batchesOfOneLane: 2,
    // Pictures in memory: enough to keep the model's threads fed while others are still on the network.
    productsAtOnce: 12,
    waitsFor: waitsForWhatsApp,
    begin: async () => undefined,
    attempt: ({ product }) => embed(deps, product),
    settle: (attempted) => save(deps, attempted),
  };
}

async function embed(deps: GenerateEmbeddingDeps, product: ProductRecord): Promise<Attempt<Made>> {
  const { productId, sellerPhone, imageUrl } = product;
  if (imageUrl === null && product.cleanText === null) return NOTHING_TO_EMBED;
  const picture = imageUrl === null ? null : await takePicture(deps, { productId, sellerPhone, imageUrl });
  if (picture !== null && picture.kind !== 'picture') return picture;
  if (picture?.renewed) await saveRenewed(deps, product, { ...picture, renewed: picture.renewed });
  const words = wordsOf(picture?.renewed ?? product);
  const content = { productId, ...words, contentHash: contentHash({ imageHash: picture?.hash ?? null, ...words }) };
  // One model for all that follows: another may be put to use meanwhile.
  const model = await deps.pipelineModel();
  const { space } = model;
  if (product.contentHash === content.contentHash && isEmbedded(product, content.contentHash, space)) {
    return { kind: 'done', found: { kind: 'known' } };
  }
  const prepared = picture === null ? null : await prepareOnce(deps, picture);
  const vector = await inSpanOf('model', {}, () =>
    embedProduct(model, { picture: prepared?.pixels ?? null, words: words.cleanText }),
  );
  if (vector === null) return NOTHING_TO_EMBED;
  const image = picture && prepared ? { hash: picture.hash, ...prepared.description } : null;
  return { kind: 'done', found: { kind: 'embedded', embedding: { ...content, space, vector, image } } };
}

/** From the shelf, where the hydrator had to look at it; else from WhatsApp. */
async function takePicture(
  { source, shelf }: GenerateEmbeddingDeps,
  owner: { productId: string; sellerPhone: string; imageUrl: string },
): Promise<FetchedPicture | Again | Failed> {
  const url = owner.imageUrl;
  const shelved = shelf.get(url);
  if (shelved?.made.kind !== 'file') return fetchPicture(source, owner);
  return { kind: 'picture', url, bytes: shelved.made.bytes, hash: shelved.hash, renewed: null };
}

/** The page had to be read for a new link: what else it says counts, too. */
async function saveRenewed(
  { db, recomputeListing }: GenerateEmbeddingDeps,
  { productId, sellerPhone, imageHash }: ProductRecord,
  { hash, renewed }: { hash: string; renewed: Page },
): Promise<void> {
  const reviewAgain = imageHash !== hash;
  const saved = await savePages(db, [{ ...renewed, productId, sellerPhone, reviewAgain }]);
  await recomputeListing(saved.filter((row) => row.unlisted).map((row) => row.productId));
}

/** What changed its words while it was being embedded is tried again. */
async function save({ db, recomputeListing }: GenerateEmbeddingDeps, attempted: Attempted<Made>[]): Promise<Settled[]> {
  const embeddings = new Map<string, EmbeddedProduct>();
  const listed: string[] = [];
  for (const entry of attempted) {
    if (entry.kind === 'failed' || entry.found.kind === 'known') continue;
    const { productId, isListed, qcStatus } = entry.product;
    embeddings.set(productId, entry.found.embedding);
    // Only what was live, or is approved for this very content, can be touched by a new vector.
    if (isListed || qcStatus === 'approved') listed.push(productId);
  }
  const saved = new Set(await saveEmbeddings(db, [...embeddings.values()]));
  await recomputeListing(listed);
  return attempted.map((entry): Settled => {
    const { item } = entry;
    if (entry.kind === 'failed') return settledAsFailed('embed', entry);
    const { kind } = entry.found;
    if (kind === 'embedded' && !saved.has(item.productId)) return { item, result: 'changed', again: CHANGED_MEANWHILE };
    const logs = [{ eventType: 'embed_success' as const }];
    return { item, result: kind, move: { stage: 'review', embedded: true, logs }, handOn: true };
  });
}

const wordsOf = ({ cleanText, title, description, businessName }: ShownWords & { cleanText: string | null }) => ({
  cleanText,
  title,
  description,
  businessName,
});

const NOTHING_TO_EMBED: Failed = {
  kind: 'failed',
  code: 'nothing_to_embed',
  message: 'The product has neither a picture nor words. Add them in WhatsApp and sync again.',
};
const CHANGED_MEANWHILE: Again = {
  kind: 'retry',
  code: 'product_changed',
  message: 'The product changed while it was being read. It is read again with the next sync.',
};
