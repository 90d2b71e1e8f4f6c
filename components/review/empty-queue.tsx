import Link from 'next/link';
import { Button, buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { isNarrowed, QUEUES, type QueueQuery, queueQueryString } from '@/lib/moderation/queue-query.schema';
import { QUEUE_NAMES } from './names';
import { inWords } from './queue-tabs';

interface EmptyQueueProps {
  query: QueueQuery;
  counts: Record<string, number>;
  isLoading: boolean;
  onRefresh(): void;
}

/** Nothing waits here: what to do next. */
export function EmptyQueue({ query, counts, isLoading, onRefresh }: EmptyQueueProps) {
  const waitingHere = counts[query.queue] ?? 0;
  const others = QUEUES.filter((queue) => queue !== query.queue && (counts[queue] ?? 0) > 0);
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
          <Button look="quiet" onClick={onRefresh} disabled={isLoading}>
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
