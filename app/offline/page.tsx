import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { Logo } from '@/components/brand/logo';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export const metadata: Metadata = { title: 'Offline', robots: { index: false } };

/** What `public/sw.js` shows for a page that cannot be reached. It must stand without scripts: none of them is kept. */
export default function OfflinePage() {
  const words = useTranslations('shell.offline');
  return (
    <main className="grid flex-1 place-items-center">
      <div className="flex flex-col items-center">
        <Logo />
        <EmptyState
          as="h1"
          title={words('title')}
          className="py-8"
          action={
            // biome-ignore lint/a11y/useValidAnchor: an empty link is the page that was asked for
            <a href="" className={buttonStyle()}>
              {words('again')}
            </a>
          }
        >
          {words('text')}
        </EmptyState>
      </div>
    </main>
  );
}
