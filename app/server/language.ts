import Negotiator from 'negotiator';
import { headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import {
  DEFAULT_LANGUAGE,
  isLanguage,
  LANGUAGES,
  type Language,
  languageOrDefault,
} from '@/lib/language/languages.schema';
import { requestCookie } from './request-cookie';

/** Set by `proxy.ts`, over whatever a client may have sent: the page's path, and the language it is written in. */
export const PATH_HEADER = 'x-soko-path';
export const LANGUAGE_HEADER = 'x-soko-language';
export const LANGUAGE_COOKIE = 'soko-language';
const LANGUAGE_PARAM = 'lang';

/** Moderators and admins work in English, whatever language they shop in. */
const CONSOLES = /^\/(review|admin|sign-in|account)(\/|$)/;

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

export async function requestLanguage(): Promise<Language> {
  return languageOrDefault((await headers()).get(LANGUAGE_HEADER));
}

/** For the API, which no proxy sees: the one that this browser's pages are in. */
export function languageOfRequest(request: Request): Language {
  const remembered = requestCookie(request, LANGUAGE_COOKIE);
  return chooseLanguage({ remembered, accepted: request.headers.get('accept-language') });
}

interface Wishes {
  /** `?lang=` of the address: a link to a page in that language. */
  asked?: string | null | undefined;
  remembered?: string | null | undefined;
  accepted?: string | null | undefined;
}

/** The link's language first, then the one chosen before, then the best of the browser's. Junk counts as not said. */
export function chooseLanguage({ asked, remembered, accepted }: Wishes): Language {
  return known(asked) ?? known(remembered) ?? bestOf(accepted) ?? DEFAULT_LANGUAGE;
}

function known(word: string | null | undefined): Language | undefined {
  return isLanguage(word) ? word : undefined;
}

function bestOf(accepted: string | null | undefined): Language | undefined {
  if (!accepted) return undefined;
  return known(new Negotiator({ headers: { 'accept-language': accepted } }).language([...LANGUAGES]));
}
