import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requestLanguage } from '@/app/server/language';
import { absoluteUrl, describedPage } from '@/app/server/page-metadata';
import { formatPrice } from '@/components/product/price';
import { oneLine } from '@/lib/marketplace/metadata';
import type { ProductView } from '@/lib/marketplace/product-view.schema';

const LONGEST = { title: 100, description: 200 };

/** How a product shows in others' pages: search engines, chats. */
export async function productMetadata(product: ProductView): Promise<Metadata> {
  const words = await getTranslations('market.productPage');
  const { productId, title, price, s3ImageUrl, imageWidth, imageHeight } = product;
  const path = `/products/${productId}`;
  const name = oneLine(title, LONGEST.title);
  const about = product.description
    ? oneLine(product.description, LONGEST.description)
    : words('soldBy', { seller: product.seller.name ?? words('noName') });
  const description = price ? `${formatPrice(price, await requestLanguage())} · ${about}` : about;
  // WhatsApp's own links die within days: only a picture of ours is given away.
  const images = s3ImageUrl
    ? [
        {
          url: absoluteUrl(s3ImageUrl),
          alt: name,
          ...(imageWidth && imageHeight ? { width: imageWidth, height: imageHeight } : {}),
        },
      ]
    : [];
  const page = await describedPage({ path, title: name, description });
  return {
    ...page,
    openGraph: { ...page.openGraph, images },
    twitter: { card: images.length > 0 ? 'summary_large_image' : 'summary', title: name, description, images },
  };
}
