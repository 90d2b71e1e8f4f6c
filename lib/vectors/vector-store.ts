import { AGAIN, SokoError } from '@/lib/platform/errors';

/** What a shopper may filter by, kept beside the vector. */
export interface VectorAttributes {
  sellerPhone: string;
  category: string | null;
  /** In the currency's main unit; null when the seller names no price. */
  priceAmount: number | null;
  priceCurrency: string | null;
}

export interface VectorEntry {
  productId: string;
  /** Unit length, of the store's dimension. */
  vector: Float32Array;
  attributes: VectorAttributes;
}

export interface VectorFilter {
  sellerPhone?: string;
  category?: string;
  minPrice?: number;
  maxPrice?: number;
  priceCurrency?: string;
}

export interface VectorMatch {
  productId: string;
  /** Cosine similarity, -1 to 1; higher is nearer. */
  score: number;
  /** Differs whenever the entry has changed. Absent from stores that do not know. */
  version?: string;
}

export interface VectorQuery {
  vector: Float32Array;
  limit: number;
  offset?: number;
  filter?: VectorFilter;
}

/**
 * Nearest live products of one embedding space. Only live products are in it: filters that keep half cost recall.
 * Can be rebuilt from productEmbeddings at any time. Errors: `vector_invalid` (wrong dimension, not finite, not unit
 * length; never retried), `vector_store_unavailable` (retried, unless it is a service's fault).
 */
export interface VectorStore {
  /** The embedding space this store holds. */
  readonly space: string;
  /** Idempotent; an id given twice in one call: the last one wins. */
  upsert(entries: VectorEntry[]): Promise<void>;
  /** Unknown ids are fine. */
  remove(productIds: string[]): Promise<void>;
  /** Best first; ties by productId. May miss what was written in the last moments. */
  search(query: VectorQuery): Promise<VectorMatch[]>;
  /** The stored vectors of those that are there, by product id. */
  get(productIds: string[]): Promise<Map<string, Float32Array>>;
  count(): Promise<number>;
  /** Deletes the whole space. For one that nobody searches any more; what is written afterwards begins it anew. */
  drop(): Promise<void>;
  /** Reads ahead what searches in this process will need; nothing where the index is elsewhere. */
  load(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export function vectorInvalid(message: string): SokoError {
  return new SokoError({ code: 'vector_invalid', message, status: 400 });
}

export function vectorStoreUnavailable(where: string, cause: unknown): SokoError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new SokoError({
    code: 'vector_store_unavailable',
    message: `The vector store (${where}) did not answer: ${why}. It is tried again by itself.`,
    retry: AGAIN,
    status: 503,
    cause,
  });
}

/** Until someone does what `remedy` says: no product's fault. `message`: in the service's own words. */
export const vectorStoreFault = (message: string, remedy: string, cause?: unknown): SokoError =>
  new SokoError({
    code: 'vector_store_unavailable',
    message,
    status: 503,
    fault: { service: 'vectors', remedy },
    cause,
  });

export const vectorStoreFull = (products: number, cause: unknown): SokoError =>
  vectorStoreFault(
    `The vector store has memory for ${products} products and no more (4 GiB at the most): without MILVUS_ADDRESS ` +
      'there is no other.',
    'Set MILVUS_ADDRESS and run "npm run soko -- reindex".',
    cause,
  );
