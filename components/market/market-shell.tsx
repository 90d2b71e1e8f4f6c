import type { ReactNode } from 'react';
import { RegisterWorker } from '@/components/offline/register-worker';
import { PhotoPicker } from '@/components/search/photo/photo-picker';
import { PhotoProvider } from '@/components/search/photo/photo-provider';
import { AnswerEarlyTaps } from '@/components/ui/answer-early-taps';
import { cn } from '@/components/ui/cn';
import { EarlyScript } from '@/components/ui/early-script';
import { FollowLinks } from '@/components/ui/follow-links';
import { KEEP_EARLY_TAPS } from '@/components/ui/keep-early-taps';
import { SkipLink } from '@/components/ui/skip-link';
import { SiteFooter } from './site-footer';
import { SiteHeader } from './site-header';
import { TabBar } from './tab-bar';

interface MarketShellProps {
  nonce: string | undefined;
  /** How wide the page is, and how much room is below it. */
  className: string;
  children: ReactNode;
}

/** What is around every page for shoppers and sellers. */
export function MarketShell({ nonce, className, children }: MarketShellProps) {
  return (
    <PhotoProvider>
      {/* Ahead of the buttons that open it, which may be pressed while the rest is still on its way. */}
      <PhotoPicker />
      <EarlyScript nonce={nonce} code={KEEP_EARLY_TAPS} />
      <SkipLink />
      <SiteHeader />
      <main id="main" tabIndex={-1} className={cn('mx-auto w-full px-4 outline-none sm:px-6', className)}>
        {children}
      </main>
      <SiteFooter />
      <TabBar />
      <FollowLinks />
      <RegisterWorker />
      <AnswerEarlyTaps />
    </PhotoProvider>
  );
}
