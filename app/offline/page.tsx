import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { OfflinePicture } from '@/components/ui/pictures';
import { Unreachable } from './unreachable';

export const metadata: Metadata = { title: 'Offline', robots: { index: false } };

/** What `public/sw.js` shows for a page that cannot be reached from a device without a connection. */
export default function OfflinePage() {
  const words = useTranslations('market.offline');
  return (
    <Unreachable picture={<OfflinePicture />} title={words('title')}>
      {words('text')}
    </Unreachable>
  );
}
