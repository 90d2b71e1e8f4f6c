import type { Category } from '@/lib/quality/categories.schema';

export interface PriceView {
  /** In the currency's main unit. */
  amount: number;
  /** ISO 4217. */
  currency: string;
}

/** A smaller copy of a stored picture. */
export interface PictureSource {
  url: string;
  type: 'image/avif' | 'image/webp';
  /** Pixels. */
  width: number;
}

/** One product as shoppers and the HTTP API see it. Texts are the seller's own words: untrusted, shown as text only. */
export interface ProductView {
  productId: string;
  seller: { id: string; name: string | null };
  title: string;
  description: string | null;
  price: PriceView | null;
  /** As the seller wrote it. */
  priceText: string | null;
  category: Category | null;
  /** Soko's own copy first, WhatsApp's short-lived link second. */
  imageUrl: string | null;
  s3ImageUrl: string | null;
  /** Smaller copies of the stored picture, best format first; empty while only WhatsApp's link is there. */
  pictureSources: PictureSource[];
  imageWidth: number | null;
  imageHeight: number | null;
  /** A tiny data: URL to show while the picture loads. */
  imagePlaceholder: string | null;
  /** ISO 8601: when the product was last seen on WhatsApp. */
  lastHydratedAt: string | null;
  listedAt: string | null;
  /** A chat with the seller, with a message that names the product. */
  whatsappUrl: string;
}

export interface ProductPage {
  products: ProductView[];
  nextCursor: string | null;
}

/** Only what a product's card shows: pages of cards go to slow phones. */
export type CardView = Pick<
  ProductView,
  | 'productId'
  | 'seller'
  | 'title'
  | 'price'
  | 'imageUrl'
  | 's3ImageUrl'
  | 'pictureSources'
  | 'imageWidth'
  | 'imageHeight'
  | 'imagePlaceholder'
  | 'listedAt'
>;

export interface CardPage {
  products: CardView[];
  nextCursor: string | null;
}

export function toCardView(product: ProductView): CardView {
  const { productId, seller, title, price, imageUrl, s3ImageUrl, pictureSources } = product;
  const { imageWidth, imageHeight, imagePlaceholder, listedAt } = product;
  return {
    productId,
    seller,
    title,
    price,
    imageUrl,
    s3ImageUrl,
    pictureSources,
    imageWidth,
    imageHeight,
    imagePlaceholder,
    listedAt,
  };
}
