import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { requireSetting } from './env';

/** What a key is for: a leak of one must not become a leak of another. */
export type SecretPurpose =
  | 'phone hashes'
  | 'session cookies'
  | 'cursors'
  | 'paste clients'
  | 'report clients'
  | 'mail links'
  | 'second looks';

/** A 32-byte key for one purpose, derived from SOKO_SECRET; the same at every start. Errors: `setting_missing`. */
export function deriveKey(purpose: SecretPurpose, secret: string = requireSetting('SOKO_SECRET')): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'soko', purpose, 32));
}

/** Whether two tokens are the same, in a time that does not tell how much of them is. */
export function isSameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** Whether a request's `Authorization` bears this token. Without a token none does. */
export function bearsToken(authorization: string | null | undefined, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  return given !== undefined && token !== undefined && isSameSecret(given, token);
}

/** Of a secret in pieces (a line break in it), those long enough to give it away. */
const SHORTEST_PIECE = 6;

/** The text without the secret, however it stands there: as it is or in pieces, in a URL, in JSON, in base64. */
export function withoutSecret(text: string, secret: string): string {
  const whole = secret.toWellFormed();
  const pieces = whole.split(/[\s\p{Cc}]+/u).filter((piece) => piece.length >= SHORTEST_PIECE);
  const forms = [whole, whole.trim(), ...pieces].flatMap((form) => [
    ...[form, JSON.stringify(form).slice(1, -1), Buffer.from(form).toString('base64').replace(/=+$/, '')],
    ...[encodeURI(form), encodeURIComponent(form), new URLSearchParams([[form, '']]).toString().slice(0, -1)],
  ]);
  const longestFirst = [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
  // In any case, as %0a and %0A are the same.
  const pattern = longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  return pattern === '' ? text : text.replace(new RegExp(pattern, 'giu'), '[secret]');
}
