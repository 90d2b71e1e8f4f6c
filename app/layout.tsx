import '@fontsource-variable/bricolage-grotesque/wght.css';
import '@fontsource-variable/inter/wght.css';
import './emoji.css';
import './globals.css';
import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { QueryProvider } from '@/components/market/query-provider';
import { EmojiFallback } from '@/components/ui/emoji-fallback';

export const metadata: Metadata = {
  title: { default: 'Soko: find it by photo', template: '%s · Soko' },
  description: 'Show a photo, find the product, chat with the WhatsApp seller who has it.',
  applicationName: 'Soko',
  formatDetection: { telephone: false },
};

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

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col antialiased">
        <EmojiFallback />
        <QueryProvider>{children}</QueryProvider>
      </body>
    </html>
  );
}
