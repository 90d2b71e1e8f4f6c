import type { CSSProperties, ReactNode } from 'react';
import { SaveButton } from '@/components/saved/save-button';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { Price } from './price';
import { ProductPicture } from './product-picture';
import { ProvenMark } from './proven-mark';

/** Rows of a twentieth of the column's width; very tall and very wide pictures are cut to a calm range. */
function pictureRows(width: number | null, height: number | null): number {
  if (!width || !height) return 22;
  return Math.round(Math.min(1.4, Math.max(0.8, height / width)) * 20);
}

interface ProductCardProps {
  product: CardView;
  eager?: boolean;
  /** A line about those that stand behind it. */
  note?: string | undefined;
  /** Actions that stand on the picture, each in its corner. */
  onPicture?: ReactNode;
}

export function ProductCard({ product, eager = false, note, onPicture }: ProductCardProps) {
  const { productId, title } = product;
  const style = { '--picture-rows': pictureRows(product.imageWidth, product.imageHeight) } as CSSProperties;
  return (
    <li className="masonry-item" style={style}>
      <article className="group relative flex min-h-0 flex-col">
        <ProductPicture
          src={product.imageUrl}
          sources={product.pictureSources}
          alt=""
          width={product.imageWidth}
          height={product.imageHeight}
          placeholder={product.imagePlaceholder}
          renewFor={product.s3ImageUrl === null ? product.productId : null}
          eager={eager}
          className="picture rounded-lg transition-[border-radius] group-hover:rounded-2xl"
        />
        <div className="min-w-0 px-0.5 pt-2 leading-snug">
          <h3 className="font-sans text-[15px] font-medium">
            <PageLink
              href={`/products/${productId}`}
              dir="auto"
              className="block truncate leading-6 after:absolute after:inset-0 after:rounded-lg"
            >
              {title}
              <LinkPending className="inset-x-2" />
            </PageLink>
          </h3>
          <p className="truncate text-[15px]">
            <Price price={product.price} />
          </p>
          <p className="flex items-center gap-1 text-[13px] text-ink-soft">
            {note === undefined ? (
              <bdi className="truncate">{product.seller.name}</bdi>
            ) : (
              <span className="truncate">{note}</span>
            )}
            {note === undefined && product.seller.proven ? <ProvenMark /> : null}
          </p>
        </div>
        <SaveButton
          productId={productId}
          title={title}
          className="absolute top-1 right-1 isolate grid size-11 place-items-center rounded-full before:absolute
            before:inset-1 before:-z-1 before:rounded-full before:bg-paper/85 before:shadow-low"
        />
        {onPicture ? (
          <div className="picture pointer-events-none absolute inset-x-0 top-0 *:pointer-events-auto">{onPicture}</div>
        ) : null}
      </article>
    </li>
  );
}
