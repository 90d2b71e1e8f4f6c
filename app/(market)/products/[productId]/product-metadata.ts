import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requestLanguage } from '@/app/server/language';
import { absoluteUrl, addresses, openGraphBase } from '@/app/server/page-metadata';
import { formatPrice } from '@/components/product/price';
import type { ProductView } from '@/lib/search/product-view';

const LONGEST = { title: 100, description: 200 };

/** How a product shows in others' pages: search engines, chats. */
export async function productMetadata(product: ProductView): Promise<Metadata> {
  const words = await getTranslations('market.productPage');
  const { productId, title, price, s3ImageUrl, imageWidth, imageHeight } = product;
  const path = `/products/${productId}`;
  const name = cut(plain(title), LONGEST.title);
  const about = product.description
    ? cut(plain(product.description), LONGEST.description)
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
  const alternates = await addresses(path);
  return {
    title: name,
    description,
    alternates,
    openGraph: {
      ...(await openGraphBase()),
      type: 'website',
      title: name,
      description,
      url: String(alternates.canonical),
      images,
    },
    twitter: { card: images.length > 0 ? 'summary_large_image' : 'summary', title: name, description, images },
  };
}

/** In one line, without characters that turn the text around them: these lines stand among others' words. */
function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function cut(text: string, longest: number): string {
  const signs = [...text];
  return signs.length > longest
    ? `${signs
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
    : text;
}
