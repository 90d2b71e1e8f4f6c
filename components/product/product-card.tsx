import type { CSSProperties, ReactNode } from 'react';
import { SaveButton } from '@/components/saved/save-button';
import { LinkPending } from '@/components/ui/link-pending';
import { PageLink } from '@/components/ui/page-link';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { lettersOf } from './letters-of';
import { pictureOf } from './picture-of';
import { Price } from './price';
import { ProductPicture } from './product-picture';
import { ProvenMark } from './proven-mark';

/** Rows of a twentieth of the column's width; very tall and very wide pictures are cut to a calm range. */
function pictureRows(width: number | null, height: number | null): number {
  if (!width || !height) return 22;
  return Math.round(Math.min(1.4, Math.max(0.8, height / width)) * 20);
}

/** How many letters the mark beside a proven shop's name takes the place of. */
const MARK_CHARS = 3;
const BUTTON_REM = 2.75;

interface ProductCardProps {
  product: CardView;
  eager?: boolean;
  /** A line about those that stand behind it. */
  note?: string | undefined;
  /** One thing to do besides saving it, in the picture's lower corner. */
  onPicture?: ReactNode;
  /** A row of a button's height under its words. */
  below?: ReactNode;
}

export function ProductCard({ product, eager = false, note, onPicture, below }: ProductCardProps) {
  const { productId, title, seller } = product;
  const name = note ?? seller.name ?? '';
  const isProven = note === undefined && seller.proven;
  const style = {
    '--picture-rows': pictureRows(product.imageWidth, product.imageHeight),
    '--title-chars': lettersOf(title),
    '--name-chars': lettersOf(name) + (isProven ? MARK_CHARS : 0),
    '--more': below ? BUTTON_REM : 0,
  } as CSSProperties;
  return (
    <li className="masonry-item" style={style}>
      <article className="group relative flex min-h-0 flex-col">
        <ProductPicture
          {...pictureOf(product)}
          alt=""
          eager={eager}
          className="picture rounded-lg transition-[border-radius] group-hover:rounded-2xl"
        />
        <div className="min-w-0 px-0.5 pt-2">
          <h3 className="font-sans text-[0.9375rem] font-medium text-wrap">
            <PageLink href={`/products/${productId}`} className="after:absolute after:inset-0 after:rounded-lg">
              <span dir="auto" className="masonry-title">
                {title}
              </span>
              <LinkPending className="inset-x-2" />
            </PageLink>
          </h3>
          <p className="truncate text-[0.9375rem] leading-[1.375rem]">
            <Price price={product.price} />
          </p>
          <p className="flex gap-1 text-[0.8125rem] text-ink-soft">
            <bdi className="masonry-name">{name}</bdi>
            {isProven ? <ProvenMark className="h-4.5 items-center" /> : null}
          </p>
        </div>
        {below}
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
