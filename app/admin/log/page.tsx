import type { Metadata } from 'next';
import Link from 'next/link';
import { type PageSearchParams, searchParamEntries } from '@/app/server/search-params';
import { requirePageRole } from '@/app/server/session';
import { database } from '@/app/wiring/process';
import { Pager } from '@/components/admin/pager';
import { StateFilter } from '@/components/admin/state-filter';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge, type Tone } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import { readLog } from '@/lib/syncs/read-log';
import { syncLogEventSchema } from '@/lib/syncs/sync-log';

export const metadata: Metadata = { title: 'Log' };

export default async function LogPage({ searchParams }: { searchParams: PageSearchParams }) {
  await requirePageRole('admin');
  const params = new Map(await searchParamEntries(searchParams));
  const eventType = syncLogEventSchema.safeParse(params.get('event')).data;
  const before = /^\d{1,18}$/.test(params.get('before') ?? '') ? BigInt(params.get('before') ?? 0) : undefined;
  const { lines, more } = await readLog(database(), { eventType, before, size: 100 });
  const last = lines.at(-1);
  const filter = eventType ? { event: eventType } : {};
  return (
    <div className="mx-auto max-w-[100rem]">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <h1 className="text-xl font-semibold">Log</h1>
        <StateFilter states={syncLogEventSchema.options} current={eventType} path="/admin/log" name="event" />
      </div>
      {lines.length === 0 ? (
        <EmptyState title="Nothing logged yet">Every stage of every product writes a line here.</EmptyState>
      ) : (
        <Table label="Log, newest first">
          <Head>
            <HeadCell>When</HeadCell>
            <HeadCell>Event</HeadCell>
            <HeadCell>Product</HeadCell>
            <HeadCell>Code</HeadCell>
            <HeadCell>Detail</HeadCell>
            <HeadCell>Sync</HeadCell>
          </Head>
          <tbody>
            {lines.map((line) => (
              <Row key={line.id}>
                <Cell className="whitespace-nowrap text-ink-soft">
                  <RelativeTime at={line.at} />
                </Cell>
                <Cell>
                  <Link href={`/admin/log?event=${line.eventType}`} prefetch={false}>
                    <Badge tone={toneOf(line.eventType)}>{line.eventType}</Badge>
                  </Link>
                </Cell>
                <Cell className="whitespace-nowrap">{line.productId}</Cell>
                <Cell className="whitespace-nowrap">{line.code}</Cell>
                <Cell className="max-w-xl min-w-40 text-ink-soft [overflow-wrap:anywhere]">
                  <span className="line-clamp-2">{line.detail}</span>
                </Cell>
                <Cell>
                  {line.syncRunId ? (
                    <Link href={`/sell/${line.syncRunId}`} prefetch={false} className="hover:underline">
                      {line.syncRunId.slice(0, 8)}
                    </Link>
                  ) : null}
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        newer={before === undefined ? null : `/admin/log?${new URLSearchParams(filter)}`}
        older={more && last ? `/admin/log?${new URLSearchParams({ ...filter, before: last.id })}` : null}
      />
    </div>
  );
}

function toneOf(eventType: string): Tone {
  if (/_(failed|error|404)$/.test(eventType) || eventType === 'qc_rejected') return 'bad';
  if (/_429$/.test(eventType) || eventType === 'qc_flagged') return 'warn';
  return /_(success|approved|done)$/.test(eventType) ? 'good' : 'neutral';
}
