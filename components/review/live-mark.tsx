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
      <span className="flex items-center gap-1.5" role="status">
        <span aria-hidden className={cn('size-2 rounded-full', isStale ? 'bg-warn' : 'bg-good')} />
        {isStale ? (
          <>
            {isOffline ? 'Offline' : 'Not up to date'}, last heard <RelativeTime at={new Date(heardAt).toISOString()} />
          </>
        ) : (
          'Live'
        )}
        {unsent > 0 ? ` · ${unsent} not sent yet` : ''}
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
