import { randomBytes } from 'node:crypto';
import { contentKey } from './content-key';
import { objectStoreFault } from './media-errors';
import type { ObjectStore } from './object-store';

const SHOWN_WITHIN_MS = 10_000;
const REMEDY = 'Let everybody read what is in S3_BUCKET, and set S3_PUBLIC_URL to where they do.';

/**
 * Stores, reads, shows and removes a few bytes: all that a picture goes through. A ping is cheaper, but says nothing of
 * what the key may do, of a full store, or of the public. Errors: the store's own.
 */
export async function proveObjectStore(objects: Omit<ObjectStore, 'ping'>): Promise<void> {
  const contentType = 'image/jpeg';
  const body = randomBytes(64);
  const key = contentKey(body, contentType);
  const url = await objects.put({ key, body, contentType });
  try {
    const found = await objects.get(key);
    if (found === null || !body.equals(found.body)) {
      throw objectStoreFault(`${url}: what was stored a moment ago reads differently`, REMEDY, undefined);
    }
    if (URL.canParse(url)) await assertShown(url, body);
  } finally {
    await objects.remove([key]);
  }
}

/** The folder's pictures have no address of their own: web serves them. */
async function assertShown(url: string, body: Buffer): Promise<void> {
  const where = new URL(url).origin;
  const answer = await fetch(url, { signal: AbortSignal.timeout(SHOWN_WITHIN_MS) }).catch((error: Error) => {
    const { cause = error } = error;
    throw objectStoreFault(`The public cannot reach ${where}: ${(cause as Error).message}`, REMEDY, error);
  });
  if (answer.ok && body.equals(Buffer.from(await answer.arrayBuffer()))) return;
  const says = answer.ok ? 'shows something else' : `answers ${answer.status}`;
  throw objectStoreFault(`The public cannot read pictures: ${url} ${says}`, REMEDY, undefined);
}
