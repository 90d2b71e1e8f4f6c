import { useTranslations } from 'next-intl';
import { ProvenBadge } from '@/components/product/proven-mark';
import { SellerInitial } from '@/components/product/seller-link';
import { ShareButton } from '@/components/share/share-button';
import { RelativeTime } from '@/components/time/relative-time';
import { buttonStyle } from '@/components/ui/button';
import type { SellerCard } from '@/lib/marketplace/seller-card';

interface SellerHeaderProps {
  seller: SellerCard & { name: string };
  path: string;
}

/** Whose shelf this is, how full, how fresh. */
export function SellerHeader({ seller, path }: SellerHeaderProps) {
  const words = useTranslations('market.sellerPage');
  const { name, namedHere, products, proven, lastSeenAt } = seller;
  return (
    <header className="flex items-center gap-4 py-6 sm:py-9">
      <SellerInitial name={name} className="size-16 text-2xl sm:size-20 sm:text-3xl" />
      <div className="min-w-0 flex-1">
        <h1 dir="auto" className="text-2xl font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-4xl">
          {name}
        </h1>
        {proven ? <ProvenBadge className="mt-1" /> : null}
        <p className="mt-1 text-ink-soft">
          {words('count', { count: products })}
          {lastSeenAt ? (
            <>
              {' · '}
              {words.rich('lastSeen', { time: () => <RelativeTime key="time" at={lastSeenAt} /> })}
            </>
          ) : null}
        </p>
        {namedHere ? <p className="mt-0.5 text-sm text-ink-faint">{words('namedHere')}</p> : null}
      </div>
      <ShareButton
        title={name}
        path={path}
        className={buttonStyle({ look: 'quiet', className: 'max-sm:size-11 max-sm:px-0' })}
        compact
      />
    </header>
  );
}
