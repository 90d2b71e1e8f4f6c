import { BadgeCheck } from 'lucide-react';
import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import type { ReviewContext } from '@/lib/moderation/review-context/review-context.schema';
import { Section } from './section';

interface SellerLinesProps {
  seller: ReviewContext['seller'];
  /** The queue with this seller's alone; null: it is that already. */
  onlyHref: string | null;
}

/** Who offers it, and what became of their other products. */
export function SellerLines({ seller, onlyHref }: SellerLinesProps) {
  const numbers: [string, string | number][] = [
    ['live', seller.live],
    ['rejected', seller.rejected],
    ['waiting', seller.flagged],
    ['in all', seller.products],
    ['approved', seller.approvedShare === null ? '–' : `${Math.round(seller.approvedShare * 100)} %`],
  ];
  return (
    <Section id="seller" title="Seller">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
        <span className="font-medium [overflow-wrap:anywhere]">{seller.name ?? 'No name yet'}</span>
        {seller.isProven ? (
          <Badge tone="good">
            <BadgeCheck aria-hidden /> Proven
          </Badge>
        ) : (
          <Badge>Not proven</Badge>
        )}
        {seller.isSuspended ? <Badge tone="bad">Suspended</Badge> : null}
        <span className="text-ink-soft">
          here since <RelativeTime at={seller.since} />
        </span>
      </p>
      <dl className="tabular mt-1.5 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {numbers.map(([label, value]) => (
          <div key={label} className="flex flex-row-reverse items-baseline gap-1">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="font-semibold">{value}</dd>
          </div>
        ))}
      </dl>
      {onlyHref === null ? null : (
        <Link href={onlyHref} prefetch={false} className="mt-1.5 inline-block text-sm text-accent underline">
          Only this seller’s
        </Link>
      )}
    </Section>
  );
}
