import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { GonePicture } from '@/components/ui/pictures';

export default function SellerNotFound() {
  const words = useTranslations('market.sellerPage.gone');
  return (
    <EmptyState
      as="h1"
      title={words('title')}
      picture={<GonePicture />}
      action={
        <a href="/" className={buttonStyle()}>
          {words('action')}
        </a>
      }
    >
      {words('text')}
    </EmptyState>
  );
}
