import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { SavedProducts } from '@/components/saved/saved-products';
import { ViewedStrip } from '@/components/saved/viewed-strip';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('saved');
  return { title: words('title'), robots: { index: false } };
}

export default function SavedPage() {
  const words = useTranslations('saved');
  const shell = useTranslations('shell');
  return (
    <>
      <header className="py-6 sm:py-9">
        <h1 className="text-3xl font-bold tracking-tight sm:text-4xl">{words('title')}</h1>
        <p className="mt-1.5 max-w-prose text-ink-soft">
          {words('onDevice')}{' '}
          <PageLink href="/privacy" className="underline">
            {shell('privacy')}
          </PageLink>
        </p>
      </header>
      {/* What is saved is known once the script runs: the footer stays below what is in view, whatever it is. */}
      <div className="min-h-[80dvh]">
        <ViewedStrip />
        <SavedProducts
          empty={
            <EmptyState
              title={words('empty.title')}
              action={
                <PageLink href="/" className={buttonStyle()}>
                  {words('empty.action')}
                </PageLink>
              }
            >
              {words('empty.text')}
            </EmptyState>
          }
        />
      </div>
    </>
  );
}
