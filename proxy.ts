import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { contentPolicy } from '@/app/server/content-policy';
import { LANGUAGE_COOKIE, LANGUAGE_HEADER, languageOf } from '@/app/server/language';
import { pageRefusal } from '@/app/server/page-refusal';
import { pictureOrigins } from '@/app/server/picture-origins';
import { isHttps } from '@/app/server/public-scheme';

/**
 * Gives every page its own nonce, which Next puts on the scripts that it writes, and the language it is written in;
 * to what is no request for a page, or one too many, words that say so.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { language, asked } = languageOf(request);
  const refusal = await pageRefusal(request, language);
  if (refusal) return refusal;
  const policy = contentPolicy({
    nonce: randomBytes(16).toString('base64'),
    development: IS_DEVELOPMENT,
    pictureOrigins: pictureOrigins(),
  });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-soko-path', request.nextUrl.pathname);
  headers.set(LANGUAGE_HEADER, language);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  if (asked)
    response.cookies.set(LANGUAGE_COOKIE, language, { path: '/', maxAge: A_YEAR, sameSite: 'lax', secure: isHttps() });
  return response;
}

const A_YEAR = 365 * 24 * 60 * 60;

// biome-ignore lint/style/noProcessEnv: Next replaces it when building; it is no setting
const IS_DEVELOPMENT = process.env.NODE_ENV === 'development';

export const config = {
  // Pages only, and what is none: the API, pictures and built files carry no scripts (and a proxied body would be copied).
  // Whole names, or folders where whatever is missing costs nothing: a page at /metricsfoo is a page, and so is /icons/nope.png, for
  // which Next renders one.
  matcher: [
    {
      source:
        '/((?!api/|media/|_next/static/|sitemaps/[^/]+$|icons/(?:apple-touch-180|icon-192|icon-512|maskable-512)\\.png$|(?:metrics|icon\\.svg|sw\\.js|robots\\.txt|sitemap\\.xml)$).*)',
    },
  ],
};
