import type { Pixels } from '@/lib/media/pixels';

export const EMBEDDING_DIMENSIONS = 768;

/** `interactive` is a shopper waiting for an answer: it never queues behind `backfill`. */
export type EmbeddingLane = 'interactive' | 'backfill';

export interface EmbedOptions {
  lane?: EmbeddingLane;
  signal?: AbortSignal;
}

/**
 * Turns pictures and words into unit-length vectors of one space.
 * Errors: `image_undecodable`, `image_too_large` (never retried), `embedding_unavailable` (retried).
 */
export interface EmbeddingModel {
  /** Model id + dtype + pre-processing version: vectors of two spaces are never compared. */
  readonly space: string;
  readonly dimensions: number;
  /**
   * `image`: encoded bytes as fetched (JPEG, PNG, WebP, AVIF, GIF), decoded and turned upright here, in memory; or the
   * pixels of a picture decoded already, at any size from the model's own on: the vector is the same to a cosine of
   * 0.9999.
   */
  embedImage(image: Uint8Array | Pixels, options?: EmbedOptions): Promise<Float32Array>;
  /** `text`: already cleaned; any length, cut to the model's window. Empty text is the caller's mistake. */
  embedText(text: string, options?: EmbedOptions): Promise<Float32Array>;
  close(): Promise<void>;
}
