import type { Language } from '@/lib/language/languages.schema';

/** The same page in that language: the link is remembered. */
export function inLanguage(path: string, search: string, language: Language): string {
  const params = new URLSearchParams(search);
  params.set('lang', language);
  return `${path}?${params}`;
}
