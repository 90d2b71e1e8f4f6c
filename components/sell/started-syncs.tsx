'use client';

import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button, buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Onboarded } from '@/lib/sellers/onboarded.schema';
import type { Contact } from './contact-line';
import { formatPhone } from './format-phone';
import { RefusedList } from './refused-list';

interface StartedSyncsProps {
  result: Onboarded;
  contact: Contact;
  onAgain(): void;
}

/** After a paste with several sellers, or with parts that could not be used. */
export function StartedSyncs({ result, contact, onAgain }: StartedSyncsProps) {
  const { sellers, rejected } = result;
  const words = useTranslations('sell');
  return (
    <div className="flex flex-col gap-4">
      <Notice live tone="good" title={words('started.title', { count: sellers.length })} />
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {sellers.map(({ phone, syncId, statusUrl }) => (
          <li key={syncId} className="flex items-center justify-between gap-3 px-4 py-3">
            <span className="tabular font-medium">{formatPhone(phone)}</span>
            <Link href={statusUrl} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
              {words('started.watch')}
              <ArrowRight aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      {rejected.length > 0 ? (
        <section aria-labelledby="refused" className="flex flex-col gap-2">
          <h2 id="refused" className="font-semibold">
            {words('started.refused')}
          </h2>
          <RefusedList rejected={rejected} contact={contact} />
        </section>
      ) : null}
      <Button look="quiet" onClick={onAgain} className="self-start">
        {words('started.more')}
      </Button>
    </div>
  );
}
