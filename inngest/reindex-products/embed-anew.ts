import pLimit from 'p-limit';
import { embedProduct } from '@/lib/embedding/embed-product';
import type { ObjectStore } from '@/lib/media/object-store';
import { readStored } from '@/lib/media/read-stored';
import { asSokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import type { LoadedModel } from '@/lib/reindex/loaded-models';
import { type FailedVector, type MadeVector, saveVectors } from '@/lib/reindex/save-vectors';
import type { UnembeddedProduct } from '@/lib/reindex/unembedded-products';
import { fetchPicture, type ProductSource } from '../product-stage/product-source';

export interface EmbedAnewDeps {
  db: PrismaClient;
  model: LoadedModel;
  objects: Pick<ObjectStore, 'get'>;
  source: ProductSource;
}

/** Pictures in memory: enough to keep one thread of the model fed while others are on their way. */
const AT_ONCE = 4;

/**
 * Another model's vectors of products as they are, saved; returns how many could be made. Pictures are ours where we
 * keep them, else WhatsApp's, if those are still what was embedded before. What cannot be had just now is left for the
 * next run; why else there is no vector is kept. Throws for a service at fault.
 */
export async function embedAnew(deps: EmbedAnewDeps, products: readonly UnembeddedProduct[]): Promise<number> {
  const made: MadeVector[] = [];
  const failed: FailedVector[] = [];
  const limit = pLimit(AT_ONCE);
  await Promise.all(
    products.map((product) =>
      limit(async () => {
        const { productId, contentHash } = product;
        const result = await embedOne(deps, product);
        if (result.kind === 'made') made.push({ productId, contentHash, vector: result.vector });
        if (result.kind === 'failed') failed.push({ productId, contentHash, ...result.why });
      }),
    ),
  );
  await saveVectors(deps.db, deps.model.space, { made, failed });
  return made.length;
}

type Result =
  | { kind: 'made'; vector: Float32Array }
  | { kind: 'failed'; why: { code: string; message: string } }
  | { kind: 'later' };

async function embedOne({ model, ...deps }: EmbedAnewDeps, product: UnembeddedProduct): Promise<Result> {
  const picture = await readPicture(deps, product);
  if (picture.kind === 'failed' || picture.kind === 'later') return picture;
  try {
    const vector = await embedProduct(model, { picture: picture.bytes, words: product.cleanText });
    return vector === null ? failed('nothing_to_embed', NOTHING) : { kind: 'made', vector };
  } catch (error) {
    const { code, message, retry } = asSokoError(error);
    if (retry.again) return { kind: 'later' };
    return failed(code, message);
  }
}

async function readPicture(
  { objects, source }: Pick<EmbedAnewDeps, 'objects' | 'source'>,
  { productId, sellerPhone, imageUrl, imageHash, s3ImageUrl, s3ImageHash }: UnembeddedProduct,
): Promise<{ kind: 'picture'; bytes: Uint8Array | null } | Exclude<Result, { kind: 'made' }>> {
  if (imageHash === null) return { kind: 'picture', bytes: null };
  const isOurs = s3ImageUrl !== null && s3ImageHash === imageHash;
  const stored = isOurs ? await readStored(objects, s3ImageUrl) : null;
  if (stored !== null) return { kind: 'picture', bytes: stored.body };
  if (imageUrl === null) return failed('no_picture', CHANGED);
  const fetched = await fetchPicture(source, { productId, sellerPhone, imageUrl });
  if (fetched.kind === 'retry') return { kind: 'later' };
  if (fetched.kind === 'failed') return failed(fetched.code, fetched.message);
  if (fetched.hash !== imageHash) return failed('picture_changed', CHANGED);
  return { kind: 'picture', bytes: fetched.bytes };
}

const failed = (code: string, message: string): Result & { kind: 'failed' } => ({
  kind: 'failed',
  why: { code, message },
});

const NOTHING = 'The product has neither a picture nor words.';
const CHANGED = 'WhatsApp shows another picture by now. The next heartbeat reads the product again.';
