'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/cn';
import { STANDINGS, type Standing } from '@/lib/products/standing.schema';
import type { SyncView } from '@/lib/syncs/sync-view.schema';

interface OutcomeBarProps {
  standings: SyncView['standings'];
  over: boolean;
  current: Standing | null;
  onFilter(filter: Standing | null): void;
}

const COLOURS: Record<Standing, string> = {
  live: 'bg-good',
  approved: 'bg-good/50',
  hidden: 'bg-ink-faint/70',
  waiting: 'bg-warn',
  fix: 'bg-bad/70',
  rejected: 'bg-bad',
  failed: 'bg-bad/40',
  gone: 'bg-ink-faint',
  open: '',
};
/** What is well first, as the bar grows. */
const ORDER = [...STANDINGS].reverse();

/** All products as one bar by how they stand now, and each standing as a switch that shows only its products. */
export function OutcomeBar({ standings, over, current, onFilter }: OutcomeBarProps) {
  const parts = ORDER.map((standing) => ({ standing, count: standings[standing] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  const words = useTranslations('sell');
  return (
    <section aria-label={words('progress.results')} className="mt-7">
      <div aria-hidden className="flex h-3 gap-0.5 overflow-hidden rounded-full bg-sunken">
        {parts.map(({ standing, count }) => (
          <div
            key={standing}
            className={cn(
              standing === 'open' ? !over && 'animate-breathe' : 'transition-[flex-grow] duration-500',
              COLOURS[standing],
            )}
            style={{ flexGrow: count, flexBasis: 0 }}
          />
        ))}
      </div>
      <ul
        className="mt-4 flex gap-2 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 max-sm:[scrollbar-width:none]
          sm:flex-wrap"
      >
        <Switch
          on={current === null}
          onClick={() => onFilter(null)}
          label={words('progress.all')}
          count={parts.reduce((sum, { count }) => sum + count, 0)}
        />
        {parts.map(({ standing, count }) => (
          <Switch
            key={standing}
            on={current === standing}
            onClick={() => onFilter(current === standing ? null : standing)}
            label={words(`standings.${standing}`)}
            count={count}
            colour={COLOURS[standing]}
          />
        ))}
      </ul>
    </section>
  );
}

interface SwitchProps {
  on: boolean;
  onClick(): void;
  label: string;
  count: number;
  colour?: string;
}

function Switch({ on, onClick, label, count, colour }: SwitchProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={on}
        onClick={onClick}
        className={cn(
          'flex h-10 items-center gap-2 whitespace-nowrap rounded-full border px-4 text-[0.9375rem]',
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
