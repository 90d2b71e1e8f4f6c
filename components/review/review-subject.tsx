import type { ReactNode } from 'react';
import { useCategoryName } from '@/components/product/categories';
import { ProductPicture } from '@/components/product/product-picture';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { Decision } from '@/lib/quality/quality-reviewer';
import { problemName } from './names';
import { ShopperReports } from './shopper-reports';

/** One waiting product: what shoppers see or would see, and why it is here. */
export function ReviewSubject({ item, children }: { item: QueuedProduct; children: ReactNode }) {
  const categoryName = useCategoryName();
  return (
    <article
      className="grid animate-settle gap-6 rounded-xl border border-line bg-surface p-4 sm:p-5
        xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
    >
      <ProductPicture
        src={item.imageUrl}
        alt={item.title ?? 'Product picture'}
        width={item.imageWidth}
        height={item.imageHeight}
        eager
        fit="contain"
        className="aspect-square max-h-[calc(100dvh-12rem)] w-full rounded-lg"
      />
      <div className="flex min-w-0 flex-col gap-5">
        <div>
          <h2 className="text-2xl leading-tight font-semibold [overflow-wrap:anywhere]">
            {item.title ?? 'Untitled product'}
          </h2>
          <p className="mt-1 text-ink-soft">
            {item.businessName ?? 'WhatsApp seller'}
            {item.category ? ` · ${categoryName(item.category)}` : ''}
          </p>
          {item.priceText ? (
            <p className="tabular mt-2 text-lg font-semibold [overflow-wrap:anywhere]">{item.priceText}</p>
          ) : null}
        </div>
        {children}
        <ShopperReports item={item} />
        <Reasons item={item} />
        <section aria-labelledby="seller-text">
          <h3 id="seller-text" className="text-sm font-semibold text-ink-soft">
            The seller’s text
          </h3>
          <p
            className="mt-1 max-h-72 max-w-prose overflow-y-auto leading-relaxed whitespace-pre-line
              [overflow-wrap:anywhere]"
          >
            {item.description ?? <span className="text-ink-soft">There is none.</span>}
          </p>
        </section>
        <p className="tabular mt-auto text-xs text-ink-faint">
          {item.productId} · waits since <RelativeTime at={item.waitingSince} />
          {item.reviews > 1 ? ` · looked at ${item.reviews} times` : ''}
        </p>
      </div>
    </article>
  );
}

function Reasons({ item: { review } }: { item: QueuedProduct }) {
  const categoryName = useCategoryName();
  if (!review) return null;
  const { decision, problems, confidence, note, category, reviewer, source } = review;
  return (
    <section aria-labelledby="reasons" className="rounded-lg bg-sunken p-4">
      <h3 id="reasons" className="text-sm font-semibold text-ink-soft">
        {decision === 'approved' ? 'What the last review said' : 'Why it is here'}
      </h3>
      <ul className="mt-2 flex flex-wrap gap-1.5">
        {problems.map((problem) => (
          <li key={problem}>
            <Badge tone="warn">{problemName(problem)}</Badge>
          </li>
        ))}
        {problems.length === 0 ? <li className="text-sm">{withoutProblems(decision, source)}</li> : null}
      </ul>
      {note ? <p className="mt-2 text-[15px] [overflow-wrap:anywhere]">{note}</p> : null}
      <dl className="tabular mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {confidence === null ? null : (
          <div className="flex gap-1.5">
            <dt className="text-ink-soft">Confidence</dt>
            <dd className="font-medium">{Math.round(confidence * 100)} %</dd>
          </div>
        )}
        {category ? (
          <div className="flex gap-1.5">
            <dt className="text-ink-soft">Category</dt>
            <dd className="font-medium">{categoryName(category)}</dd>
          </div>
        ) : null}
        {source === 'model' ? (
          <div className="flex gap-1.5">
            <dt className="text-ink-soft">Reviewer</dt>
            <dd className="font-medium">{reviewer}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

function withoutProblems(decision: Decision, source: string): string {
  if (decision === 'approved') return source === 'model' ? 'Approved.' : 'Approved by a moderator.';
  return source === 'model' ? 'The reviewer was not sure.' : 'Put back by a moderator.';
}
