import { createHash } from 'node:crypto';

/**
 * Moves when what a vector or a review is made from is read differently: everything is then embedded and reviewed anew.
 * A migration beside it keeps what people decided (20261129010000_decisions_kept).
 */
const CONTENT_VERSION = 'content-2';

/** The words of a seller's that shoppers see, and a review is about. */
export interface ShownWords {
  title: string | null;
  description: string | null;
  businessName: string | null;
}

interface Content extends ShownWords {
  imageHash: string | null;
  /** What of the words the model reads: its rules change without them. */
  cleanText: string | null;
}

/** sha-256 of the picture's bytes as they came, hex. */
export function hashImage(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * What was embedded and reviewed: the picture and every word that shoppers see, so that none changes after a review
 * without another. The price as it is read out of them is not part of it.
 */
export function contentHash({ imageHash, cleanText, title, description, businessName }: Content): string {
  const words = [cleanText, title, description, businessName].map((text) => text ?? '');
  return createHash('sha256')
    .update(JSON.stringify([CONTENT_VERSION, imageHash, ...words]))
    .digest('hex');
}
