import type { ReactNode } from 'react';
import { pageNonce } from '@/app/server/content-policy';
import { MarketShell } from '@/components/market/market-shell';

export default async function MarketLayout({ children }: { children: ReactNode }) {
  return (
    <MarketShell nonce={await pageNonce()} className="max-w-[90rem] pb-12">
      {children}
    </MarketShell>
  );
}
