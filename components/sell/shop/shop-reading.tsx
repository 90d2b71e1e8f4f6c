import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { RelativeTime } from '@/components/time/relative-time';
import { Button, buttonStyle } from '@/components/ui/button';
import type { ShopView } from '@/lib/sellers/read-shop';
import type { SyncTurn } from '@/lib/sellers/sync-shop';
import { ShopForm } from './shop-form';

interface ShopReadingProps {
  shop: Pick<ShopView, 'sellerId' | 'lastReadAt'>;
  turn: SyncTurn;
  /** HEARTBEAT_MAX_AGE_HOURS */
  everyHours: number;
}

/** When the shop was read last, when it is read next, and reading it now. */
export function ShopReading({ shop, turn, everyHours }: ShopReadingProps) {
  const words = useTranslations('shop.reading');
  const format = useFormatter();
  const { sellerId, lastReadAt } = shop;
  return (
    <section
      aria-labelledby="reading"
      className="mt-6 flex flex-wrap items-center justify-between gap-3 rounded-xl border border-line bg-surface px-4
        py-3"
    >
      <h2 id="reading" className="sr-only">
        {words('title')}
      </h2>
      <p className="text-[0.9375rem] text-ink-soft">
        {lastReadAt
          ? words.rich('last', { time: () => <RelativeTime key="time" at={lastReadAt.toISOString()} /> })
          : words('never')}{' '}
        {words('next', { hours: everyHours })}
      </p>
      {turn.openSyncId ? (
        <p className="flex items-center gap-3 text-[0.9375rem]">
          {words('underway')}
          <Link href={`/sell/${turn.openSyncId}`} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
            {words('watch')}
          </Link>
        </p>
      ) : turn.againAt ? (
        <p className="text-[0.9375rem]">
          {words('again', { time: format.dateTime(turn.againAt, { timeStyle: 'short' }) })}
        </p>
      ) : (
        <ShopForm sellerId={sellerId} action="sync">
          <Button type="submit" look="quiet">
            {words('now')}
          </Button>
        </ShopForm>
      )}
    </section>
  );
}
