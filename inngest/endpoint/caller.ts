/** Older or further ahead than this the SDK takes no signature, so its body need not be read. */
const SIGNATURE_AGE_MS = 5 * 60_000;
const SIGNATURE = /^[0-9a-f]{64}$/i;

/** What is known of whoever asks before a byte of the body is read. */
export interface Caller {
  /** Whether it is a process on this machine, past any proxy (lib/platform/this-machine.ts). */
  isLocal: boolean;
  /** Who limits are counted for. */
  client: string;
}

/** `ours`: a process on this machine. `signed`: the signature is to be checked, over the body. */
export type Standing = 'ours' | 'signed' | 'refused';

/**
 * Who may ask for what. A registration from this machine needs no proof: the address it names is not in it. A call
 * needs a signature, and everything from elsewhere. In dev mode nothing is signed, so all of it has to come from this
 * machine.
 */
export function standingOf(
  method: string,
  caller: Caller,
  { signature, isDev, now }: { signature: string | null; isDev: boolean; now: number },
): Standing {
  if (isDev) return caller.isLocal ? 'ours' : 'refused';
  if (signature !== null) return looksSigned(signature, now) ? 'signed' : 'refused';
  return method === 'PUT' && caller.isLocal ? 'ours' : 'refused';
}

/** Whether it is worth reading the body to check it. */
function looksSigned(signature: string, now: number): boolean {
  const params = new URLSearchParams(signature);
  const seconds = params.get('t') ?? '';
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(now - Number(seconds) * 1_000) > SIGNATURE_AGE_MS) return false;
  return SIGNATURE.test(params.get('s') ?? '');
}
