import { eventType } from 'inngest';
import { z } from 'zod';
import { PRODUCT_ID, SELLER_PHONE } from '@/lib/products/ids.schema';

/**
 * Every event, in pipeline order. Ids travel, never image bytes (a step's output is capped at 4 MB).
 * Always send through `.create()`: only that validates. Schemas must not transform, default or coerce.
 */

const productId = z.string().regex(PRODUCT_ID);
const sellerPhone = z.string().regex(SELLER_PHONE);

/**
 * The queue that work waits in (lib/syncs/lane.ts). Events without one, such as those from before there were lanes,
 * share one.
 */
const lane = z.string().max(80).optional();

/** One product on its way through one sync run. */
const productInRun = z.object({ syncRunId: z.uuid(), productId, sellerPhone, lane });

/** A catalogue link was pasted, or an operator asks for a re-sync. → sync-seller */
export const sellerSyncRequested = eventType('seller/sync.requested', {
  schema: z.object({ syncRunId: z.uuid(), sellerPhone, lane }),
});

/** More product links were pasted than are sent one by one. → hydrate-pasted */
export const sellerProductsNamed = eventType('seller/products.named', {
  schema: z.object({ syncRunId: z.uuid(), lane }),
});

/** A seller has put their code into a product's text, and waits. → prove-seller */
export const sellerProofRequested = eventType('seller/proof.requested', {
  schema: z.object({ proofId: z.uuid(), sellerPhone, productId }),
});

/**
 * Somebody wants this product read again: the Scout, pasted links, the heartbeat, the sweep, a moderator. →
 * hydrate-product
 */
export const productHydrateRequested = eventType('product/hydrate.requested', { schema: productInRun });

/** Its page was read and what matters changed. → generate-embedding */
export const productHydrated = eventType('product/hydrated', { schema: productInRun });

/** Its vector is stored. → quality-control */
export const productEmbedded = eventType('product/embedded', { schema: productInRun });

/**
 * The model or a moderator approved it. syncRunId is null for a moderator's decision outside any run. →
 * lazy-persistence
 */
export const productApproved = eventType('product/approved', {
  schema: z.object({ syncRunId: z.uuid().nullable(), productId, sellerPhone, lane }),
});

/** A moderator decided about many products at once, or took that back. → bulk-review */
export const batchRequested = eventType('review/batch.requested', { schema: z.object({ batchId: z.uuid() }) });

/** An operator asks for a heartbeat now, besides the cron. → heartbeat-sync */
export const heartbeatRequested = eventType('heartbeat/requested', {
  schema: z.object({ reason: z.string().max(200) }),
});

/** An operator asks for the visits to catalogues that are due, besides the cron. → revisit-catalogues */
export const revisitRequested = eventType('catalogues/revisit.requested', {
  schema: z.object({ reason: z.string().max(200) }),
});

/** Something is to be told to sellers without waiting for the cron: a new address to confirm. → notify-seller */
export const noticesRequested = eventType('notices/requested', { schema: z.object({ reason: z.string().max(200) }) });

/** An operator asks for stuck work to be driven on now, besides the crons. → sweep-stuck-work, tidy-up */
export const sweepRequested = eventType('sweep/requested', { schema: z.object({ reason: z.string().max(200) }) });

/** A service works again, or somebody wants to know whether it does, besides the cron. → resume-paused-work */
export const resumeRequested = eventType('resume/requested', { schema: z.object({ reason: z.string().max(200) }) });

/** Somebody does not want to wait for the minute’s cron. → resize-pictures */
export const copiesRequested = eventType('pictures/copies.requested', {
  schema: z.object({ reason: z.string().max(200) }),
});

/** Somebody does not want to wait for the minute’s cron. → measure-likeness */
export const likenessRequested = eventType('search/likeness.requested', {
  schema: z.object({ reason: z.string().max(200) }),
});

/** Somebody does not want to wait for the minute’s cron. → reindex-products */
export const reindexRequested = eventType('products/reindex.requested', {
  schema: z.object({ reason: z.string().max(200) }),
});

/** Somebody does not want to wait for the next ten minutes’ cron. → erase-sellers */
export const erasuresRequested = eventType('sellers/erasures.requested', {
  schema: z.object({ reason: z.string().max(200) }),
});

/** Those that start a product stage. */
export type ProductEventType =
  | typeof productHydrateRequested
  | typeof productHydrated
  | typeof productEmbedded
  | typeof productApproved;
export type ProductEvent = ReturnType<ProductEventType['create']>;
