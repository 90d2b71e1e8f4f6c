import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge, type Tone } from '@/components/ui/badge';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { RunItem } from '@/lib/operations/run-items';
import { STAGE_NAMES } from './stage-names';

const TONES: Record<string, Tone> = {
  approved: 'good',
  flagged: 'warn',
  rejected: 'bad',
  failed: 'bad',
  inactive: 'warn',
};

/** A sync's products with where they stand, each leading to its story. */
export function RunItems({ items }: { items: RunItem[] }) {
  return (
    <Table label="Products of this sync">
      <Head>
        <HeadCell>Product</HeadCell>
        <HeadCell>Outcome</HeadCell>
        <HeadCell>Cause</HeadCell>
        <HeadCell>What happened</HeadCell>
        <HeadCell>Moved</HeadCell>
      </Head>
      <tbody>
        {items.map((item) => (
          <Row key={item.productId}>
            <Cell className="min-w-44">
              <Link href={`/admin/products/${item.productId}`} prefetch={false} className="font-medium hover:underline">
                {item.title ?? item.productId}
              </Link>
              <span className="block text-xs text-ink-faint">
                {item.productId}
                {item.isListed ? ' · live' : ''}
              </span>
            </Cell>
            <Cell>
              {item.outcome ? (
                <Badge tone={TONES[item.outcome] ?? 'neutral'}>{item.outcome}</Badge>
              ) : (
                <Badge tone="accent">{STAGE_NAMES[item.stage] ?? item.stage}</Badge>
              )}
              {item.waitsFor ? <span className="block text-xs text-warn">waits for {item.waitsFor}</span> : null}
            </Cell>
            <Cell className="whitespace-nowrap">{item.problemCode}</Cell>
            <Cell className="max-w-xl min-w-64 text-ink-soft">{item.problemMessage}</Cell>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={item.updatedAt.toISOString()} />
              {item.redrives > 0 ? <span className="block text-xs">started anew {item.redrives}×</span> : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
