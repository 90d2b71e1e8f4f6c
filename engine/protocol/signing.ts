import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

const PREFIX = /^signkey-\w+-/;
/** As old as the SDK itself accepts. */
const MAX_AGE_MS = 5 * 60_000;

/** What an app sends as its bearer token: the key's hash, so that the key itself never travels. */
export function hashSigningKey(signingKey: string): string {
  const prefix = PREFIX.exec(signingKey)?.[0] ?? '';
  const hash = createHash('sha256').update(Buffer.from(signingKey.slice(prefix.length), 'hex'));
  return prefix + hash.digest('hex');
}

function mac(text: string, signingKey: string, seconds: string): string {
  return createHmac('sha256', signingKey.replace(PREFIX, '')).update(text).update(seconds).digest('hex');
}

/** The `X-Inngest-Signature` of a body; canonical JSON when an app is to check it. */
export function sign(text: string, signingKey: string, now = Date.now()): string {
  const seconds = Math.floor(now / 1_000).toString();
  return `t=${seconds}&s=${mac(text, signingKey, seconds)}`;
}

export function verifySignature(text: string, signature: string, signingKey: string, now = Date.now()): boolean {
  const params = new URLSearchParams(signature);
  const seconds = params.get('t') ?? '';
  if (!/^\d+$/.test(seconds) || Math.abs(now - Number(seconds) * 1_000) > MAX_AGE_MS) return false;
  return sameSecret(params.get('s') ?? '', mac(text, signingKey, seconds));
}

/** Compares without telling, by its duration, how much of a guess was right. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/**
 * JSON as the SDK's signature check rewrites it (RFC 8785: keys in order, no spaces).
 * Sent as it is, the bytes on the wire are the bytes that are signed.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // The SDK's canonicalizer leaves objects with this key to JSON.stringify.
  if ('toJSON' in value && value.toJSON !== null && value.toJSON !== undefined) return JSON.stringify(value);
  const record = value as Record<string, unknown>;
  const members: string[] = [];
  for (const key of Object.keys(record).sort()) {
    const member = record[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(member)}`);
  }
  return `{${members.join(',')}}`;
}
