'use client';

import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { RelativeTime } from '@/components/time/relative-time';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { Watch } from './use-queue-watch';

interface LiveMarkProps {
  watch: Watch;
  isLoading: boolean;
  /** Decided, but not told to the server yet. */
  unsent: number;
  onRefresh(): void;
}

/** Whether the list is what it is on the server, and since when it is not. */
export function LiveMark({ watch: { error, heardAt }, isLoading, unsent, onRefresh }: LiveMarkProps) {
  const isOffline = useIsOffline();
  const isStale = error !== null || isOffline;
  return (
    <div className="flex items-center gap-2 text-xs text-ink-soft">
      {/* Room for the longest it says, in two lines: what stands below stays where it is. */}
      <span className="flex min-w-40 items-center justify-end gap-1.5 leading-4 max-sm:justify-start" role="status">
        <span aria-hidden className={cn('size-2 shrink-0 rounded-full', isStale ? 'bg-warn' : 'bg-good')} />
        <span>
          {isStale ? `${isOffline ? 'Offline' : 'Not up to date'}, last heard ` : 'Live'}
          {isStale || unsent > 0 ? (
            <span className="block">
              {isStale ? <RelativeTime at={new Date(heardAt).toISOString()} /> : null}
              {isStale && unsent > 0 ? ' · ' : null}
              {unsent > 0 ? `${unsent} not sent yet` : null}
            </span>
          ) : null}
        </span>
      </span>
      <Button look="ghost" size="sm" onClick={onRefresh} disabled={isLoading}>
        <RotateCcw aria-hidden className={isLoading ? 'animate-spin' : undefined} /> Refresh
      </Button>
    </div>
  );
}

function useIsOffline(): boolean {
  const [isOffline, setIsOffline] = useState(false);
  useEffect(() => {
    const look = () => setIsOffline(!navigator.onLine);
    look();
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOffline;
}
