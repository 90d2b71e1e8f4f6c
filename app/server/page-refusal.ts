import { type NextRequest, NextResponse } from 'next/server';
import type { Language } from '@/lib/language/languages.schema';
import { env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { toHttpError } from '@/lib/platform/http-errors';
import swahili from '@/messages/sw/codes.json';
import { clientAddress } from './client-address';
import { isConsole } from './language';
import { pageTurn, REQUEST_HEADER } from './page-turns';
import { rateLimits } from './rate-limits';
import { assertSameOrigin } from './same-origin';

/**
 * Words, which cost nothing to write, in place of a page: for a client that asks for too many, and for a form that no page of ours
 * sends, or that is broken, which Next would read and then meet with a 500. Null for all others.
 */
export async function pageRefusal(request: NextRequest, language: Language): Promise<NextResponse | null> {
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
