/** The languages that shoppers and sellers read Soko in. */
export const LANGUAGES = ['en', 'sw'] as const;
export type Language = (typeof LANGUAGES)[number];
export const DEFAULT_LANGUAGE: Language = 'en';

/** Without zod, which every page of the marketplace would have to load for it. */
export function isLanguage(word: unknown): word is Language {
  return LANGUAGES.some((language) => language === word);
}

/** What is none of them counts as not said. */
export const languageOrDefault = (word: unknown): Language => (isLanguage(word) ? word : DEFAULT_LANGUAGE);

export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', sw: 'Kiswahili' };

/** Numbers, prices and dates as they are written in Kenya. */
export const FORMAT_LOCALES: Record<Language, string> = { en: 'en-KE', sw: 'sw-KE' };
