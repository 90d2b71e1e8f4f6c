import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import type { Pixels } from '@/lib/media/pixels';
import { SokoError } from '@/lib/platform/errors';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { readVector } from '@/lib/products/save-embeddings';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { type KeptPhotoSearch, readPhotoSearch } from './photo-searches';
import type { QueryEmbedder, QueryEmbedding } from './query-embedder';

/** The picture that is searched with: a photo (checked and decoded), an earlier photo search, or a product. */
export type PictureQuery =
  | { kind: 'photo'; photo: Pixels }
  | { kind: 'kept'; token: string }
  | { kind: 'product'; productId: string };

export interface Query {
  picture: PictureQuery | null;
  /** Trimmed; empty for none. */
  text: string;
  /** The picture's share against the words, 0 to 1. */
  weight?: number | undefined;
}

export interface QueryVectorDeps {
  db: PrismaClient;
  embedder: QueryEmbedder;
  vectors: Pick<VectorStore, 'space'>;
}

export interface QueryVector {
  /** Unit length. */
  vector: Float32Array;
  /** The photo's own, before words were added: it may be kept. Null for a product or for words alone. */
  photo: QueryEmbedding | null;
  /** The photo search that this one continues. */
  kept: KeptPhotoSearch | null;
}

/** Errors: `empty_query`, `search_unavailable`, `photo_search_expired`, `product_not_found`, those of the embedder. */
export async function queryVector(deps: QueryVectorDeps, query: Query, signal?: AbortSignal): Promise<QueryVector> {
  const [picture, said] = await Promise.all([
    query.picture === null ? null : pictureVector(deps, query.picture, signal),
    query.text === '' ? null : deps.embedder.embedText(query.text, { space: deps.vectors.space, signal }),
  ]);
  if (said !== null) assertSameSpace(said, deps.vectors.space);
  if (picture === null) {
    if (said === null) throw emptyQuery();
    return { vector: said.vector, photo: null, kept: null };
  }
  return said === null ? picture : { ...picture, vector: fuseQuery(picture.vector, said.vector, query.weight) };
}

/**
 * How much the picture counts where the shopper does not say: measured, docs/decisions/0011. Less than in products'
 * own vectors: who adds words to a photo wants something about it to be different.
 */
const PICTURE_WEIGHT = 0.3;

/** normalise(weight × picture + (1 − weight) × words), of unit vectors of one space. `weight`: 0 to 1. */
export function fuseQuery(picture: Float32Array, words: Float32Array, weight = PICTURE_WEIGHT): Float32Array {
  return fuseVectors(picture, words, weight) ?? picture;
}

async function pictureVector(
  { db, embedder, vectors }: QueryVectorDeps,
  picture: PictureQuery,
  signal?: AbortSignal,
): Promise<QueryVector> {
  switch (picture.kind) {
    case 'photo': {
      const photo = await embedder.embedImage(picture.photo, { space: vectors.space, signal });
      assertSameSpace(photo, vectors.space);
      return { vector: photo.vector, photo, kept: null };
    }
    case 'kept': {
      const { vector, ...kept } = await readPhotoSearch(db, picture.token, vectors.space);
      return { vector, photo: null, kept };
    }
    case 'product': {
      const vector = await readLiveVector(db, picture.productId, vectors.space);
      if (vector === null) throw notSearchable();
      return { vector, photo: null, kept: null };
    }
  }
}

/** Of a live product, from the database that the index is made of: one question less for an index that may be slow. */
export async function readLiveVector(db: PrismaClient, productId: string, space: string): Promise<Float32Array | null> {
  const embedded = await db.productEmbedding.findFirst({
    where: { productId, space, product: { isListed: true } },
    select: { vector: true },
  });
  return embedded && readVector(embedded.vector);
}

export function emptyQuery(): SokoError {
  return new SokoError({
    code: 'empty_query',
    message: 'Search with a photo (“image”), words (“text”), or both.',
    status: 400,
  });
}

function notSearchable(): SokoError {
  return new SokoError({
    code: 'product_not_found',
    message: 'This product is no longer here to search with. Search with words or a photo instead.',
    status: 404,
  });
}

/** A worker that does not know of spaces yet, in the middle of a deploy. */
function assertSameSpace(query: QueryEmbedding, space: string): void {
  if (query.space === space) return;
  throw new SokoError({
    code: 'search_unavailable',
    message: 'Search is being updated. Please try again in a few minutes.',
    status: 503,
    cause: new Error(`query in ${query.space}, index in ${space}`),
  });
}
