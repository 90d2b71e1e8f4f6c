import { headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import { chooseLanguage, known } from '@/lib/language/choose-language';
import { DEFAULT_LANGUAGE, type Language } from '@/lib/language/languages.schema';

/** Set by `proxy.ts`, over whatever a client may have sent. */
export const LANGUAGE_HEADER = 'x-soko-language';
export const LANGUAGE_COOKIE = 'soko-language';
const LANGUAGE_PARAM = 'lang';

/** Moderators and admins work in English, whatever language they shop in. */
const CONSOLES = /^\/(review|admin|sign-in)(\/|$)/;

export const isConsole = (pathname: string): boolean => CONSOLES.test(pathname);

/** The language of the page that is asked for, and whether the link named it: then it is remembered. */
export function languageOf(request: NextRequest): { language: Language; asked: boolean } {
  if (isConsole(request.nextUrl.pathname)) return { language: DEFAULT_LANGUAGE, asked: false };
  const asked = known(request.nextUrl.searchParams.get(LANGUAGE_PARAM));
  const language = chooseLanguage({
    asked,
    remembered: request.cookies.get(LANGUAGE_COOKIE)?.value,
    accepted: request.headers.get('accept-language'),
  });
  return { language, asked: asked !== undefined };
}

/** For server components and routes. */
export async function requestLanguage(): Promise<Language> {
  return known((await headers()).get(LANGUAGE_HEADER)) ?? DEFAULT_LANGUAGE;
}
