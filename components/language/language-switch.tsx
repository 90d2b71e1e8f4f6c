'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@/lib/language/languages.schema';

/**
 * The same page in the other language. Plain links: they work without JavaScript, and the whole page changes its words.
 */
export function LanguageSwitch() {
  const current = useLocale();
  const path = usePathname();
  const params = useSearchParams();
  const words = useTranslations('shell');
  return (
    <nav aria-label={words('language')}>
      <ul className="flex gap-3">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <a
              href={inLanguage(path, params.toString(), language)}
              lang={language}
              hrefLang={language}
              aria-current={language === current ? 'true' : undefined}
              className="inline-flex min-h-6 items-center hover:text-ink hover:underline aria-[current]:font-semibold
                aria-[current]:text-ink"
            >
              {LANGUAGE_NAMES[language]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** At hand on every page: an endless feed never reaches the footer. */
export function OtherLanguage({ className }: { className?: string }) {
  const current = useLocale();
  const path = usePathname();
  const params = useSearchParams();
  const other = LANGUAGES.find((language) => language !== current);
  if (!other) return null;
  return (
    <a href={inLanguage(path, params.toString(), other)} lang={other} hrefLang={other} className={className}>
      {LANGUAGE_NAMES[other]}
    </a>
  );
}

/** The same page in that language: the link is remembered. */
function inLanguage(path: string, search: string, language: Language): string {
  // A form sends its empty fields, too.
  const params = new URLSearchParams([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
  params.set('lang', language);
  return `${path}?${params}`;
}
