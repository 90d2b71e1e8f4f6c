import { BadgeCheck, MessageCircle } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ProductPicture } from '@/components/product/product-picture';
import { SellerInitial } from '@/components/product/seller-link';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button';
import type { HeldShop } from '@/lib/sellers/list-shops';
import { ForgetShop } from './forget-shop';
import { formatPhone } from './format-phone';

interface ShopListProps {
  shops: (HeldShop & { ownChatUrl: string })[];
  /** Only proven shops' products go live. */
  proofNeeded: boolean;
  nextHref: string | null;
}

/** The way back: the shops that this device knows. */
export function ShopList({ shops, proofNeeded, nextHref }: ShopListProps) {
  const words = useTranslations('sell.shops');
  return (
    <section aria-labelledby="shops" className="pt-8 sm:pt-12">
      <h2 id="shops" className="text-2xl font-bold tracking-tight">
        {words('title', { count: shops.length })}
      </h2>
      <ul className="mt-4 grid grid-cols-1 gap-3 lg:grid-cols-2">
        {shops.map((shop) => (
          <ShopRow key={shop.sellerId} shop={shop} proofNeeded={proofNeeded} />
        ))}
      </ul>
      {nextHref === null ? null : (
        <Link href={nextHref} className={buttonStyle({ look: 'quiet', className: 'mt-4' })}>
          {words('more')}
        </Link>
      )}
    </section>
  );
}

function ShopRow({ shop, proofNeeded }: { shop: ShopListProps['shops'][number]; proofNeeded: boolean }) {
  const words = useTranslations('sell.shops');
  const { sellerId, phone, level, pictureUrl, live, waiting, rejected, ownChatUrl } = shop;
  const name = shop.name ?? formatPhone(phone);
  const counts = [
    words('live', { count: live }),
    ...(waiting > 0 ? [words('waiting', { count: waiting })] : []),
    ...(rejected > 0 ? [words('rejected', { count: rejected })] : []),
  ];
  return (
    <li className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4">
      <div className="flex items-center gap-4">
        {pictureUrl === null ? (
          <SellerInitial name={name} className="size-14 text-xl" />
        ) : (
          <ProductPicture src={pictureUrl} alt="" place="strip" className="size-14 shrink-0 rounded-lg" />
        )}
        <div className="min-w-0 flex-1">
          <h3 className="font-sans text-base font-semibold">
            <Link
              href={`/sell/shops/${sellerId}`}
              prefetch={false}
              dir="auto"
              className="block truncate hover:underline"
            >
              {name}
            </Link>
          </h3>
          <p className="tabular truncate text-sm text-ink-faint">{formatPhone(phone)}</p>
          <p className="tabular text-sm text-ink-soft">{counts.join(' · ')}</p>
        </div>
        {level === 'owner' ? (
          <Badge tone="good" className="self-start">
            <BadgeCheck aria-hidden />
            {words('proven')}
          </Badge>
        ) : null}
      </div>
      {proofNeeded && level === 'holder' ? <p className="text-sm text-ink-soft">{words('proofNeeded')}</p> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Link href={`/sell/shops/${sellerId}`} prefetch={false} className={buttonStyle({ look: 'quiet', size: 'sm' })}>
          {words('open')}
          <span className="sr-only">: {name}</span>
        </Link>
        {level === 'owner' ? null : (
          <Link
            href={`/sell/shops/${sellerId}/prove`}
            prefetch={false}
            className={buttonStyle({ look: proofNeeded ? 'primary' : 'quiet', size: 'sm' })}
          >
            {words('prove')}
            <span className="sr-only">: {name}</span>
          </Link>
        )}
        <a href={ownChatUrl} rel="noreferrer" className={buttonStyle({ look: 'ghost', size: 'sm' })}>
          <MessageCircle aria-hidden />
          {words('toWhatsApp')}
          <span className="sr-only">: {name}</span>
        </a>
        <ForgetShop sellerId={sellerId} name={name} isOwner={level === 'owner'} />
      </div>
    </li>
  );
}
