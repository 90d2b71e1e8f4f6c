import { createHash, randomBytes } from 'node:crypto';
import { isSameSecret } from '@/lib/platform/secrets';

/**
 * Tells the person who started a sync from everybody else who knows its address. The row keeps only its hash, so
 * nobody can be given it a second time.
 */
export function makeSyncToken(): string {
  return randomBytes(32).toString('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function isTokenOf(token: string, tokenHash: string | null): boolean {
  return tokenHash !== null && isSameSecret(hashToken(token), tokenHash);
}
