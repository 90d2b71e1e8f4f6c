import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/** Older or further ahead than this the SDK takes no signature, so its body need not be read. */
const SIGNATURE_AGE_MS = 5 * 60_000;
const SIGNATURE = /^[0-9a-f]{64}$/i;

/** What proxies write about whom they speak for, besides everything that begins with `x-forwarded`. */
const FORWARDING = new Set([
  'forwarded',
  'via',
  'x-real-ip',
  'x-client-ip',
  'x-cluster-client-ip',
  'x-original-forwarded-for',
  'true-client-ip',
  'client-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'x-envoy-external-address',
]);

/** Whether a proxy sent this on. To be asked of the headers as they came: Next adds such of its own. */
export function isForwarded(headers: IncomingHttpHeaders): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-forwarded') || FORWARDING.has(name));
}

/** What is known of whoever asks before a byte of the body is read. */
export interface Caller {
  /** The other end of the connection. */
  peer: string;
  /** Whether it speaks for somebody else: a proxy wrote a header about that. */
  forwarded: boolean;
  /** Who limits are counted for. */
  client: string;
}

/** `ours`: a process on this machine. `signed`: the signature is to be checked, over the body. */
export type Standing = 'ours' | 'signed' | 'refused';

/**
 * Who may ask for what. A registration from this machine needs no proof: the address it names is not in it. A call needs a
 * signature, and everything from elsewhere. In dev mode nothing is signed, so all of it has to come from this machine.
 */
export function standingOf(
  method: string,
  caller: Caller,
  { signature, isDev, now }: { signature: string | null; isDev: boolean; now: number },
): Standing {
  if (isDev) return isDirect(caller) ? 'ours' : 'refused';
  if (signature !== null) return looksSigned(signature, now) ? 'signed' : 'refused';
  return method === 'PUT' && isDirect(caller) ? 'ours' : 'refused';
}

/** Connected from this machine, for itself. */
export function isDirect({ peer, forwarded }: Caller): boolean {
  const address = peer.startsWith('::ffff:') ? peer.slice(7) : peer;
  return !forwarded && (address === '::1' || (isIP(address) === 4 && address.startsWith('127.')));
}

/** Whether it is worth reading the body to check it. */
function looksSigned(signature: string, now: number): boolean {
  const params = new URLSearchParams(signature);
  const seconds = params.get('t') ?? '';
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(now - Number(seconds) * 1_000) > SIGNATURE_AGE_MS) return false;
  return SIGNATURE.test(params.get('s') ?? '');
}
