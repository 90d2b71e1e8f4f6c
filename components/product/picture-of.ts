import type { CardView } from '@/lib/marketplace/product-view.schema';

/** What ProductPicture has to know of a product. */
export function pictureOf(product: CardView) {
  return {
    src: product.imageUrl,
    sources: product.pictureSources,
    width: product.imageWidth,
    height: product.imageHeight,
    placeholder: product.imagePlaceholder,
    // Until there is a copy of our own, the picture is WhatsApp's.
    renewFor: product.s3ImageUrl === null ? product.productId : null,
  };
}
