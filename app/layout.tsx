import '@fontsource-variable/bricolage-grotesque/wght.css';
import '@fontsource-variable/inter/wght.css';
import './emoji.css';
import './stand-in-fonts.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MARK_VIEWED } from '@/components/saved/mark-viewed';
import { EarlyScript } from '@/components/ui/early-script';
import { EmojiFallback } from '@/components/ui/emoji-fallback';
import { pageNonce } from './server/content-policy';
import { clientMessages } from './server/page-messages';
import { publicUrl } from './wiring/process';

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('shell');
  return {
    metadataBase: new URL(publicUrl()),
    title: { default: `Soko: ${words('tagline')}`, template: '%s · Soko' },
    description: words('description'),
    applicationName: 'Soko',
    formatDetection: { telephone: false },
    appleWebApp: { title: 'Soko' },
    icons: { apple: '/icons/apple-touch-180.png' },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#faf7f2' },
    { media: '(prefers-color-scheme: dark)', color: '#16130f' },
  ],
};

// Every page shows what the database holds now, and carries a nonce of its own for the content security policy.
export const dynamic = 'force-dynamic';

export default async function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={await getLocale()} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col antialiased">
        <EarlyScript nonce={await pageNonce()} code={MARK_VIEWED} />
        <EmojiFallback />
        <NextIntlClientProvider messages={await clientMessages()}>{children}</NextIntlClientProvider>
      </body>
    </html>
  );
}
