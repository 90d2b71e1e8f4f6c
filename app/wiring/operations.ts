import { readOverview } from '@/lib/operations/overview';
import type { Overview } from '@/lib/operations/overview.schema';
import { env } from '@/lib/platform/env';
import type { ListingPolicy } from '@/lib/products/listing';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { readSystemState } from './inngest';
import { database } from './process';

/** Of the page and of the API that it lives on. */
export async function loadOverview(): Promise<Overview> {
  return readOverview(database(), await readSystemState(), { cron: env().HEARTBEAT_CRON });
}

/** By what products are live here; the space is unknown before a worker has ever started. */
export async function listingInForce(): Promise<{ space: string | null; policy: ListingPolicy }> {
  const space = await readSpaceInUse(database());
  return { space, policy: env().LISTING_POLICY };
}
