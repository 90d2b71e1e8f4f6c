'use client';

import { useCategoryName } from '@/components/product/categories';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import { type QueueQuery, queueQueryString } from '@/lib/moderation/queue-query.schema';
import { ShopperReports } from './shopper-reports';
import { AlikeStrip } from './subject/alike-strip';
import { Appeal } from './subject/appeal';
import { Copies } from './subject/copies';
import { EarlierReviews } from './subject/earlier-reviews';
import { ItemLinks } from './subject/item-links';
import { JudgedPicture } from './subject/judged-picture';
import { MarkedText } from './subject/marked-text';
import { PriceLines } from './subject/price-lines';
import { Reasons } from './subject/reasons';
import { Section } from './subject/section';
import { SellerLines } from './subject/seller-lines';
import { useReviewContext } from './subject/use-review-context';

interface ReviewSubjectProps {
  item: QueuedProduct;
  query: QueueQuery;
  policy: Pick<Policy, 'texts'>;
  /** A dialog is open. */
  blocked: boolean;
}

/** One waiting product: what shoppers see or would see, why it is here, and all that helps to decide. */
export function ReviewSubject({ item, query, policy, blocked }: ReviewSubjectProps) {
  const categoryName = useCategoryName();
  const { data: context, isError, refetch } = useReviewContext(item);
  return (
    <article aria-labelledby="subject" className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-3">
        <JudgedPicture item={item} blocked={blocked} className="aspect-square max-h-[calc(100dvh-15rem)] w-full" />
        {context ? <Copies context={context} /> : null}
        {context?.nearest && context.nearest.length > 0 ? (
          <Section id="nearest" title="Nearest on Soko">
            <AlikeStrip products={context.nearest} label="The nearest live products" />
          </Section>
        ) : null}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <div>
          <h2 id="subject" className="text-xl leading-tight font-semibold [overflow-wrap:anywhere]">
            {item.title === null ? (
              'Untitled product'
            ) : (
              <MarkedText text={item.title} marks={context?.marks.title ?? []} />
            )}
          </h2>
          <p className="mt-1 text-ink-soft [overflow-wrap:anywhere]">
            {item.businessName ?? 'WhatsApp seller'}
            {item.category ? ` · ${categoryName(item.category)}` : ''}
          </p>
          {item.priceText ? (
            <p className="tabular mt-1 text-lg font-semibold [overflow-wrap:anywhere]">{item.priceText}</p>
          ) : null}
        </div>
        <Appeal appeal={item.appeal} />
        <ShopperReports item={item} />
        <Reasons item={item} policy={policy} />
        <Section id="seller-text" title="The seller’s text">
          <p
            className="max-h-72 max-w-prose overflow-y-auto leading-relaxed whitespace-pre-line
              [overflow-wrap:anywhere]"
          >
            {item.description === null ? (
              <span className="text-ink-soft">There is none.</span>
            ) : (
              <MarkedText text={item.description} marks={context?.marks.description ?? []} />
            )}
          </p>
        </Section>
        {context ? (
          <>
            <PriceLines price={context.price} />
            <SellerLines
              seller={context.seller}
              onlyHref={query.seller ? null : `/review${queueQueryString({ ...query, seller: context.seller.id })}`}
            />
            <EarlierReviews reviews={context.reviews} />
            <ItemLinks links={context.links} />
          </>
        ) : isError ? (
          <p className="text-sm text-ink-soft">
            What else is known could not be loaded.{' '}
            <Button look="ghost" size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        ) : (
          <Skeleton className="h-40 w-full rounded-lg" />
        )}
        <p className="tabular text-xs text-ink-faint">
          {item.productId} · waits since <RelativeTime at={item.waitingSince} />
          {item.reviews > 1 ? ` · looked at ${item.reviews} times` : ''}
        </p>
      </div>
    </article>
  );
}
