import { createHash } from 'node:crypto';
import type { StoredObject } from './object-store';

const EXTENSIONS: Record<StoredObject['contentType'], string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
};
/** With `-WIDTH` for a smaller copy (picture-variants.ts). */
const KEY = /^products\/[0-9a-f]{2}\/[0-9a-f]{62}(?:-\d{1,4})?\.(jpg|png|webp|avif)$/;
const KEY_IN_URL = /(?:^|\/)(products\/[0-9a-f]{2}\/[0-9a-f]{62}\.jpg)$/;

/** The same bytes have the same key, in 256 folders: `products/ab/cdef….jpg`. */
export function contentKey(body: Uint8Array, contentType: StoredObject['contentType']): string {
  const hash = createHash('sha256').update(body).digest('hex');
  return `products/${hash.slice(0, 2)}/${hash.slice(2)}.${EXTENSIONS[contentType]}`;
}

/**
 * The content type of a key that contentKey made; null for anything else, so also for every attempt to leave the
 * folder.
 */
export function contentTypeOfKey(key: string): StoredObject['contentType'] | null {
  const extension = KEY.exec(key)?.[1];
  for (const [type, known] of Object.entries(EXTENSIONS)) {
    if (known === extension) return type as StoredObject['contentType'];
  }
  return null;
}

/**
 * The key of a stored picture by its public URL, wherever the store was reached when it was written; null for any other
 * URL.
 */
export function keyOfUrl(url: string): string | null {
  return KEY_IN_URL.exec(url)?.[1] ?? null;
}
