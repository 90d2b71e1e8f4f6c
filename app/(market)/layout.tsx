import type { ReactNode } from 'react';
import { SiteFooter } from '@/components/market/site-footer';
import { SiteHeader } from '@/components/market/site-header';
import { TabBar } from '@/components/market/tab-bar';
import { RegisterWorker } from '@/components/offline/register-worker';
import { PhotoProvider } from '@/components/search/photo/photo-provider';
import { SkipLink } from '@/components/ui/skip-link';

export default function MarketLayout({ children }: { children: ReactNode }) {
  return (
    <PhotoProvider>
      <SkipLink />
      <SiteHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[90rem] px-4 pb-12 outline-none sm:px-6">
        {children}
      </main>
      <SiteFooter />
      <TabBar />
      <RegisterWorker />
    </PhotoProvider>
  );
}
