import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { AuditEntry } from '@/lib/platform/read-audit';

export function AuditTable({ lines }: { lines: AuditEntry[] }) {
  return (
    <Table label="Audit log, newest first">
      <Head>
        <HeadCell>When</HeadCell>
        <HeadCell>Who</HeadCell>
        <HeadCell>What</HeadCell>
        <HeadCell>To what</HeadCell>
        <HeadCell>Before and after</HeadCell>
      </Head>
      <tbody>
        {lines.map(({ id, at, actorId, actorName, action, subject, detail }) => (
          <Row key={id}>
            <Cell className="whitespace-nowrap text-ink-soft">
              <RelativeTime at={at} />
            </Cell>
            <Cell className="whitespace-nowrap">
              <Link
                href={`/admin/audit?actor=${encodeURIComponent(actorId)}`}
                prefetch={false}
                className="hover:underline"
              >
                {actorName ?? actorId}
              </Link>
            </Cell>
            <Cell className="whitespace-nowrap">{action}</Cell>
            <Cell className="min-w-40 [overflow-wrap:anywhere]">
              <Link
                href={`/admin/audit?subject=${encodeURIComponent(subject)}`}
                prefetch={false}
                className="hover:underline"
              >
                {subject}
              </Link>
            </Cell>
            <Cell className="min-w-60 [overflow-wrap:anywhere] text-ink-soft">
              <AuditDetail detail={detail} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

/** `{ before, after }` beside each other, what else was noted behind them. */
function AuditDetail({ detail }: { detail: unknown }) {
  if (!isRecord(detail)) return null;
  const { before, after, ...others } = detail;
  const rest = Object.entries(others);
  return (
    <div className="flex flex-col gap-0.5">
      {before === undefined && after === undefined ? null : (
        <span>
          <del className="no-underline">{inWords(before)}</del> <span aria-hidden>→</span>{' '}
          <ins className="text-ink no-underline">{inWords(after)}</ins>
        </span>
      )}
      {rest.length > 0 && <span>{rest.map(([name, value]) => `${name}: ${inWords(value)}`).join(' · ')}</span>}
    </div>
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function inWords(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(inWords).join(', ');
  if (isRecord(value))
    return Object.entries(value)
      .map(([name, of]) => `${name}: ${inWords(of)}`)
      .join(' · ');
  return String(value);
}
