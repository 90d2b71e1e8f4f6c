import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy } from '@/app/server/content-policy';
import { pictureOrigins } from '@/app/server/picture-origins';

/** Gives every page its own nonce; Next puts it on the scripts that it writes. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentPolicy({
    nonce: randomBytes(16).toString('base64'),
    development: IS_DEVELOPMENT,
    pictureOrigins: pictureOrigins(),
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-soko-path', request.nextUrl.pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

// biome-ignore lint/style/noProcessEnv: Next replaces it when building; it is no setting
const IS_DEVELOPMENT = process.env.NODE_ENV === 'development';

export const config = {
  // Pages only: the API, pictures and built files carry no scripts (and a proxied body would be copied).
  matcher: [{ source: '/((?!api/|media/|metrics|_next/|favicon.ico|icon.svg).*)' }],
};
