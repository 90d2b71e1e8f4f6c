import { createHmac } from 'node:crypto';

/** 48 bits of a hash are a number below this. */
const ALL = 2 ** 48;

/**
 * Whether a decision about this content is looked at twice. By a keyed hash: nobody can tell beforehand or choose, and
 * whoever asks again gets the same answer. Pure. `key`: deriveKey('second looks').
 */
export function isChosen(
  { productId, contentHash }: { productId: string; contentHash: string },
  percent: number,
  key: Uint8Array,
): boolean {
  const digest = createHmac('sha256', key).update(`${productId}:${contentHash}`).digest();
  return digest.readUIntBE(0, 6) < (percent / 100) * ALL;
}
