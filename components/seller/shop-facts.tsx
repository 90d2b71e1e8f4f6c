import { useTranslations } from 'next-intl';
import { CalendarDate } from '@/components/time/calendar-date';
import { RelativeTime } from '@/components/time/relative-time';
import { BadgeCheck } from '@/components/ui/icons/card-icons';
import type { SellerCard } from '@/lib/marketplace/seller-card';

interface ShopFactsProps {
  seller: Pick<SellerCard, 'products' | 'since'> & { lastSeenAt?: string | null };
}

/** How full a shop is, since when it is here and, where that is given, how fresh. */
export function ShopFacts({ seller: { products, since, lastSeenAt } }: ShopFactsProps) {
  const words = useTranslations('market.shop');
  return (
    <>
      {words('count', { count: products })}
      {' · '}
      {words.rich('since', { date: () => <CalendarDate key="date" at={since} to="month" /> })}
      {lastSeenAt ? (
        <>
          {' · '}
          {words.rich('lastSeen', { time: () => <RelativeTime key="time" at={lastSeenAt} /> })}
        </>
      ) : null}
    </>
  );
}

/** That a shop has shown its number to be its own, and when. */
export function ProvenSince({ at }: { at: string }) {
  const words = useTranslations('market.shop');
  const meaning = useTranslations('product.provenShop');
  return (
    <p title={meaning('means')} className="flex items-center gap-1.5 text-sm font-medium text-good">
      <BadgeCheck aria-hidden className="size-[1.2em] shrink-0" />
      <span>{words.rich('provenSince', { date: () => <CalendarDate key="date" at={at} /> })}</span>
    </p>
  );
}
