import type { ListingPolicy } from './listing';

/** What lib/products/listing.ts decides by, of a product and its seller. */
export interface ListingFacts {
  isActive: boolean;
  hiddenAt: Date | null;
  qcStatus: 'pending' | 'approved' | 'flagged' | 'rejected';
  qcContentHash: string | null;
  contentHash: string | null;
  embeddings: { space: string; contentHash: string }[];
  seller: {
    pausedAt: Date | null;
    suspendedAt: Date | null;
    suspendedReason: string | null;
    eraseAt: Date | null;
    ownershipProvenAt: Date | null;
    approvedAt: Date | null;
  };
}

export type NotLiveCode =
  | 'seller_erasing'
  | 'seller_suspended'
  | 'seller_paused'
  | 'hidden'
  | 'gone'
  | 'rejected'
  | 'flagged'
  | 'not_judged'
  | 'not_embedded'
  | 'policy';

export interface NotLiveReason {
  code: NotLiveCode;
  /** In words that go on after “Not live because”. */
  because: string;
}

/**
 * Why shoppers do not see a product: every reason, the first one first. Empty just when it may be live; a test holds
 * it to the condition in listing.ts. `space`: of the vectors in use; null while nobody knows.
 */
export function whyNotLive(
  facts: ListingFacts,
  { space, policy }: { space: string | null; policy: ListingPolicy },
): NotLiveReason[] {
  return [...ofSeller(facts.seller), ...ofProduct(facts), ...ofVector(facts, space), ...ofPolicy(facts.seller, policy)];
}

function ofSeller({ eraseAt, suspendedAt, suspendedReason, pausedAt }: ListingFacts['seller']): NotLiveReason[] {
  const reasons: NotLiveReason[] = [];
  if (eraseAt) reasons.push({ code: 'seller_erasing', because: 'all of this seller’s is about to be erased' });
  if (suspendedAt) {
    const why = suspendedReason === null ? '' : `: ${suspendedReason}`;
    reasons.push({ code: 'seller_suspended', because: `an admin has suspended the seller${why}` });
  }
  if (pausedAt) reasons.push({ code: 'seller_paused', because: 'the seller has paused the shop' });
  return reasons;
}

function ofProduct(facts: ListingFacts): NotLiveReason[] {
  const { isActive, hiddenAt, qcStatus, qcContentHash, contentHash } = facts;
  const reasons: NotLiveReason[] = [];
  if (hiddenAt) reasons.push({ code: 'hidden', because: 'the seller has hidden it' });
  if (!isActive) reasons.push({ code: 'gone', because: 'WhatsApp says that it is not there any more' });
  const isJudged = contentHash !== null && qcContentHash === contentHash;
  if (qcStatus === 'rejected' && isJudged) reasons.push({ code: 'rejected', because: 'it was rejected' });
  else if (qcStatus === 'flagged' && isJudged)
    reasons.push({ code: 'flagged', because: 'it waits for a moderator’s decision' });
  else if (qcStatus !== 'approved' || !isJudged) reasons.push({ code: 'not_judged', because: unjudged(facts) });
  return reasons;
}

function unjudged({ contentHash, qcContentHash }: ListingFacts): string {
  if (contentHash === null) return 'it has not been read and embedded completely yet';
  if (qcContentHash === null) return 'nobody has judged it yet';
  return 'its words or its picture have changed since it was judged, and nobody has judged them yet';
}

function ofVector({ embeddings, contentHash }: ListingFacts, space: string | null): NotLiveReason[] {
  const made = embeddings.filter((embedding) => embedding.contentHash === contentHash);
  const [first] = made;
  if (first === undefined) return [{ code: 'not_embedded', because: 'its picture and words have no vector yet' }];
  if (space === null || made.some((embedding) => embedding.space === space)) return [];
  return [{ code: 'not_embedded', because: `its vector is another model’s (${first.space})` }];
}

function ofPolicy(seller: ListingFacts['seller'], policy: ListingPolicy): NotLiveReason[] {
  if (policy === 'proven' && seller.ownershipProvenAt === null)
    return [{ code: 'policy', because: 'the seller has not proven that the number is theirs (LISTING_POLICY=proven)' }];
  if (policy === 'approved' && seller.approvedAt === null)
    return [{ code: 'policy', because: 'no admin has approved the seller (LISTING_POLICY=approved)' }];
  return [];
}
