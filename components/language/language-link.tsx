'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import type { ComponentProps } from 'react';
import type { Language } from '@/lib/language/languages.schema';

/** The same page in a language: the link is remembered. Plain: it works without a script, and changes all words. */
export function LanguageLink({ to, children, ...rest }: ComponentProps<'a'> & { to: Language }) {
  const path = usePathname();
  const shown = useSearchParams();
  // A form sends its empty fields, too.
  const params = new URLSearchParams([...shown].filter(([, value]) => value !== ''));
  params.set('lang', to);
  return (
    <a href={`${path}?${params}`} lang={to} hrefLang={to} {...rest}>
      {children}
    </a>
  );
}
