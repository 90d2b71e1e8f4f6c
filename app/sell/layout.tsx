import { NextIntlClientProvider } from 'next-intl';
import type { ReactNode } from 'react';
import { pageNonce } from '@/app/server/content-policy';
import { clientMessages } from '@/app/server/page-messages';
import { MarketShell } from '@/components/market/market-shell';

export default async function SellLayout({ children }: { children: ReactNode }) {
  return (
    <MarketShell nonce={await pageNonce()} className="max-w-6xl pb-16">
      <NextIntlClientProvider messages={await clientMessages('sell')}>{children}</NextIntlClientProvider>
    </MarketShell>
  );
}
