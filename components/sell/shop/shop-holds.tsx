import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { ListingPolicy } from '@/lib/products/listing';
import type { ShopView } from '@/lib/sellers/read-shop';

/** Why nothing of the shop is shown, whatever its products are. */
export function ShopHolds({ shop, policy }: { shop: ShopView; policy: ListingPolicy }) {
  const words = useTranslations('shop');
  const { sellerId, pausedAt, suspendedAt, proven, approved } = shop;
  return (
    <div className="mt-5 flex flex-col gap-3 empty:hidden">
      {suspendedAt ? (
        <Notice tone="bad" title={words('held.suspended')}>
          {words('held.suspendedText')}
        </Notice>
      ) : null}
      {pausedAt ? (
        <Notice tone="warn" title={words('held.paused')}>
          {words('held.pausedText')}
        </Notice>
      ) : null}
      {policy === 'proven' && !proven ? (
        <Notice
          tone="warn"
          title={words('held.unproven')}
          action={
            <Link href={`/sell/shops/${sellerId}/prove`} className={buttonStyle({ size: 'sm' })}>
              {words('prove')}
            </Link>
          }
        >
          {words('held.unprovenText')}
        </Notice>
      ) : null}
      {policy === 'approved' && !approved ? (
        <Notice title={words('held.unapproved')}>{words('held.unapprovedText')}</Notice>
      ) : null}
    </div>
  );
}
