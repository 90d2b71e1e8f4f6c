import type { ProductView } from './product-view';

/** What a product's card shows: a page of them is sent to slow phones, so nothing else is. */
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
