import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { describedPage } from '@/app/server/page-metadata';
import { PlainPage, PlainSection } from '@/components/market/plain-page';
import { WriteToUs } from '@/components/market/write-to-us';

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('legal.privacy');
  return describedPage({ path: '/privacy', title: words('title'), description: words('description') });
}

/** What the code keeps: a change that makes one of these false changes its words in the same commit. */
const SECTIONS = [
  ...(['photo', 'device', 'counted', 'cookies', 'others', 'reports'] as const),
  ...(['sellers', 'erasing', 'moderators'] as const),
];

export default function PrivacyPage() {
  const words = useTranslations('legal.privacy');
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
