import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = /^signkey-\w+-/;

/** `t=SECONDS&s=HMAC-SHA256(body + seconds)`: what the SDK checks on every call it gets. */
export function signatureOf(body: string, signingKey: string, now = Date.now()): string {
  const seconds = Math.round(now / 1000).toString();
  const mac = createHmac('sha256', signingKey.replace(PREFIX, '')).update(body).update(seconds).digest('hex');
  return `t=${seconds}&s=${mac}`;
}

/** What the SDK sends as bearer: the key itself never travels. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = signingKey.match(PREFIX)?.[0] ?? '';
  return prefix + createHash('sha256').update(signingKey.replace(PREFIX, ''), 'hex').digest('hex');
}

export function sameSecret(given: string, expected: string): boolean {
  const digest = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
