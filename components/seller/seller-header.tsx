import { useTranslations } from 'next-intl';
import { ChatLink } from '@/components/product/chat-link';
import { SellerInitial } from '@/components/product/seller-link';
import { ShareButton } from '@/components/share/share-button';
import { buttonStyle } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import type { SellerCard } from '@/lib/marketplace/seller-card';
import type { SellerSays } from '@/lib/place-and-delivery/seller-says.schema';
import { SellerCover } from './seller-cover';
import { SellerSaysLines } from './seller-says-lines';
import { ProvenSince, ShopFacts } from './shop-facts';

/** Fewer are no window. */
const FEWEST_ON_COVER = 2;

interface SellerHeaderProps {
  seller: SellerCard & { name: string };
  /** Their newest, for the cover. */
  newest: CardView[];
  says: SellerSays;
  chatUrl: string | null;
  path: string;
}

/** Whose shelf this is, what is known of them, and the ways to reach and to share them. */
export function SellerHeader({ seller, newest, says, chatUrl, path }: SellerHeaderProps) {
  const words = useTranslations('market.sellerPage');
  const { name, namedHere, provenAt } = seller;
  const hasCover = newest.length >= FEWEST_ON_COVER;
  return (
    <header className="pb-6">
      {hasCover ? <SellerCover products={newest} /> : null}
      <div
        className={cn('flex flex-wrap items-end gap-x-4 gap-y-3', hasCover ? '-mt-5 sm:-mt-8 sm:px-6' : 'pt-6 sm:pt-9')}
      >
        <SellerInitial name={name} className="size-18 text-3xl ring-4 ring-paper sm:size-24 sm:text-4xl" />
        <div className="ml-auto flex max-w-full min-w-0 gap-2">
          {chatUrl ? (
            <ChatLink href={chatUrl} className="min-h-11 min-w-0 shrink px-4 text-[0.9375rem] sm:px-5" />
          ) : null}
          <ShareButton
            title={name}
            path={path}
            className={buttonStyle({ look: 'quiet', className: 'max-sm:size-11 max-sm:px-0' })}
            compact
          />
        </div>
      </div>
      <div className={cn('mt-3 grid gap-2', hasCover && 'sm:px-6')}>
        <h1 dir="auto" className="text-2xl font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-4xl">
          {name}
        </h1>
        {provenAt ? <ProvenSince at={provenAt} /> : null}
        <p className="text-ink-soft">
          <ShopFacts seller={seller} />
        </p>
        {namedHere ? <p className="text-sm text-ink-faint">{words('namedHere')}</p> : null}
        <SellerSaysLines says={says} />
      </div>
    </header>
  );
}
