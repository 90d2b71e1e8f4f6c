import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { shopKeyOfPage } from '@/app/server/shop-access';
import { contact, database } from '@/app/wiring/process';
import { QueryProvider } from '@/components/market/query-provider';
import { formatPhone } from '@/components/sell/format-phone';
import { ProveShop } from '@/components/sell/prove/prove-shop';
import { readProvePage } from '@/lib/sellers/proof/read-prove-page';

interface ProvePageProps {
  params: Promise<{ sellerId: string }>;
  searchParams: PageSearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('sell.prove');
  return { title: words('title'), robots: { index: false } };
}

/** For any device that knows the shop's id: whoever can write into the shop's catalogue owns the shop. */
export default async function ProvePage({ params, searchParams }: ProvePageProps) {
  const page = await readProvePage(database(), await shopKeyOfPage(), (await params).sellerId);
  if (page === null) notFound();
  const problem = new Map(await searchParamEntries(searchParams)).get('problem') ?? null;
  const words = await getTranslations('sell.prove');
  const { sellerId, name, phone, level, proof, choices } = page;
  return (
    <div className="max-w-2xl pt-8 sm:pt-12">
      <p dir="auto" className="text-sm text-ink-soft">
        {[name, phone === null ? null : formatPhone(phone)].filter(Boolean).join(' · ')}
      </p>
      <h1 className="mt-1 text-3xl font-bold tracking-tight sm:text-4xl">{words('title')}</h1>
      <p className="mt-2 max-w-prose text-ink-soft text-pretty">{words('lead')}</p>
      <QueryProvider>
        <ProveShop
          sellerId={sellerId}
          isOwner={level === 'owner'}
          holds={level !== null}
          initialProof={proof}
          choices={choices}
          whatsapp={contact().whatsapp}
          problem={problem}
        />
      </QueryProvider>
    </div>
  );
}
