import type { Metadata } from 'next';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { readPolicy } from '@/app/wiring/policy';
import { database } from '@/app/wiring/process';
import { ReviewDesk } from '@/components/review/review-desk';
import { readQueueQuery } from '@/lib/moderation/queue-query';
import { queueQueryString } from '@/lib/moderation/queue-query.schema';
import { readSellerName } from '@/lib/moderation/review-context/seller-history';
import { readReviewQueue } from '@/lib/moderation/review-queue';
import { countSecondLooks } from '@/lib/moderation/second-look/read-second-looks';

export const metadata: Metadata = { title: 'Review queue' };

const PAGE = 50;

export default async function ReviewPage({ searchParams }: { searchParams: PageSearchParams }) {
  const viewer = await requirePageRole('moderator');
  const query = readQueueQuery(await searchParamEntries(searchParams));
  const db = database();
  const [queue, sellerName, secondLooks, { texts }] = await Promise.all([
    readReviewQueue(db, { query, viewer, limit: PAGE }),
    query.seller === undefined ? null : readSellerName(db, query.seller),
    countSecondLooks(db, viewer.id),
    readPolicy(),
  ]);
  return (
    <ReviewDesk
      // Another list is another desk: nothing of the one before stays.
      key={queueQueryString(query)}
      initial={queue}
      query={query}
      sellerName={sellerName}
      secondLooks={secondLooks.waiting}
      policy={{ texts }}
      userId={viewer.id}
    />
  );
}
