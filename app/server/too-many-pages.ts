import { NextResponse } from 'next/server';
import type { Language } from '@/lib/language/languages.schema';
import { SokoError } from '@/lib/platform/errors';
import { toHttpError } from '@/lib/platform/http-errors';
import swahili from '@/messages/sw/codes.json';
import { clientAddress } from './client-address';
import { rateLimits } from './rate-limits';

/** What a client that asks for too many pages gets in place of one: some words, which cost nothing to write. Null for all others. */
export function tooManyPages(headers: Headers, language: Language): NextResponse | null {
  try {
    rateLimits().pages.take(clientAddress(headers));
    return null;
  } catch (error) {
    if (!(error instanceof SokoError)) throw error;
    const { status, headers: when, body } = toHttpError(error);
    const words = language === 'sw' ? swahili.too_many_requests : body.error.message;
    const type = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    return new NextResponse(`${words}\n`, { status, headers: { ...when, ...type } });
  }
}
