import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { LinkOutcome } from '@/components/shop/link-outcome';

export const metadata: Metadata = { robots: { index: false } };

export default async function MailLinkDonePage({ searchParams }: { searchParams: PageSearchParams }) {
  const outcome = new Map(await searchParamEntries(searchParams)).get('outcome');
  return <LinkOutcome outcome={outcome === 'confirmed' || outcome === 'unsubscribed' ? outcome : 'old'} />;
}
