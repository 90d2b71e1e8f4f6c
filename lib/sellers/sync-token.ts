import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What lets the person who pasted a link use that sync's actions. Made from the sync's id with a key of the system's (deriveKey('sync tokens')), so that a
 * second paste of the same catalogue, which joins the running sync, can be given the same one; the row keeps only its hash.
 */
export function syncToken(syncRunId: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(syncRunId).digest('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Whether the token is the one of the sync whose token hash this is. */
export function isTokenOf(token: string, tokenHash: string | null): boolean {
  if (tokenHash === null) return false;
  const given = Buffer.from(hashToken(token));
  const kept = Buffer.from(tokenHash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}
