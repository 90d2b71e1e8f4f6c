import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function WriteToUs() {
  const words = useTranslations('legal');
  const contact = (text: ReactNode) => (
    <a href="/contact" className="font-medium underline">
      {text}
    </a>
  );
  return <p className="border-t border-line pt-5 text-ink-soft">{words.rich('write', { contact })}</p>;
}
