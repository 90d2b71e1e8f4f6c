export interface QueryEmbedding {
  /** Vectors of two spaces are never compared. */
  space: string;
  /** Unit length. */
  vector: Float32Array;
}

/**
 * Turns what a shopper shows or writes into a vector. Errors: `search_unavailable` (the model is away; retried by the
 * person), `image_undecodable`, `image_too_large`.
 */
export interface QueryEmbedder {
  embedImage(image: Uint8Array, contentType: string, signal?: AbortSignal): Promise<QueryEmbedding>;
  embedText(text: string, signal?: AbortSignal): Promise<QueryEmbedding>;
}
