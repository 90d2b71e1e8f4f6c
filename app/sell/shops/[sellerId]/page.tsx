import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requireShopPage } from '@/app/server/shop-access';
import { database, pool } from '@/app/wiring/process';
import { ErasingShop } from '@/components/sell/shop/erasing-shop';
import { ProblemList } from '@/components/sell/shop/problem-list';
import { ShopBanner } from '@/components/sell/shop/shop-banner';
import { ShopHead } from '@/components/sell/shop/shop-head';
import { ShopHolds } from '@/components/sell/shop/shop-holds';
import { ShopProductList } from '@/components/sell/shop/shop-product-list';
import { ShopReading } from '@/components/sell/shop/shop-reading';
import { ShopSettings } from '@/components/sell/shop/shop-settings';
import { MailboxForm } from '@/components/shop/mailbox-form';
import { NoticeList } from '@/components/shop/notice-list';
import { ProductInsights } from '@/components/shop/product-insights';
import { readInsights } from '@/lib/insights/read-insights';
import { readMailbox } from '@/lib/notices/mailbox';
import { readNotices } from '@/lib/notices/read-notices';
import { env } from '@/lib/platform/env';
import { readShop } from '@/lib/sellers/read-shop';
import { readShopProducts } from '@/lib/sellers/shop-products';
import { readShopQuery } from '@/lib/sellers/shop-query.schema';
import { readSyncTurn } from '@/lib/sellers/sync-shop';

interface ShopPageProps {
  params: Promise<{ sellerId: string }>;
  searchParams: PageSearchParams;
}

const PRODUCTS = 40;

export async function generateMetadata(): Promise<Metadata> {
  const words = await getTranslations('shop');
  return { title: words('metaTitle'), robots: { index: false } };
}

/** A shop for whoever holds it: how its products stand, what holds them back, and what can be done about it. */
export default async function ShopPage({ params, searchParams }: ShopPageProps) {
  const { sellerId, phone, level } = await requireShopPage((await params).sellerId, 'holder');
  const owner = level === 'owner';
  const entries = await searchParamEntries(searchParams);
  const told = new Map(entries);
  const failed = told.get('failed');
  const shop = await readShop(database(), phone);
  if (shop === null) notFound();
  if (shop.eraseAt)
    return <ErasingShop {...{ sellerId, phone, owner, failed }} eraseAt={shop.eraseAt} now={new Date()} />;
  const query = readShopQuery(entries);
  const [page, turn, insights, notices, mailbox] = await Promise.all([
    readShopProducts(database(), phone, query, PRODUCTS),
    readSyncTurn(database(), phone),
    readInsights(pool(), { phone }),
    readNotices(database(), phone),
    owner ? readMailbox(database(), phone) : null,
  ]);
  // What was done about a product is told beside it, where it is still on the page.
  const beside = page.products.some(({ productId }) => productId === told.get('product'));
  return (
    <div id="top">
      <ShopHead shop={shop} />
      <ShopBanner done={beside ? undefined : told.get('done')} failed={failed} className="mt-5" />
      <ShopHolds shop={shop} policy={env().LISTING_POLICY} />
      <ShopReading shop={shop} turn={turn} everyHours={env().HEARTBEAT_MAX_AGE_HOURS} />
      <ProblemList sellerId={sellerId} problems={shop.problems} />
      <ShopProductList
        {...{ shop, page, query, owner }}
        told={{ product: told.get('product'), done: told.get('done') }}
      />
      <div className="mt-12 flex flex-col gap-10">
        <ProductInsights insights={insights} />
        <div className="flex flex-col gap-4">
          <NoticeList notices={notices} />
          {owner ? (
            <MailboxForm
              {...{ sellerId, mailbox }}
              canMail={env().SMTP_URL !== undefined}
              outcome={told.get('mailbox')}
            />
          ) : null}
        </div>
      </div>
      <ShopSettings shop={shop} owner={owner} />
    </div>
  );
}
