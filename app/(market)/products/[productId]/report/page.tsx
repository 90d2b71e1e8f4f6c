import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { ReportForm } from '@/components/product/report-form';
import { buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { loadProduct } from '../load-product';

interface ReportPageProps {
  params: Promise<{ productId: string }>;
  searchParams: PageSearchParams;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('report');
  return { title: t('title'), robots: { index: false } };
}

/** The report's form on a page of its own: for whoever has no JavaScript, and where its plain form comes back to. */
export default async function ReportPage({ params, searchParams }: ReportPageProps) {
  const product = await loadProduct((await params).productId);
  if (!product) notFound();
  const t = await getTranslations('report');
  const answer = new Map(await searchParamEntries(searchParams));
  return (
    <div className="mx-auto max-w-lg pt-6 sm:pt-10">
      <h1 className="text-2xl font-semibold tracking-tight">{t('title')}</h1>
      <p className="mt-1 text-lg [overflow-wrap:anywhere]">{product.title}</p>
      {answer.has('failed') ? <Notice tone="bad" title={t('failed')} className="mt-4" /> : null}
      {answer.has('sent') ? <p className="mt-4">{t('thanks')}</p> : <ReportForm productId={product.productId} />}
      <PageLink href={`/products/${product.productId}`} className={buttonStyle({ look: 'quiet', className: 'mt-6' })}>
        {t('back')}
      </PageLink>
    </div>
  );
}
