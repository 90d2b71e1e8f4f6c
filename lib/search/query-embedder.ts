import type { Pixels } from '@/lib/media/pixels';

export interface QueryEmbedding {
  /** Vectors of two spaces are never compared. */
  space: string;
  /** Unit length. */
  vector: Float32Array;
}

/**
 * Turns what a shopper shows or writes into a vector. Errors: `search_unavailable` (the model is away; retried by the
 * person).
 */
export interface QueryEmbedder {
  embedImage(photo: Pixels, signal?: AbortSignal): Promise<QueryEmbedding>;
  embedText(text: string, signal?: AbortSignal): Promise<QueryEmbedding>;
}
