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
  /** Another one whenever the entry has changed. Left out by a store that does not know. */
  version?: string;
}

export interface VectorQuery {
  vector: Float32Array;
  limit: number;
  offset?: number;
  filter?: VectorFilter;
  /** `strong` reads one's own writes; `bounded` may miss the last moments and is faster. Default `bounded`. */
  consistency?: 'strong' | 'bounded';
}

/**
 * Nearest live products of one embedding space. Only live products are in it: filters that keep half cost recall.
 * Rebuilt from productEmbeddings at any time. Errors: `vector_invalid` (wrong dimension, not finite, not unit length; never
 * retried), `vector_store_unavailable` (retried).
 */
export interface VectorStore {
  /** The embedding space this store holds. */
  readonly space: string;
  /** Idempotent; an id given twice in one call: the last one wins. */
  upsert(entries: VectorEntry[]): Promise<void>;
  /** Unknown ids are fine. */
  remove(productIds: string[]): Promise<void>;
  /** Best first; ties by productId. */
  search(query: VectorQuery): Promise<VectorMatch[]>;
  /** The stored vectors of those that are there, by product id. */
  get(productIds: string[]): Promise<Map<string, Float32Array>>;
  count(): Promise<number>;
  /** Reads ahead what searches in this process will need; nothing where the index is elsewhere. */
  load(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
