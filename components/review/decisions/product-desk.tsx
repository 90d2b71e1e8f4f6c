'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { BulkBar } from '@/components/review/bulk-bar';
import { decidedText } from '@/components/review/decided-text';
import { DecisionBar } from '@/components/review/decision-bar';
import { ReviewSubject } from '@/components/review/review-subject';
import { useDecisions } from '@/components/review/use-decisions';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { Policy } from '@/lib/moderation/policy/policy.schema';
import type { ModeratedProduct } from '@/lib/moderation/read-moderated-product';
import { STATUS } from './decision-words';
import { OpenMatters } from './open-matters';
import type { BulkSelection } from './use-batch';

interface ProductDeskProps {
  product: ModeratedProduct;
  policy: Pick<Policy, 'texts'>;
  userId: string;
}

interface Told {
  tone: 'good' | 'warn' | 'bad';
  text: string;
}

/** One product, whatever its state: taken down, approved, put right, without its queue. */
export function ProductDesk({ product, policy, userId }: ProductDeskProps) {
  const router = useRouter();
  const { item } = product;
  const [told, setTold] = useState<Told | null>(null);
  const [isDeciding, setDeciding] = useState(false);
  const [many, setMany] = useState<BulkSelection | null>(null);
  const [isSent, setSent] = useState(false);
  const tell = (message: Told) => {
    setTold(message);
    setSent(false);
    router.refresh();
  };
  const { decide, unsent, blocked } = useDecisions({
    userId,
    onDecided: (decided, { verdict }) => tell({ tone: 'good', text: decidedText(decided, verdict) }),
    onRefused: (_item, { message, gone }) => tell({ tone: gone ? 'warn' : 'bad', text: message }),
    onPutBack: () => tell({ tone: 'good', text: 'Taken back.' }),
  });
  const heldBy = item.lease && !item.lease.isMine ? item.lease.name : null;
  return (
    <div className="flex flex-col gap-3">
      <Standing product={product} />
      <OpenMatters product={product} />
      {heldBy ? <Notice tone="info" title={`${heldBy} is looking at this product right now.`} /> : null}
      {told ? <Notice live tone={told.tone} title={told.text} /> : null}
      {blocked ? <Unsent unsent={unsent} blocked={blocked} productId={item.productId} /> : null}
      <BulkBar
        selection={many}
        userId={userId}
        policy={policy}
        onClear={() => setMany(null)}
        onDone={({ message }) => tell({ tone: 'good', text: message })}
        onDialog={setDeciding}
      />
      <div
        role="toolbar"
        aria-label="Decide"
        className="sticky top-0 z-10 flex flex-wrap items-center gap-2 border-b border-line bg-paper py-2"
      >
        <DecisionBar
          key={`${item.productId}:${item.version}`}
          item={item}
          disabled={isSent || heldBy !== null}
          blocked={many !== null}
          policy={policy}
          onDecide={(verdict) => {
            setSent(true);
            decide(item, verdict);
          }}
          onDialog={setDeciding}
        />
        <AllOfSeller product={product} onChoose={setMany} />
      </div>
      <ReviewSubject key={item.version} item={item} query={{ queue: 'flagged' }} policy={policy} blocked={isDeciding} />
    </div>
  );
}

function Standing({ product: { item, status, isActive } }: { product: ModeratedProduct }) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      <Badge tone={STATUS[status].tone}>{STATUS[status].label}</Badge>
      <Badge tone={item.isLive ? 'good' : 'neutral'}>{item.isLive ? 'Shoppers see it' : 'Hidden from shoppers'}</Badge>
      {isActive ? null : <Badge tone="warn">Gone from WhatsApp</Badge>}
      {item.isLive ? (
        <Link href={`/products/${item.productId}`} prefetch={false} className="underline">
          As shoppers see it
        </Link>
      ) : null}
    </p>
  );
}

interface AllOfSellerProps {
  product: ModeratedProduct;
  onChoose(selection: BulkSelection): void;
}

/** Where one product tells enough of its seller. */
function AllOfSeller({ product: { item, ofSeller }, onChoose }: AllOfSellerProps) {
  const all = (of: 'live' | 'waiting') => () => onChoose({ kind: 'seller', sellerId: item.sellerId, of });
  return (
    <span className="ml-auto flex flex-wrap gap-2">
      {ofSeller.live > 0 ? (
        <Button look="ghost" size="sm" onClick={all('live')}>
          All {ofSeller.live} live of this seller…
        </Button>
      ) : null}
      {ofSeller.waiting > 0 ? (
        <Button look="ghost" size="sm" onClick={all('waiting')}>
          All {ofSeller.waiting} waiting of this seller…
        </Button>
      ) : null}
    </span>
  );
}

interface UnsentProps {
  unsent: number;
  blocked: 'offline' | 'sign_in';
  productId: string;
}

function Unsent({ unsent, blocked, productId }: UnsentProps) {
  const count = unsent === 1 ? 'One decision is' : `${unsent} decisions are`;
  if (blocked === 'offline') {
    return <Notice live tone="warn" title={`${count} kept on this device and sent once Soko can be reached.`} />;
  }
  const here = encodeURIComponent(`/review/products/${productId}`);
  return (
    <Notice
      live
      tone="warn"
      title={`${count} kept on this device and sent once you have signed in again.`}
      action={
        <Link href={`/sign-in?next=${here}`} prefetch={false} className="font-medium underline">
          Sign in
        </Link>
      }
    />
  );
}
