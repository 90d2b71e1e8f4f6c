import { type Counted, countAll, readOverview } from '@/lib/operations/overview';
import type { Overview } from '@/lib/operations/overview.schema';
import { env } from '@/lib/platform/env';
import { RecentCounts, WATCHED } from '@/lib/platform/recent-counts';
import type { ListingPolicy } from '@/lib/products/listing';
import { countFilling, type Filling, readReindexProgress } from '@/lib/reindex/reindex-progress';
import type { ReindexProgress } from '@/lib/reindex/reindex-progress.schema';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { readSystemState } from './inngest';
import { kept } from './kept';
import { database } from './process';

const shared = kept<{ filled: RecentCounts<Filling>; counted: RecentCounts<Counted> }>('operations');

/** Of the page and of the API that it lives on. Which models there are is so now. */
export function loadReindexProgress(): Promise<ReindexProgress> {
  shared.filled ??= new RecentCounts(WATCHED);
  const { filled } = shared;
  return readReindexProgress(database(), ({ space, since }) =>
    filled.get(`${space} ${since}`, () => countFilling(database(), space)),
  );
}

/** The same. */
export async function loadOverview(): Promise<Overview> {
  shared.counted ??= new RecentCounts(WATCHED);
  const { counted } = shared;
  return readOverview(database(), await readSystemState(), {
    cron: env().HEARTBEAT_CRON,
    counted: () => counted.get('', () => countAll(database())),
  });
}

/** By what products are live here; the space is unknown before a worker has ever started. */
export async function listingInForce(): Promise<{ space: string | null; policy: ListingPolicy }> {
  const space = await readSpaceInUse(database());
  return { space, policy: env().LISTING_POLICY };
}
