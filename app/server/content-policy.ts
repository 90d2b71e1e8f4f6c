import { headers } from 'next/headers';
import { env } from '@/lib/platform/env';
import { CDN_HOSTS, CDN_SUFFIXES } from '@/lib/platform/safe-fetch/allow-list';

/** Where pictures may come from besides our own store: what is allowed to be fetched as a product's picture. */
const META_CDN = [
  ...CDN_SUFFIXES.map((suffix) => `https://*${suffix}`),
  ...[...CDN_HOSTS].map((host) => `https://${host}`),
];

interface PolicySettings {
  nonce: string;
  /** The development server compiles in the browser and reloads over a socket. */
  development: boolean;
}

export function contentPolicy({ nonce, development }: PolicySettings): string {
  const pictures = [...META_CDN, ...pictureOrigins()].join(' ');
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // Attributes only: placeholders and the masonry's proportions are values on elements.
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    `img-src 'self' data: blob: ${pictures}`,
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The nonce of this page's own policy, for scripts that are written by hand. */
export async function pageNonce(): Promise<string | undefined> {
  return /'nonce-([^']+)'/.exec((await headers()).get('content-security-policy') ?? '')?.[1];
}

let origins: string[] | undefined;

/** Where our own pictures come from, besides this site: the bucket, and hosts that tests and the demo name. */
function pictureOrigins(): string[] {
  if (origins) return origins;
  const { S3_PUBLIC_URL, EXTRA_ALLOWED_HOSTS } = env();
  const stores = S3_PUBLIC_URL === undefined ? [] : [new URL(S3_PUBLIC_URL).origin];
  origins = [...stores, ...EXTRA_ALLOWED_HOSTS.flatMap((host) => [`http://${host}`, `https://${host}`])];
  return origins;
}
