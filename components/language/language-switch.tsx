'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, LANGUAGES } from '@/lib/language/languages.schema';
import { inLanguage } from './in-language';

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
