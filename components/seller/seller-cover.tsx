import { pictureOf } from '@/components/product/picture-of';
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
          {...pictureOf(product)}
          place="cover"
          alt=""
          eager
          className="min-w-0"
        />
      ))}
    </div>
  );
}
