import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { Badge, type Tone } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { Cell, Head, HeadCell, Row, Table } from '@/components/ui/table';
import type { ListedRun } from '@/lib/syncs/list-runs';
import { ActionButton } from './action-button';
import { ReplayButton } from './replay-button';

const STATES: Record<ListedRun['state'], { tone: Tone; label: string }> = {
  queued: { tone: 'neutral', label: 'Queued' },
  running: { tone: 'accent', label: 'Running' },
  finished: { tone: 'good', label: 'Finished' },
  failed: { tone: 'bad', label: 'Failed' },
};

const KINDS: Record<ListedRun['kind'], string> = {
  catalogue: 'Catalogue',
  links: 'Links',
  heartbeat: 'Heartbeat',
  replay: 'Replay',
};

const COUNTS = [
  'found',
  'hydrated',
  'embedded',
  'approved',
  'flagged',
  'rejected',
  'unchanged',
  'inactive',
  'failed',
  'persisted',
] as const;

interface RunTableProps {
  runs: ListedRun[];
  label: string;
  /** Failed ones may be taken off the list. */
  dismissable?: boolean;
}

export function RunTable({ runs, label, dismissable = false }: RunTableProps) {
  return (
    <Table label={label}>
      <Head>
        <HeadCell>Seller</HeadCell>
        <HeadCell>Kind</HeadCell>
        <HeadCell>State</HeadCell>
        {COUNTS.map((name) => (
          <HeadCell key={name} className="px-1.5 text-right capitalize">
            {name}
          </HeadCell>
        ))}
        <HeadCell>Started</HeadCell>
        <HeadCell>Took</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </Head>
      <tbody>
        {runs.map((run) => (
          <RunRow key={run.id} run={run} dismissable={dismissable} />
        ))}
      </tbody>
    </Table>
  );
}

function RunRow({ run, dismissable }: { run: ListedRun; dismissable: boolean }) {
  const { tone, label } = STATES[run.state];
  const again = run.state === 'failed' || run.counts.failed > 0;
  return (
    <Row>
      <Cell className="min-w-40">
        <Link href={`/admin/syncs/${run.id}`} prefetch={false} className="font-medium hover:underline">
          {run.sellerName ?? run.sellerPhone ?? 'All sellers'}
        </Link>
        {run.sellerName ? <span className="block text-xs text-ink-faint">{run.sellerPhone}</span> : null}
      </Cell>
      <Cell>{KINDS[run.kind]}</Cell>
      <Cell>
        <Badge tone={tone}>{label}</Badge>
        {run.outcome && !['found', 'links'].includes(run.outcome) ? (
          <span className="mt-0.5 block text-xs text-ink-soft">{run.outcome}</span>
        ) : null}
      </Cell>
      {COUNTS.map((name) => (
        <Cell
          key={name}
          className={cn(
            'px-1.5 text-right',
            run.counts[name] === 0 && 'text-ink-faint',
            name === 'failed' && run.counts.failed > 0 && 'font-semibold text-bad',
          )}
        >
          {run.counts[name]}
        </Cell>
      ))}
      <Cell className="whitespace-nowrap text-ink-soft">
        <RelativeTime at={run.startedAt ?? run.createdAt} />
      </Cell>
      <Cell className="whitespace-nowrap text-ink-soft">{tookOf(run)}</Cell>
      <Cell>
        <span className="flex gap-2">
          {again ? <ReplayButton work={{ syncRunId: run.id }} label="Replay" /> : null}
          {dismissable ? (
            <ActionButton
              answer="dismissed"
              path="/api/admin/dismiss"
              body={{ syncRunId: run.id }}
              label="Dismiss"
              done="Dismissed"
            />
          ) : null}
        </span>
      </Cell>
    </Row>
  );
}

function tookOf({ startedAt, finishedAt }: ListedRun): string {
  if (!startedAt || !finishedAt) return '';
  const seconds = Math.round((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
