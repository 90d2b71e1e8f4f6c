import { createHash } from 'node:crypto';

/** Moves when what a vector or a review is made from is read differently: everything is then embedded and reviewed anew. */
const CONTENT_VERSION = 'content-1';

/** sha-256 of the picture's bytes as they came, hex. */
export function hashImage(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What was embedded and reviewed: the picture and the cleaned words. The price is not part of it. */
export function contentHash({ imageHash, cleanText }: { imageHash: string | null; cleanText: string | null }): string {
  return createHash('sha256')
    .update(JSON.stringify([CONTENT_VERSION, imageHash, cleanText ?? '']))
    .digest('hex');
}
