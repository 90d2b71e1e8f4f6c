import type { Language } from '@/lib/language/languages.schema';

/** The same page in that language: the link is remembered. */
export function inLanguage(path: string, search: string, language: Language): string {
  // A form sends its empty fields, too.
  const params = new URLSearchParams([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
  params.set('lang', language);
  return `${path}?${params}`;
}
