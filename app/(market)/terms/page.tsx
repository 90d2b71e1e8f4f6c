import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { describedPage } from '@/app/server/page-metadata';
import { PlainPage, PlainSection } from '@/components/market/plain-page';
import { WriteToUs } from '@/components/market/write-to-us';

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('legal.terms');
  return describedPage({ path: '/terms', title: words('title'), description: words('description') });
}

const SECTIONS = ['deal', 'shown', 'allowed', 'sellers', 'use', 'promise'] as const;

export default function TermsPage() {
  const words = useTranslations('legal.terms');
  return (
    <PlainPage title={words('title')} lead={words('lead')}>
      {SECTIONS.map((section) => (
        <PlainSection key={section} title={words(`${section}.title`)}>
          <p>{words(`${section}.text`)}</p>
        </PlainSection>
      ))}
      <WriteToUs />
    </PlainPage>
  );
}
