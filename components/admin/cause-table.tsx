import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { cn } from '@/components/ui/cn';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { Cause } from '@/lib/syncs/failed-work';
import { STAGE_NAMES } from './stage-names';

/** What has failed, by cause: each leads to its products. */
export function CauseTable({ causes, current }: { causes: Cause[]; current: string | undefined }) {
  return (
    <Table label="Causes, the most first">
      <Head>
        <HeadCell>Cause</HeadCell>
        <HeadCell>What its sellers were told</HeadCell>
        <HeadCell className="text-right">Products</HeadCell>
        <HeadCell className="text-right">Sellers</HeadCell>
        <HeadCell>Failed at</HeadCell>
        <HeadCell>First</HeadCell>
        <HeadCell>Last</HeadCell>
      </Head>
      <tbody>
        {causes.map(({ code, message, count, sellers, stages, oldest, newest }) => (
          <Row key={code} className={cn(code === current && 'bg-accent-soft')}>
            <Cell className="font-medium whitespace-nowrap">
              <Link
                href={`/admin/failed?${new URLSearchParams({ code })}`}
                prefetch={false}
                aria-current={code === current ? 'true' : undefined}
                className="hover:underline"
              >
                {code}
              </Link>
            </Cell>
            <Cell className="max-w-xl min-w-64 text-ink-soft">{message}</Cell>
            <Cell className="text-right font-semibold text-bad">{count}</Cell>
            <Cell className="text-right">{sellers}</Cell>
            <Cell className="whitespace-nowrap">
              {stages.map(({ stage, count: at }) => `${STAGE_NAMES[stage] ?? stage} ${at}`).join(' · ')}
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={oldest.toISOString()} />
            </Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={newest.toISOString()} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
