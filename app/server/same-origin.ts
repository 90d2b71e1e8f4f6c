import { env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';

/** Whether people reach Soko by https: by PUBLIC_URL, since anybody may send a header. */
export const isHttps = (): boolean => env().PUBLIC_URL.startsWith('https://');

/**
 * Refuses what another site's page makes a browser send. Callers that are no browser send neither header; with `strict`
 * (whenever a session cookie gives the right) they are refused too. Errors: `cross_site` (403).
 */
export function assertSameOrigin(request: Request, publicUrl: string, { strict = false } = {}): void {
  const { headers } = request;
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') throw crossSite();
  if (origin === null) {
    if (strict && site !== 'same-origin') throw crossSite();
    return;
  }
  const hosts = [headers.get('host'), URL.canParse(publicUrl) ? new URL(publicUrl).host : null];
  if (!URL.canParse(origin) || !hosts.includes(new URL(origin).host)) throw crossSite();
}

const crossSite = (): SokoError =>
  new SokoError({
    code: 'cross_site',
    message: 'This request came from another site and was not carried out.',
    status: 403,
  });
