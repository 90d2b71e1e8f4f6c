import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { pictureOf } from './picture-of';
import { PictureZoom } from './picture-zoom';
import { ProductPicture } from './product-picture';

/** What a phone's screen keeps for its bars, and for title, price and seller. */
const ON_A_PHONE = 'max-sm:-mx-4 max-sm:h-[clamp(45vw,100svh-28rem,100vw)]';

/** The picture on a product's own page, which opens large. */
export function ProductPhoto({ product }: { product: ProductView }) {
  const { title, imageUrl } = product;
  const size = `${ON_A_PHONE} sm:aspect-square sm:max-h-[78dvh] sm:rounded-2xl`;
  const picture = (
    <ProductPicture
      {...pictureOf(product)}
      place="page"
      alt={title}
      eager
      fit="contain"
      className={imageUrl === null ? size : 'size-full'}
    />
  );
  if (imageUrl === null) return picture;
  return (
    <PictureZoom href={imageUrl} title={title} className={`${size} overflow-hidden`}>
      {picture}
    </PictureZoom>
  );
}
