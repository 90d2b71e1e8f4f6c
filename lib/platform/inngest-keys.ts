import { createHash, createHmac } from 'node:crypto';
import { isSameSecret } from './secrets';

const PREFIX = /^signkey-\w+-/;

/** The bearer token that goes with a signing key: its hash, so that the key itself never travels. As Inngest's SDK has it. */
export function bearerOf(signingKey: string): string {
  const prefix = PREFIX.exec(signingKey)?.[0] ?? '';
  return (
    prefix +
    createHash('sha256')
      .update(Buffer.from(signingKey.slice(prefix.length), 'hex'))
      .digest('hex')
  );
}

/**
 * Whether an `X-Inngest-Signature` is that of these very bytes. The embedded engine signs what it sends; Inngest's own server signs its
 * canonical form, which only the SDK, after parsing all of it, can tell.
 */
export function isSignedAsSent(text: string, signature: string, signingKey: string): boolean {
  const params = new URLSearchParams(signature);
  const mac = createHmac('sha256', signingKey.replace(PREFIX, ''))
    .update(text)
    .update(params.get('t') ?? '');
  return isSameSecret(params.get('s') ?? '', mac.digest('hex'));
}
