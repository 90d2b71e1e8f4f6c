import { ChevronRight, MessageCircle } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { Price } from '@/components/product/price';
import { ProductGridSkeleton } from '@/components/product/product-grid';
import { ProductPicture } from '@/components/product/product-picture';
import { ReportProduct } from '@/components/product/report-product';
import { RelativeTime } from '@/components/time/relative-time';
import { buttonStyle } from '@/components/ui/button';
import { loadProduct } from './load-product';
import { SimilarProducts } from './similar-products';

interface ProductPageProps {
  params: Promise<{ productId: string }>;
}

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const product = await loadProduct((await params).productId);
  if (!product) return { title: 'Product not found' };
  const description =
    product.description?.slice(0, 200) ?? `Sold by ${product.seller.name ?? 'a WhatsApp seller'} on WhatsApp.`;
  return {
    title: product.title.slice(0, 100),
    description,
    openGraph: { title: product.title, description, ...(product.s3ImageUrl ? { images: [product.s3ImageUrl] } : {}) },
  };
}

export default async function ProductPage({ params }: ProductPageProps) {
  const product = await loadProduct((await params).productId);
  if (!product) notFound();
  const categoryName = await getTranslations('categories');
  const { seller, price, priceText } = product;
  return (
    <>
      <article className="grid gap-x-10 gap-y-5 pt-4 sm:pt-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <ProductPicture
          src={product.imageUrl}
          sources={product.pictureSources}
          place="page"
          alt={product.title}
          width={product.imageWidth}
          height={product.imageHeight}
          placeholder={product.imagePlaceholder}
          renewFor={product.s3ImageUrl === null ? product.productId : null}
          eager
          fit="contain"
          className="-mx-4 aspect-square max-h-[78dvh] sm:mx-0 sm:rounded-2xl lg:w-full"
        />
        <div className="flex flex-col gap-5 lg:pt-2">
          <div>
            {product.category ? (
              <Link
                href={`/?category=${product.category}`}
                className="text-sm text-ink-soft hover:text-ink hover:underline"
              >
                {categoryName(product.category)}
              </Link>
            ) : null}
            <h1 className="mt-1 text-2xl leading-tight font-semibold tracking-tight [overflow-wrap:anywhere] sm:text-4xl">
              {product.title}
            </h1>
            <p className="mt-3 text-2xl">
              <Price price={price} />
            </p>
            {priceText ? (
              <p className="mt-1 text-sm text-ink-soft">
                As the seller writes it: <span className="[overflow-wrap:anywhere]">{priceText}</span>
              </p>
            ) : null}
          </div>
          <a
            href={product.whatsappUrl}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className={buttonStyle({ size: 'lg', className: 'hidden sm:inline-flex' })}
          >
            <MessageCircle aria-hidden />
            Chat on WhatsApp
          </a>
          <Link
            href={`/sellers/${seller.id}`}
            className="group flex items-center gap-3 rounded-lg border border-line bg-surface p-3 hover:border-line-strong"
          >
            <span
              aria-hidden
              className="grid size-11 place-items-center rounded-full bg-accent-soft font-display text-lg font-semibold text-accent-strong"
            >
              {(seller.name ?? 'S').trim().charAt(0).toUpperCase()}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{seller.name ?? 'WhatsApp seller'}</span>
              <span className="block text-sm text-ink-soft">See everything from this seller</span>
            </span>
            <ChevronRight
              aria-hidden
              className="size-5 text-ink-faint transition-transform group-hover:translate-x-0.5"
            />
          </Link>
          {product.description ? (
            <section aria-labelledby="description">
              <h2 id="description" className="text-lg font-semibold">
                From the seller
              </h2>
              <p className="mt-1.5 max-w-prose leading-relaxed whitespace-pre-line [overflow-wrap:anywhere]">
                {product.description}
              </p>
            </section>
          ) : null}
          {product.lastHydratedAt ? (
            <p className="text-sm text-ink-soft">
              Last seen on WhatsApp <RelativeTime at={product.lastHydratedAt} />
            </p>
          ) : null}
          <ReportProduct productId={product.productId} />
        </div>
      </article>
      <section aria-labelledby="similar" className="mt-12">
        <h2 id="similar" className="mb-4 text-2xl font-semibold tracking-tight">
          More like this
        </h2>
        <Suspense fallback={<ProductGridSkeleton count={5} />}>
          <SimilarProducts productId={product.productId} />
        </Suspense>
      </section>
      <div className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-paper/95 px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] backdrop-blur-sm sm:hidden">
        <a
          href={product.whatsappUrl}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className={buttonStyle({ size: 'lg', className: 'w-full' })}
        >
          <MessageCircle aria-hidden />
          Chat on WhatsApp
        </a>
      </div>
    </>
  );
}
