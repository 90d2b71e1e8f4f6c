import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { isNarrowed, QUEUES, type QueueQuery, queueQueryString } from '@/lib/moderation/queue-query.schema';
import { QUEUE_NAMES } from './names';
import { inWords } from './queue-tabs';
import type { Pages } from './use-queue-pages';

interface EmptyQueueProps {
  query: QueueQuery;
  counts: Record<string, number>;
  /** On the server; more than none are on their way here. */
  total: number;
  pages: Pages;
}

/** Nothing waits here, or nothing has come yet: what to do next. */
export function EmptyQueue({ query, counts, total, pages: { isLoading, error, reread } }: EmptyQueueProps) {
  const waitingHere = counts[query.queue] ?? 0;
  const others = QUEUES.filter((queue) => queue !== query.queue && (counts[queue] ?? 0) > 0);
  const askAgain = (label: string) => (
    <Button onClick={reread} disabled={isLoading}>
      {label}
    </Button>
  );
  if (error !== null) {
    return (
      <EmptyState title="What waits here did not come" action={askAgain('Try again')}>
        {error.message}
      </EmptyState>
    );
  }
  if (total > 0) {
    return (
      <EmptyState title="More is coming" action={askAgain('Look again')}>
        Products wait here; they are being read.
      </EmptyState>
    );
  }
  const hidesSome = isNarrowed(query) && waitingHere > 0;
  return (
    <EmptyState
      title={hidesSome ? 'Nothing here matches' : 'This queue is empty'}
      action={
        <>
          {hidesSome ? (
            <Link
              href={`/review${queueQueryString({ queue: query.queue, sort: query.sort })}`}
              prefetch={false}
              className={buttonStyle()}
            >
              Show all {inWords(waitingHere)}
            </Link>
          ) : null}
          {others.map((queue) => (
            <Link
              key={queue}
              href={`/review${queueQueryString({ queue })}`}
              prefetch={false}
              className={buttonStyle({ look: 'quiet' })}
            >
              {QUEUE_NAMES[queue]}: {inWords(counts[queue] ?? 0)}
            </Link>
          ))}
          <Button look="quiet" onClick={reread} disabled={isLoading}>
            Look again
          </Button>
        </>
      }
    >
      {hidesSome
        ? `${inWords(waitingHere)} wait in this queue; none of them is what the filters ask for.`
        : 'Every product in it has been looked at. New ones appear here by themselves.'}
    </EmptyState>
  );
}
