import { ShieldAlert } from 'lucide-react';
import Link from 'next/link';
import { currentUser } from '@/app/server/session';
import { buttonStyle } from '@/components/ui/button';

/** For signed-in moderators alone, and in their consoles' language: where a live product is taken down. */
export async function ModerateLink({ productId }: { productId: string }) {
  if ((await currentUser()) === null) return null;
  return (
    <Link
      href={`/review/products/${productId}`}
      prefetch={false}
      className={buttonStyle({ look: 'bad', className: 'px-4 max-sm:px-3 max-sm:text-sm' })}
    >
      <ShieldAlert aria-hidden />
      Review or take down
    </Link>
  );
}
