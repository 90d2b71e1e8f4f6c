import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { PageLink } from '@/components/ui/page-link';

export function WriteToUs() {
  const words = useTranslations('legal');
  const contact = (text: ReactNode) => (
    <PageLink href="/contact" className="font-medium underline">
      {text}
    </PageLink>
  );
  return <p className="border-t border-line pt-5 text-ink-soft">{words.rich('write', { contact })}</p>;
}
