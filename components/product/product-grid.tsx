import type { ReactNode } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import type { CardView } from '@/lib/marketplace/product-view.schema';
import { ProductCard } from './product-card';

/** Cards in view when a page opens on a phone; on a desktop the browser's own order of loading is good enough. */
const IN_VIEW = 4;

interface ProductGridProps {
  products: CardView[];
  label: string;
  /** How many cards are in view when the page opens: none for a grid further down. */
  inView?: number;
  /** A line in place of the seller's name. */
  noteFor?: (product: CardView) => string | undefined;
  children?: ReactNode;
}

export function ProductGrid({ products, label, inView = IN_VIEW, noteFor, children }: ProductGridProps) {
  return (
    <div className="masonry">
      <ol className="masonry-grid" aria-label={label}>
        {products.map((product, index) => (
          <ProductCard key={product.productId} product={product} eager={index < inView} note={noteFor?.(product)} />
        ))}
        {children}
      </ol>
    </div>
  );
}

const SHAPES = [22, 26, 20, 24, 20, 25, 22, 20, 26, 21];

/** Stands where products are about to be. */
export function ProductGridSkeleton({ count = 10 }: { count?: number }) {
  return (
    <div className="masonry" aria-hidden>
      <div className="masonry-grid">
        {Array.from({ length: count }, (_, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            key={index}
            className="masonry-item"
            style={{ ['--picture-rows' as string]: SHAPES[index % SHAPES.length] }}
          >
            <Skeleton className="picture rounded-lg" />
            <Skeleton className="mt-2 h-4 w-3/4" />
            <Skeleton className="mt-2 h-4 w-1/3" />
          </div>
        ))}
      </div>
    </div>
  );
}
