import { currentUser } from '@/app/server/session';
import { buttonStyle } from '@/components/ui/button';
import { ShieldAlert } from '@/components/ui/icons/product-icons';
import { PageLink } from '@/components/ui/page-link';

/** For signed-in moderators alone, and in their consoles' language: where a live product is taken down. */
export async function ModerateLink({ productId }: { productId: string }) {
  if ((await currentUser()) === null) return null;
  return (
    <PageLink
      href={`/review/products/${productId}`}
      className={buttonStyle({ look: 'bad', className: 'px-4 max-sm:px-3 max-sm:text-sm' })}
    >
      <ShieldAlert aria-hidden />
      Review or take down
    </PageLink>
  );
}
