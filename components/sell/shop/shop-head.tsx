import { BadgeCheck, Store } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatPhone } from '@/components/sell/format-phone';
import { ShareButton } from '@/components/share/share-button';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import type { ShopView } from '@/lib/sellers/read-shop';
import { shopPath } from '@/lib/sellers/shop-query.schema';

/** Whose shop it is, and first of all how its products stand. */
export function ShopHead({ shop }: { shop: ShopView }) {
  const words = useTranslations('shop');
  const { sellerId, phone, nameOnWhatsApp, namedHere, proven, counts, total } = shop;
  const name = shop.name ?? words('unnamed');
  const { live = 0, fix = 0, rejected = 0, waiting = 0, open = 0, failed = 0 } = counts;
  const parts = [
    { key: 'live', count: live, state: 'live' },
    { key: 'needYou', count: fix + rejected, state: fix > 0 ? 'fix' : 'rejected' },
    { key: 'waitForUs', count: waiting + open + failed, state: waiting > 0 ? 'waiting' : open > 0 ? 'open' : 'failed' },
  ] as const;
  return (
    <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4 pt-6 sm:pt-10">
      <div className="min-w-0">
        <p className="tabular flex flex-wrap items-center gap-2 text-sm text-ink-soft">
          {formatPhone(phone)}
          {proven ? (
            <Badge tone="good">
              <BadgeCheck aria-hidden />
              {words('proven')}
            </Badge>
          ) : null}
        </p>
        <h1 dir="auto" className="mt-1 text-xl font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-2xl">
          {name}
        </h1>
        {namedHere && nameOnWhatsApp ? (
          <p className="text-sm text-ink-soft">{words('namedHere', { name: nameOnWhatsApp })}</p>
        ) : null}
        <ul
          aria-label={words('counts.label')}
          className="mt-3 flex flex-wrap items-baseline text-2xl font-bold tracking-tight sm:text-4xl"
        >
          {total === 0 ? <li>{words('counts.none')}</li> : null}
          {parts
            .filter(({ key, count }) => total > 0 && (key === 'live' || count > 0))
            .map(({ key, count, state }, at, shown) => (
              <li key={key}>
                <Link href={`${shopPath(sellerId, { state })}#products`} className="hover:underline">
                  {words(`counts.${key}`, { count })}
                </Link>
                {at < shown.length - 1 ? (
                  <span aria-hidden className="mx-2 text-ink-faint">
                    ·
                  </span>
                ) : null}
              </li>
            ))}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2">
        <Link
          href={`/sellers/${sellerId}`}
          prefetch={false}
          className={buttonStyle({ look: 'quiet', className: 'sm:whitespace-normal' })}
        >
          <Store aria-hidden />
          {words('publicShop')}
        </Link>
        <ShareButton title={name} path={`/sellers/${sellerId}`} className={buttonStyle({ look: 'quiet' })} />
      </div>
    </header>
  );
}
