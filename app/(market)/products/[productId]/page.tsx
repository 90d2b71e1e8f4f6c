import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { loadShop } from '@/app/(market)/load-shop';
import { pageNonce } from '@/app/server/content-policy';
import { requestLanguage } from '@/app/server/language';
import { absoluteUrl, addressIn } from '@/app/server/page-metadata';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { ChatLink } from '@/components/product/chat-link';
import { CorrectedNote } from '@/components/product/corrected-note';
import { CountView } from '@/components/product/count-view';
import { isSaidSo, Price } from '@/components/product/price';
import { ProductActions } from '@/components/product/product-actions';
import { ProductFacts } from '@/components/product/product-facts';
import { ProductGridSkeleton } from '@/components/product/product-grid';
import { ProductPhoto } from '@/components/product/product-photo';
import { ReportProduct } from '@/components/product/report-product';
import { SellerLink } from '@/components/product/seller-link';
import { SimilarFeed } from '@/components/product/similar-feed';
import { StructuredData } from '@/components/product/structured-data';
import { RememberViewed } from '@/components/saved/remember-viewed';
import { SaveButton } from '@/components/saved/save-button';
import { SellerSaysLines } from '@/components/seller/seller-says-lines';
import { ProvenSince, ShopFacts } from '@/components/seller/shop-facts';
import { RelativeTime } from '@/components/time/relative-time';
import { buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { DEFAULT_LANGUAGE } from '@/lib/language/languages.schema';
import { jsonForScript, productJsonLd } from '@/lib/marketplace/metadata';
import { toCardView } from '@/lib/marketplace/product-view.schema';
import { chatUrlInWords } from '@/lib/marketplace/whatsapp-link';
import { sellerSays } from '@/lib/place-and-delivery/seller-says';
import { loadProduct, loadSimilar, type Similar, soon } from './load-product';
import { ModerateLink } from './moderate-link';
import { productMetadata } from './product-metadata';

interface ProductPageProps {
  params: Promise<{ productId: string }>;
  searchParams: PageSearchParams;
}

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const product = await loadProduct((await params).productId);
  if (product) return productMetadata(product);
  const words = await getTranslations('market.productPage.gone');
  return { title: words('metaTitle') };
}

export default async function ProductPage({ params, searchParams }: ProductPageProps) {
  const product = await loadProduct((await params).productId);
  if (!product) notFound();
  const { productId, title, seller, price, priceText, corrected } = product;
  const cursor = new Map(await searchParamEntries(searchParams)).get('cursor');
  const [similar, shop, language, words, categoryName, nonce] = await Promise.all([
    soon(loadSimilar(productId, cursor)),
    loadShop(seller.id),
    requestLanguage(),
    getTranslations('market.productPage'),
    getTranslations('categories'),
    pageNonce(),
  ]);
  const chatUrl = chatUrlInWords(product, (parts) => words('message', parts));
  const jsonLd = productJsonLd(product, {
    url: addressIn(DEFAULT_LANGUAGE, `/products/${productId}`),
    imageUrl: product.s3ImageUrl ? absoluteUrl(product.s3ImageUrl) : null,
  });
  return (
    <>
      <StructuredData json={jsonForScript(jsonLd)} nonce={nonce} />
      <RememberViewed productId={productId} title={title} />
      <CountView productId={productId} />
      <article className="grid gap-x-10 gap-y-4 sm:pt-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <ProductPhoto product={product} />
        <div className="flex flex-col gap-4 sm:gap-5 lg:pt-2">
          <div>
            {product.category ? (
              <PageLink
                href={`/?category=${product.category}`}
                className="inline-flex min-h-6 items-center text-sm text-ink-soft hover:text-ink hover:underline"
              >
                {categoryName(product.category)}
              </PageLink>
            ) : null}
            <h1
              dir="auto"
              className="text-xl leading-snug font-semibold tracking-tight [overflow-wrap:anywhere] sm:mt-1 sm:text-4xl
                sm:leading-tight"
            >
              {title}
            </h1>
            <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3 sm:mt-3">
              <Price price={price} className="text-2xl" />
              {priceText && !(price && isSaidSo(price, priceText, language)) ? (
                <span className="text-sm text-ink-soft">
                  {words('askedAs')} <bdi className="[overflow-wrap:anywhere]">{priceText}</bdi>
                </span>
              ) : null}
            </p>
            <CorrectedNote corrected={corrected} />
          </div>
          <SellerLink id={seller.id} name={seller.name} proven={seller.proven}>
            {/* How fresh the product itself is stands below. */}
            {shop ? <ShopFacts seller={{ products: shop.products, since: shop.since }} /> : null}
          </SellerLink>
          <ChatLink href={chatUrl} productId={productId} className="hidden sm:inline-flex" />
          <ProductActions productId={productId} title={title}>
            <ModerateLink productId={productId} />
          </ProductActions>
          <ProductFacts product={product} />
          <SellerSaysLines says={sellerSays(product.description)} />
          {product.description ? (
            <section aria-labelledby="description">
              <h2 id="description" className="text-lg font-semibold">
                {words('fromSeller')}
              </h2>
              <p dir="auto" className="mt-1.5 max-w-prose leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]">
                {product.description}
              </p>
            </section>
          ) : null}
          <div className="grid gap-1.5">
            {shop?.provenAt ? <ProvenSince at={shop.provenAt} /> : null}
            <LastSeen at={product.lastHydratedAt} />
          </div>
          <ReportProduct productId={productId} />
        </div>
      </article>
      <section aria-labelledby="similar" className="mt-12">
        <h2 id="similar" className="mb-4 text-2xl font-semibold tracking-tight">
          {words('similar')}
        </h2>
        {'value' in similar ? (
          <SimilarProducts productId={productId} similar={similar.value} />
        ) : (
          <Suspense fallback={<ProductGridSkeleton count={5} />}>
            <SimilarProducts productId={productId} similar={similar.later} />
          </Suspense>
        )}
      </section>
      <div
        className={
          'fixed inset-x-0 bottom-0 z-30 flex gap-3 border-t border-line bg-paper/95 px-4 pt-3 ' +
          '[@media(max-height:24rem)]:static ' +
          'pb-[max(0.75rem,env(safe-area-inset-bottom))] backdrop-blur-sm sm:hidden'
        }
      >
        <ChatLink
          href={chatUrl}
          productId={productId}
          className="min-w-0 flex-1 px-3 leading-tight sm:whitespace-normal"
        />
        <SaveButton
          productId={productId}
          title={title}
          className={buttonStyle({ look: 'quiet', className: 'size-13 px-0 aria-pressed:border-accent' })}
        />
      </div>
    </>
  );
}

async function LastSeen({ at }: { at: string | null }) {
  const words = await getTranslations('market.productPage');
  if (!at) return null;
  return (
    <p className="text-sm text-ink-soft">
      {words.rich('lastSeen', { time: () => <RelativeTime key="time" at={at} /> })}
    </p>
  );
}

interface SimilarProductsProps {
  productId: string;
  similar: Similar | Promise<Similar>;
}

async function SimilarProducts({ productId, similar }: SimilarProductsProps) {
  const [page, words] = await Promise.all([similar, getTranslations('market.productPage')]);
  if (page === null) return <Notice tone="warn" title={words('similarAway')} />;
  if (page.results.length === 0) return <p className="text-ink-soft">{words('noSimilar')}</p>;
  const results = page.results.map(({ product, alike }) => ({
    product: toCardView(product),
    alike: alike ? { count: alike.count } : null,
  }));
  return (
    <SimilarFeed productId={productId} firstPage={{ results, nextCursor: page.nextCursor }} label={words('similar')} />
  );
}
