import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageLink } from '@/components/ui/page-link';
import { NothingPicture } from '@/components/ui/pictures';

/** The filters leave nothing. */
export function NothingMatches({ everythingHref }: { everythingHref: string }) {
  const words = useTranslations('market.nothing');
  return (
    <EmptyState
      title={words('title')}
      picture={<NothingPicture />}
      action={
        <PageLink href={everythingHref} className={buttonStyle()}>
          {words('action')}
        </PageLink>
      }
    >
      {words('text')}
    </EmptyState>
  );
}
