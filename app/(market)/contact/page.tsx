import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { describedPage } from '@/app/server/page-metadata';
import { contact } from '@/app/wiring/process';
import { PlainPage, PlainSection } from '@/components/market/plain-page';
import { PageLink } from '@/components/ui/page-link';
import { whatsappChatUrl } from '@/lib/catalog/link-path';

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('legal.contact');
  return describedPage({ path: '/contact', title: words('title'), description: words('description') });
}

export default function ContactPage() {
  const words = useTranslations('legal.contact');
  const { email, whatsapp } = contact();
  const sell = (text: ReactNode) => (
    <PageLink href="/sell" className="font-medium underline">
      {text}
    </PageLink>
  );
  return (
    <PlainPage title={words('title')} lead={words('lead')}>
      <PlainSection title={words('product.title')}>
        <p>{words('product.text')}</p>
      </PlainSection>
      <PlainSection title={words('shop.title')}>
        <p>{words.rich('shop.text', { sell })}</p>
      </PlainSection>
      <PlainSection title={words('us.title')}>
        <p>{email === null && whatsapp === null ? words('us.nobody') : words('us.text')}</p>
        {email === null ? null : <Way href={`mailto:${email}`}>{email}</Way>}
        {whatsapp === null ? null : (
          <Way href={whatsappChatUrl(whatsapp)}>{words('us.whatsapp', { phone: `+${whatsapp}` })}</Way>
        )}
      </PlainSection>
    </PlainPage>
  );
}

function Way({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="mt-2">
      <a href={href} className="inline-flex min-h-11 items-center font-medium underline">
        {children}
      </a>
    </p>
  );
}
