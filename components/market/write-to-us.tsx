import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';

export function WriteToUs() {
  const words = useTranslations('legal');
  const contact = (text: ReactNode) => (
    <Link href="/contact" className="font-medium underline">
      {text}
    </Link>
  );
  return <p className="border-t border-line pt-5 text-ink-soft">{words.rich('write', { contact })}</p>;
}
