import { ProductPicture } from '@/components/product/product-picture';
import type { CardView } from '@/lib/marketplace/product-view.schema';

/** A shop window of a seller's newest pictures. Decoration: the same products stand below, with their names. */
export function SellerCover({ products }: { products: CardView[] }) {
  return (
    <div
      aria-hidden
      className="grid h-36 auto-cols-fr grid-flow-col gap-0.5 overflow-hidden max-sm:-mx-4 sm:mt-6 sm:h-56
        sm:rounded-2xl"
    >
      {products.map((product) => (
        <ProductPicture
          key={product.productId}
          src={product.imageUrl}
          sources={product.pictureSources}
          place="cover"
          alt=""
          width={product.imageWidth}
          height={product.imageHeight}
          placeholder={product.imagePlaceholder}
          renewFor={product.s3ImageUrl === null ? product.productId : null}
          eager
          className="min-w-0"
        />
      ))}
    </div>
  );
}
