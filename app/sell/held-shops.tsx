import { getTranslations } from 'next-intl/server';
import { shopKeyOfPage } from '@/app/server/shop-access';
import { database, listingPolicy } from '@/app/wiring/process';
import { ShopList } from '@/components/sell/shop-list';
import { listShops } from '@/lib/sellers/list-shops';
import { ownChatUrl } from './own-chat-url';

/** The device's shops; nothing where it has none. */
export async function HeldShops({ cursor }: { cursor: string | undefined }) {
  const { shops, nextCursor } = await listShops(database(), await shopKeyOfPage(), cursor);
  if (shops.length === 0) return null;
  const words = await getTranslations('sell.ownChat');
  const withChats = shops.map((shop) => {
    const path = shop.syncId === null ? `/sell/shops/${shop.sellerId}` : `/sell/${shop.syncId}`;
    return { ...shop, ownChatUrl: ownChatUrl(shop.phone, path, (link) => words('message', { link })) };
  });
  return (
    <ShopList
      shops={withChats}
      proofNeeded={listingPolicy() === 'proven'}
      nextHref={nextCursor === null ? null : `/sell?shops=${nextCursor}`}
    />
  );
}
