import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { NothingPicture } from '@/components/ui/pictures';

/** The filters leave nothing. */
export function NothingMatches({ everythingHref }: { everythingHref: string }) {
  const words = useTranslations('market.nothing');
  return (
    <EmptyState
      title={words('title')}
      picture={<NothingPicture />}
      action={
        <a href={everythingHref} className={buttonStyle()}>
          {words('action')}
        </a>
      }
    >
      {words('text')}
    </EmptyState>
  );
}
