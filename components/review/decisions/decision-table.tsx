import { ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { useCategoryName } from '@/components/product/categories';
import { ProductPicture } from '@/components/product/product-picture';
import { problemName } from '@/components/review/names';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { PastDecision } from '@/lib/moderation/decision-history';
import { actWords, STATUS } from './decision-words';
import { UndoButton } from './undo-button';

interface DecisionTableProps {
  decisions: PastDecision[];
  label: string;
  /** Left out where all are about one. */
  withProduct?: boolean;
}

/** Decisions with what was before and after, and what can be taken back. */
export function DecisionTable({ decisions, label, withProduct = true }: DecisionTableProps) {
  return (
    <Table label={label}>
      <Head>
        {withProduct ? <HeadCell>Product</HeadCell> : null}
        <HeadCell>Before and after</HeadCell>
        <HeadCell>Reasons</HeadCell>
        <HeadCell>Moderator</HeadCell>
        <HeadCell>When</HeadCell>
        <HeadCell>
          <span className="sr-only">Undo</span>
        </HeadCell>
      </Head>
      <tbody>
        {decisions.map((decision) => (
          <Row key={decision.id} className={decision.undone ? 'text-ink-soft' : undefined}>
            {withProduct ? <ProductCell decision={decision} /> : null}
            <Cell className="min-w-52">
              <BeforeAndAfter decision={decision} />
            </Cell>
            <Cell className="max-w-md min-w-48 text-ink-soft [overflow-wrap:anywhere]">
              {[...decision.problems.map(problemName), decision.note].filter(Boolean).join(' · ')}
            </Cell>
            <Cell className="whitespace-nowrap">
              {decision.moderator}
              <span className="block text-xs text-ink-soft">
                {[decision.batchId && 'in bulk', decision.policyVersion && `policy ${decision.policyVersion}`]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={decision.at} />
            </Cell>
            <Cell className="min-w-36">
              <StandingOf decision={decision} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function ProductCell({ decision: { productId, title, imageUrl, seller } }: { decision: PastDecision }) {
  return (
    <Cell>
      <Link
        href={`/review/products/${productId}`}
        prefetch={false}
        className="flex min-w-48 items-center gap-3 hover:underline"
      >
        <ProductPicture src={imageUrl} alt="" className="size-9 shrink-0 rounded-sm" />
        <span className="min-w-0">
          <span className="line-clamp-2">{title ?? productId}</span>
          <span className="block truncate text-xs text-ink-soft">{seller ?? 'WhatsApp seller'}</span>
        </span>
      </Link>
    </Cell>
  );
}

function BeforeAndAfter({ decision }: { decision: PastDecision }) {
  const categoryName = useCategoryName();
  const { before, category, undone } = decision;
  const { tone, label } = actWords(decision);
  const status = before && STATUS[before.status];
  return (
    <>
      <span className={undone ? 'inline-flex items-center gap-1.5 line-through' : 'inline-flex items-center gap-1.5'}>
        {status ? (
          <>
            <Badge tone={status.tone}>{before.isListed ? 'Live' : status.label}</Badge>
            <ArrowRight aria-label="then" className="size-3.5 text-ink-soft" />
          </>
        ) : null}
        <Badge tone={tone}>{label}</Badge>
      </span>
      {category ? (
        <span className="mt-1 block text-xs text-ink-soft">
          {before?.category ? `${categoryName(before.category)} → ` : ''}
          {categoryName(category)}
        </span>
      ) : null}
    </>
  );
}

const NOT_ANY_MORE = {
  superseded: 'Decided anew since',
  outdated: 'The seller changed it since',
} as const;

function StandingOf({ decision }: { decision: PastDecision }) {
  const { standing, undone, id } = decision;
  if (standing === 'holds') {
    return <UndoButton decisionId={id} what={`${actWords(decision).label}, ${decision.title ?? decision.productId}`} />;
  }
  return (
    <span className="text-xs text-ink-soft">
      {undone ? (
        <>
          Taken back by {undone.by}, <RelativeTime at={undone.at} />
        </>
      ) : standing === 'undone' ? null : (
        NOT_ANY_MORE[standing]
      )}
    </span>
  );
}
