import type { ProductView } from '@/lib/marketplace/product-view.schema';
import { PictureZoom } from './picture-zoom';
import { ProductPicture } from './product-picture';

/** What a phone's screen keeps for its bars, and for title, price and seller. */
const ON_A_PHONE = 'max-sm:-mx-4 max-sm:h-[clamp(45vw,100svh-28rem,100vw)]';

/** The picture on a product's own page, which opens large. */
export function ProductPhoto({ product }: { product: ProductView }) {
  const { productId, title, imageUrl, s3ImageUrl } = product;
  const size = `${ON_A_PHONE} sm:aspect-square sm:max-h-[78dvh] sm:rounded-2xl`;
  const picture = (
    <ProductPicture
      src={imageUrl}
      sources={product.pictureSources}
      place="page"
      alt={title}
      width={product.imageWidth}
      height={product.imageHeight}
      placeholder={product.imagePlaceholder}
      renewFor={s3ImageUrl === null ? productId : null}
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
