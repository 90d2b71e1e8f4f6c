import type { Metadata } from 'next';
import { type PageSearchParams, pageNumber, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { ProductPicture } from '@/components/product/product-picture';
import { problemName } from '@/components/review/names';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge, type Tone } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { type PastDecision, readDecisions } from '@/lib/moderation/decision-history';

export const metadata: Metadata = { title: 'Decisions' };

const SIZE = 50;
const WORDS: Record<PastDecision['decision'], { tone: Tone; label: string }> = {
  approved: { tone: 'good', label: 'Approved' },
  rejected: { tone: 'bad', label: 'Rejected' },
  flagged: { tone: 'neutral', label: 'Put back' },
};

export default async function HistoryPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('moderator');
  const page = pageNumber(await searchParamEntries(searchParams));
  const { decisions, more } = await readDecisions(database(), page - 1, SIZE);
  return (
    <div className="mx-auto max-w-6xl">
      <h1 className="mb-4 text-xl font-semibold">Decisions</h1>
      {decisions.length === 0 ? (
        <EmptyState title="No decisions yet">
          What moderators decide is kept here, with who decided and when.
        </EmptyState>
      ) : (
        <Table label="Moderators’ decisions, newest first">
          <Head>
            <HeadCell>Product</HeadCell>
            <HeadCell>Decision</HeadCell>
            <HeadCell>Reasons</HeadCell>
            <HeadCell>Moderator</HeadCell>
            <HeadCell>When</HeadCell>
          </Head>
          <tbody>
            {decisions.map((decision) => (
              <Row key={decision.id}>
                <Cell>
                  <span className="flex min-w-48 items-center gap-3">
                    <ProductPicture src={decision.imageUrl} alt="" className="size-9 shrink-0 rounded-sm" />
                    <span className="line-clamp-2">{decision.title ?? decision.productId}</span>
                  </span>
                </Cell>
                <Cell>
                  <Badge tone={WORDS[decision.decision].tone}>{WORDS[decision.decision].label}</Badge>
                </Cell>
                <Cell className="max-w-md min-w-48 text-ink-soft">
                  {[...decision.problems.map(problemName), decision.note].filter(Boolean).join(' · ')}
                </Cell>
                <Cell className="whitespace-nowrap">{decision.moderator}</Cell>
                <Cell className="whitespace-nowrap text-ink-soft">
                  <RelativeTime at={decision.at} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        newer={page > 1 ? `/review/history?page=${page - 1}` : null}
        older={more ? `/review/history?page=${page + 1}` : null}
      />
    </div>
  );
}
