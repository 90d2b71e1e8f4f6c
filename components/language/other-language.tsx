'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useLocale } from 'next-intl';
import { LANGUAGE_NAMES, LANGUAGES } from '@/lib/language/languages.schema';
import { inLanguage } from './in-language';

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
