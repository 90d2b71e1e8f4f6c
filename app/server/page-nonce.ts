import { headers } from 'next/headers';

/** The nonce of this page's own content security policy, for scripts that are written by hand. */
export async function pageNonce(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1];
}
