import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { pageNonce } from '@/app/server/content-policy';
import { clientMessages } from '@/app/server/page-messages';
import { SiteFooter } from '@/components/market/site-footer';
import { SiteHeader } from '@/components/market/site-header';
import { TabBar } from '@/components/market/tab-bar';
import { RegisterWorker } from '@/components/offline/register-worker';
import { PhotoProvider } from '@/components/search/photo/photo-provider';
import { AnswerEarlyTaps } from '@/components/ui/answer-early-taps';
import { FollowLinks } from '@/components/ui/follow-links';
import { KeepEarlyTaps } from '@/components/ui/keep-early-taps';
import { SkipLink } from '@/components/ui/skip-link';

export default async function SellLayout({ children }: { children: ReactNode }) {
  return (
    <PhotoProvider>
      <KeepEarlyTaps nonce={await pageNonce()} />
      <SkipLink />
      <SiteHeader />
      <main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl px-4 pb-16 outline-none sm:px-6">
        <NextIntlClientProvider messages={await clientMessages('sell')}>{children}</NextIntlClientProvider>
      </main>
      <SiteFooter />
      <TabBar />
      <FollowLinks />
      <RegisterWorker />
      <AnswerEarlyTaps />
    </PhotoProvider>
  );
}
