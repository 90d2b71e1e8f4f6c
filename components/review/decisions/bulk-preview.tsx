import { ProductPicture } from '@/components/product/product-picture';
import { Badge } from '@/components/ui/badge';
import { BATCH_MOST, type ReviewBatch } from '@/lib/moderation/batches/batch.schema';
import { products } from './bulk-words';

interface BulkPreviewProps {
  batch: ReviewBatch;
  /** What becomes of those that shoppers see. */
  hides: boolean;
}

/** What a decision about many would be about: how many, of whom, what shoppers see of them, and some to look at. */
export function BulkPreview({ batch: { total, live, sellers, held, sample }, hides }: BulkPreviewProps) {
  return (
    <section aria-label="What this is about" className="flex flex-col gap-3">
      <p className="tabular">
        <strong className="font-semibold">{products(total)}</strong> of{' '}
        {sellers === 1 ? 'one seller' : `${sellers} sellers`}
        {live > 0 ? `. Shoppers see ${live === total ? 'all of them' : live} now` : ''}
        {live > 0 && hides ? ', and will not any more.' : '.'}
      </p>
      {total >= BATCH_MOST ? (
        <p className="text-sm text-ink-soft">
          That is as many as are decided at once. The rest stays for the next time.
        </p>
      ) : null}
      {held.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {held.map(({ why, count }) => (
            <li key={why}>
              <Badge tone="warn">
                {count} left out: {why}
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <ul className="grid grid-cols-4 gap-2 sm:grid-cols-6">
        {sample.map(({ productId, title, imageUrl, isLive }) => (
          <li key={productId} className="min-w-0">
            <ProductPicture src={imageUrl} alt="" className="aspect-square w-full rounded-md" />
            <p className="mt-1 truncate text-xs text-ink-soft" title={title ?? productId}>
              {isLive ? <span className="font-medium text-good">Live · </span> : null}
              {title ?? productId}
            </p>
          </li>
        ))}
      </ul>
      {total > sample.length ? (
        <p className="text-sm text-ink-soft">And {products(total - sample.length)} more.</p>
      ) : null}
    </section>
  );
}
