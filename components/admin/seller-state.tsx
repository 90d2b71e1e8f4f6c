import { RelativeTime } from '@/components/time/relative-time';
import { Notice } from '@/components/ui/notice';
import type { AdminSeller } from '@/lib/operations/seller-page';
import type { ListingPolicy } from '@/lib/products/listing';

/** What keeps all of a seller's off the market, in words; nothing where nothing does. */
export function SellerState({ seller, policy }: { seller: AdminSeller['seller']; policy: ListingPolicy }) {
  const { suspendedAt, suspendedReason, pausedAt, eraseAt, ownershipProvenAt, approvedAt } = seller;
  const keptOut = (policy === 'approved' && approvedAt === null) || (policy === 'proven' && ownershipProvenAt === null);
  if (!suspendedAt && !pausedAt && !eraseAt && !keptOut) return null;
  return (
    <div className="flex flex-col gap-2">
      {eraseAt ? (
        <Notice tone="bad" title="All of this seller’s is erased">
          {eraseAt <= new Date() ? 'It has begun, or begins within minutes.' : <DueAt at={eraseAt} />} Shoppers see none
          of it.
        </Notice>
      ) : null}
      {suspendedAt ? (
        <Notice tone="bad" title="Suspended: nothing of this seller is live">
          <RelativeTime at={suspendedAt.toISOString()} />
          {suspendedReason ? `: ${suspendedReason}` : ''}
        </Notice>
      ) : null}
      {pausedAt ? (
        <Notice tone="warn" title="Paused by the seller: nothing of theirs is live">
          <RelativeTime at={pausedAt.toISOString()} />. Only the seller resumes it.
        </Notice>
      ) : null}
      {keptOut ? (
        <Notice tone="warn" title="Kept off the market by LISTING_POLICY">
          {policy === 'approved'
            ? 'An admin has to approve this seller first.'
            : 'The seller has to prove first that the number is theirs.'}
        </Notice>
      ) : null}
    </div>
  );
}

function DueAt({ at }: { at: Date }) {
  return (
    <>
      The seller asked for it; it begins <RelativeTime at={at.toISOString()} />, until then they can take it back.
    </>
  );
}
