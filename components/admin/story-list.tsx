import Link from 'next/link';
import { RelativeTime } from '@/components/time/relative-time';
import { cn } from '@/components/ui/cn';

export interface StoryEntry {
  key: string;
  at: string;
  what: string;
  why: string | null;
  by: string | null;
  tone: 'neutral' | 'good' | 'warn' | 'bad';
  syncRunId: string | null;
}

const DOTS: Record<StoryEntry['tone'], string> = {
  neutral: 'bg-line-strong',
  good: 'bg-good',
  warn: 'bg-warn',
  bad: 'bg-bad',
};

/** What happened to one product, newest first. */
export function StoryList({ entries }: { entries: StoryEntry[] }) {
  return (
    <ol className="flex flex-col">
      {entries.map(({ key, at, what, why, by, tone, syncRunId }) => (
        <li key={key} className="relative flex gap-3 border-l border-line pb-3 pl-4 last:border-transparent">
          <span aria-hidden className={cn('absolute top-1.5 -left-[0.3rem] size-2.5 rounded-full', DOTS[tone])} />
          <div className="min-w-0 flex-1">
            <p className={cn('text-[0.9375rem]', tone === 'bad' && 'text-bad')}>{what}</p>
            {why ? <p className="text-sm text-ink-soft [overflow-wrap:anywhere]">{why}</p> : null}
            <p className="text-xs text-ink-faint">
              <RelativeTime at={at} />
              {by ? ` · by ${by}` : null}
              {syncRunId ? (
                <>
                  {' · '}
                  <Link href={`/admin/syncs/${syncRunId}`} prefetch={false} className="hover:underline">
                    sync {syncRunId.slice(0, 8)}
                  </Link>
                </>
              ) : null}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
