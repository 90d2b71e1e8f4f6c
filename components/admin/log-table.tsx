import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge } from '@/components/ui/badge';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { LogWords } from '@/lib/operations/log-words';
import type { LogLine } from '@/lib/syncs/read-log';

/** The log in words, each line with the way to what it is about. */
export function LogTable({ lines }: { lines: (LogLine & { words: LogWords })[] }) {
  return (
    <Table label="Log, newest first">
      <Head>
        <HeadCell>When</HeadCell>
        <HeadCell>What happened</HeadCell>
        <HeadCell>Why</HeadCell>
        <HeadCell>Product</HeadCell>
        <HeadCell>Seller</HeadCell>
        <HeadCell>Sync</HeadCell>
        <HeadCell>Event</HeadCell>
      </Head>
      <tbody>
        {lines.map(({ id, at, eventType, productId, title, seller, syncRunId, words }) => (
          <Row key={id}>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={at} />
            </Cell>
            <Cell className="min-w-56">
              <Badge tone={words.tone}>{words.what}</Badge>
            </Cell>
            <Cell className="max-w-md min-w-40 text-ink-soft [overflow-wrap:anywhere]">
              <span className="line-clamp-2">{words.why}</span>
            </Cell>
            <Cell className="max-w-64">
              {productId ? (
                <Link href={`/admin/products/${productId}`} prefetch={false} className="line-clamp-1 hover:underline">
                  {title ?? productId}
                </Link>
              ) : null}
            </Cell>
            <Cell className="max-w-48">
              {seller ? (
                <Link href={`/admin/sellers/${seller.id}`} prefetch={false} className="line-clamp-1 hover:underline">
                  {seller.name}
                </Link>
              ) : null}
            </Cell>
            <Cell>
              {syncRunId ? (
                <Link href={`/admin/syncs/${syncRunId}`} prefetch={false} className="hover:underline">
                  {syncRunId.slice(0, 8)}
                </Link>
              ) : null}
            </Cell>
            <Cell className="whitespace-nowrap">
              <Link
                href={`/admin/log?event=${eventType}`}
                prefetch={false}
                className="text-xs text-ink-faint hover:underline"
              >
                {eventType}
              </Link>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
