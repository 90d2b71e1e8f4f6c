import { useLocale, useTranslations } from 'next-intl';
import { LANGUAGE_NAMES, LANGUAGES } from '@/lib/language/languages.schema';
import { LanguageLink } from './language-link';

/** The same page in each language. */
export function LanguageSwitch() {
  const current = useLocale();
  const words = useTranslations('shell');
  return (
    <nav aria-label={words('language')}>
      <ul className="flex gap-3">
        {LANGUAGES.map((language) => (
          <li key={language}>
            <LanguageLink
              to={language}
              aria-current={language === current ? 'true' : undefined}
              className="inline-flex min-h-6 items-center hover:text-ink hover:underline aria-[current]:font-semibold
                aria-[current]:text-ink"
            >
              {LANGUAGE_NAMES[language]}
            </LanguageLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** At hand on every page: an endless feed never reaches the footer. */
export function OtherLanguage({ className }: { className?: string }) {
  const current = useLocale();
  const other = LANGUAGES.find((language) => language !== current);
  if (!other) return null;
  return (
    <LanguageLink to={other} className={className}>
      {LANGUAGE_NAMES[other]}
    </LanguageLink>
  );
}
