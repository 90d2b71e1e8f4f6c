import type { ReactNode } from 'react';
import { ProductPicture } from '@/components/product/product-picture';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import type { AlikeProduct } from '@/lib/moderation/review-context/review-context.schema';
import { STATUS } from '../decisions/decision-words';

/** Other products beside this one, each with whose it is and what became of it. */
export function AlikeStrip({ products, label }: { products: AlikeProduct[]; label: string }) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-2">
      {products.map((product) => (
        <li key={product.productId} className="w-24 text-xs leading-snug">
          <Linked product={product}>
            <ProductPicture src={product.imageUrl} alt="" className="size-24 rounded-md" />
            <span className="mt-1 line-clamp-2 [overflow-wrap:anywhere]">{product.title ?? product.productId}</span>
          </Linked>
          <span className="block truncate text-ink-soft">
            {product.isSameSeller ? 'this seller' : (product.sellerName ?? 'another seller')}
          </span>
          <span className="block text-ink-soft">
            seen <RelativeTime at={product.firstSeen} />
          </span>
          <Badge tone={STATUS[product.status].tone}>{product.isLive ? 'Live' : STATUS[product.status].label}</Badge>
        </li>
      ))}
    </ul>
  );
}

function Linked({ product, children }: { product: AlikeProduct; children: ReactNode }) {
  if (!product.isLive) return children;
  return (
    <a href={`/products/${product.productId}`} target="_blank" rel="noreferrer" className="block hover:underline">
      {children}
    </a>
  );
}
