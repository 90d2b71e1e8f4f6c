import { Badge } from '@/components/ui/badge';

interface SellerStates {
  provenAt: Date | null;
  approvedAt: Date | null;
  pausedAt: Date | null;
  suspendedAt: Date | null;
  eraseAt: Date | null;
}

/** How a seller stands, at a glance. */
export function SellerStateBadges({ provenAt, approvedAt, pausedAt, suspendedAt, eraseAt }: SellerStates) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {eraseAt ? <Badge tone="bad">being erased</Badge> : null}
      {suspendedAt ? <Badge tone="bad">suspended</Badge> : null}
      {pausedAt ? <Badge tone="warn">paused by the seller</Badge> : null}
      {provenAt ? <Badge tone="good">proven</Badge> : null}
      {approvedAt ? <Badge tone="good">approved</Badge> : null}
    </span>
  );
}
