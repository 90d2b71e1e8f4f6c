import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What tells the person who started a sync by pasting a link from everybody else who knows the sync's address. The row keeps its hash
 * alone: nobody can be given it a second time.
 */
export function makeSyncToken(): string {
  return randomBytes(32).toString('base64url');
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
