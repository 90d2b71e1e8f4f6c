import { hkdfSync } from 'node:crypto';

/** The key for session cookies: one secret for everything would let one leak become another. */
export function deriveAuthSecret(secret: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'soko', 'better-auth session cookies', 32)).toString('hex');
}
