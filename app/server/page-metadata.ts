import type { Metadata } from 'next';
import { publicUrl } from '@/app/wiring/process';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language } from '@/lib/language/languages.schema';
import { requestLanguage } from './language';

/** Where a page is known by: its own address in the default language, `?lang=` in the others. */
export function addressIn(language: Language, path: string): string {
  const url = new URL(path, publicUrl());
  if (language !== DEFAULT_LANGUAGE) url.searchParams.set('lang', language);
  return url.href;
}

/** The one address of a page among all that lead to it, and the same page in the other languages. */
export async function addresses(path: string): Promise<NonNullable<Metadata['alternates']>> {
  return {
    canonical: addressIn(await requestLanguage(), path),
    languages: {
      ...Object.fromEntries(LANGUAGES.map((language) => [language, addressIn(language, path)])),
      'x-default': addressIn(DEFAULT_LANGUAGE, path),
    },
  };
}

/** Pictures of a local store have no host of their own; others' pages need one. */
export function absoluteUrl(url: string): string {
  return new URL(url, publicUrl()).href;
}

const OG_LOCALES: Record<Language, string> = { en: 'en_KE', sw: 'sw_KE' };

interface DescribedPage {
  path: string;
  title: string;
  description: string;
}

/** What search engines and other people's pages are told of one of ours: its words, its addresses, its card. */
export async function describedPage({ path, title, description }: DescribedPage) {
  const alternates = await addresses(path);
  const card = { type: 'website', title, description, url: String(alternates.canonical) } as const;
  return { title, description, alternates, openGraph: { ...(await openGraphBase()), ...card } };
}

/** What every page's Open Graph card says of Soko and of the page's language. */
export async function openGraphBase(): Promise<{ siteName: string; locale: string; alternateLocale: string[] }> {
  const language = await requestLanguage();
  return {
    siteName: 'Soko',
    locale: OG_LOCALES[language],
    alternateLocale: LANGUAGES.filter((other) => other !== language).map((other) => OG_LOCALES[other]),
  };
}
