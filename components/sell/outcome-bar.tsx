'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import type { SyncItemFilter, SyncView } from '@/lib/syncs/sync-view.schema';

interface OutcomeBarProps {
  counts: SyncView['counts'];
  over: boolean;
  current: SyncItemFilter | null;
  onFilter(filter: SyncItemFilter | null): void;
}

interface Part {
  filter: SyncItemFilter;
  count: number;
  colour: string;
}

/** All products as one bar, and each outcome as a switch that shows only its products. */
export function OutcomeBar({ counts, over, current, onFilter }: OutcomeBarProps) {
  const parts = partsOf(counts);
  const words = useTranslations('sell');
  return (
    <section aria-label={words('progress.results')} className="mt-7">
      <div aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {parts.map(({ filter, count, colour }) =>
          count > 0 && filter !== 'open' ? (
            <div
              key={filter}
              className={cn('transition-[flex-grow] duration-500', colour)}
              style={{ flexGrow: count, flexBasis: 0 }}
            />
          ) : count > 0 ? (
            <div key={filter} className={cn(!over && 'animate-breathe')} style={{ flexGrow: count, flexBasis: 0 }} />
          ) : null,
        )}
      </div>
      <ul
        className="mt-4 flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:[scrollbar-width:none]
          sm:flex-wrap"
      >
        <Switch
          on={current === null}
          onClick={() => onFilter(null)}
          label={words('progress.all')}
          count={counts.found}
        />
        {parts
          .filter(({ count }) => count > 0)
          .map(({ filter, count, colour }) => (
            <Switch
              key={filter}
              on={current === filter}
              onClick={() => onFilter(current === filter ? null : filter)}
              label={words(`outcomes.${filter}`)}
              count={count}
              colour={colour}
            />
          ))}
      </ul>
    </section>
  );
}

function Switch({
  on,
  onClick,
  label,
  count,
  colour,
}: {
  on: boolean;
  onClick(): void;
  label: string;
  count: number;
  colour?: string;
}) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={on}
        onClick={onClick}
        className={cn(
          'flex h-10 items-center gap-2 whitespace-nowrap rounded-full border px-4 text-[15px]',
          on ? 'border-ink bg-ink text-paper' : 'border-line-strong bg-surface hover:border-ink-faint hover:bg-sunken',
        )}
      >
        {colour ? <span aria-hidden className={cn('size-2.5 rounded-full', colour)} /> : null}
        {label}
        <span className="tabular font-semibold">{count}</span>
      </button>
    </li>
  );
}

function partsOf(counts: SyncView['counts']): Part[] {
  const { found, approved, flagged, rejected, unchanged, inactive, failed } = counts;
  const open = found - approved - flagged - rejected - unchanged - inactive - failed;
  return [
    { filter: 'approved', count: approved, colour: 'bg-good' },
    { filter: 'unchanged', count: unchanged, colour: 'bg-good/50' },
    { filter: 'flagged', count: flagged, colour: 'bg-warn' },
    { filter: 'rejected', count: rejected, colour: 'bg-bad' },
    { filter: 'failed', count: failed, colour: 'bg-bad/60' },
    { filter: 'inactive', count: inactive, colour: 'bg-ink-faint' },
    { filter: 'open', count: Math.max(0, open), colour: 'bg-line-strong' },
  ];
}
