import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { AwayPicture } from '@/components/ui/pictures';
import { Unreachable } from '../unreachable';

export const metadata: Metadata = { title: 'Soko does not answer', robots: { index: false } };

/** What `public/sw.js` shows for a page that cannot be reached although the device has a connection. */
export default function AwayPage() {
  const words = useTranslations('market.offline.away');
  return (
    <Unreachable picture={<AwayPicture />} title={words('title')}>
      {words('text')}
    </Unreachable>
  );
}
