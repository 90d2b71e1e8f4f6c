import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { clientAddress } from '@/app/server/client-address';
import { contentPolicy } from '@/app/server/content-policy';
import { isConsole, LANGUAGE_COOKIE, LANGUAGE_HEADER, languageOf, PATH_HEADER } from '@/app/server/language';
import { pageTurn, REQUEST_HEADER } from '@/app/server/page-turns';
import { rateLimits } from '@/app/server/rate-limits';
import { assertSameOrigin, isHttps } from '@/app/server/same-origin';
import type { Language } from '@/lib/language/languages.schema';
import { env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { toHttpError } from '@/lib/platform/http-errors';
import swahili from '@/messages/sw/codes.json';

/**
 * Gives every page its own nonce, which Next puts on the scripts that it writes, and the language it is written in;
 * to what is no request for a page, or one too many, words that say so.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { language, asked } = languageOf(request);
  const refusal = await pageRefusal(request, language);
  if (refusal) return refusal;
  const policy = contentPolicy({ nonce: randomBytes(16).toString('base64'), development: IS_DEVELOPMENT });
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname);
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

/**
 * Words, which cost nothing to write, in place of a page: for a client that asks for too many, and for a form that is
 * broken or that no page of ours sends, which Next would read and then meet with a 500. Null for all others.
 */
async function pageRefusal(request: NextRequest, language: Language): Promise<NextResponse | null> {
  try {
    const client = clientAddress(request.headers);
    rateLimits().pages.take(client);
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method)) await assertAction(request);
    await pageTurn(client, request.headers.get(REQUEST_HEADER));
    return null;
  } catch (error) {
    if (!(error instanceof SokoError)) throw error;
    const { status, headers, body } = toHttpError(error);
    const words = language === 'sw' && error.code === 'too_many_requests' ? swahili.too_many_requests : undefined;
    const type = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    const allow = status === 405 ? { allow: 'GET, HEAD' } : {};
    return new NextResponse(`${words ?? body.error.message}\n`, { status, headers: { ...headers, ...type, ...allow } });
  }
}

/** Signing in and out, from the pages that do it, is all that is sent to a page. */
async function assertAction(request: NextRequest): Promise<void> {
  if (request.method !== 'POST' || !isConsole(request.nextUrl.pathname))
    throw new SokoError({ code: 'method_not_allowed', message: 'Nothing can be sent to this page.', status: 405 });
  assertSameOrigin(request, env().PUBLIC_URL);
  // What a script sends says so, and Next itself tells a broken one 400.
  if (request.headers.has('next-action') || !/^multipart\//i.test(request.headers.get('content-type') ?? '')) return;
  await request.formData().catch((cause: unknown) => {
    throw new SokoError({ code: 'invalid_request', message: 'This form could not be read.', status: 400, cause });
  });
}

export const config = {
  // Pages only, and what is none: the API, pictures and built files carry no scripts, and proxied bodies are copied.
  // Whole names, or folders where whatever is missing costs nothing: a page at /metricsfoo is a page, and so is
  // /icons/nope.png, for which Next renders one.
  matcher: [
    {
      // One string, cut where lines end: Next reads it while building, and knows no other way to write it.
      source:
        '/((?!api/|media/|_next/static/|sitemaps/[^/]+$|\
icons/(?:apple-touch-180|icon-192|icon-512|maskable-512)\\.png$|\
(?:metrics|share|icon\\.svg|sw\\.js|robots\\.txt|sitemap\\.xml)$).*)',
    },
  ],
};
