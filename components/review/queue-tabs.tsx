import Link from 'next/link';
import { cn } from '@/components/ui/cn';
import { QUEUES, type QueueName, queueQueryString } from '@/lib/moderation/queue-query.schema';
import { QUEUE_NAMES } from './names';

interface QueueTabsProps {
  current: QueueName;
  /** How many wait in each; a queue that is not in it is not this person's. */
  counts: Record<string, number>;
  /** What waits for a second look, which has a page of its own. */
  secondLooks: number;
}

/** The queues, each with how many wait in it. */
export function QueueTabs({ current, counts, secondLooks }: QueueTabsProps) {
  const tabs = QUEUES.filter((queue) => counts[queue] !== undefined).map((queue) => ({
    href: `/review${queueQueryString({ queue })}`,
    name: QUEUE_NAMES[queue],
    count: counts[queue] ?? 0,
    isHere: queue === current,
  }));
  const secondLook = { href: '/review/second-look', name: 'Second look', count: secondLooks, isHere: false };
  return (
    <nav aria-label="Queues" className="overflow-x-auto max-sm:-mx-4 max-sm:px-4">
      <ul className="flex gap-1">
        {[...tabs, secondLook].map(({ href, name, count, isHere }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={isHere ? 'page' : undefined}
              className={cn(
                'inline-flex h-9 items-center gap-2 rounded-full px-3 text-sm whitespace-nowrap',
                isHere ? 'bg-ink font-semibold text-paper' : 'text-ink-soft hover:bg-sunken hover:text-ink',
              )}
            >
              {name}
              <span className={cn('tabular text-xs', isHere || count > 0 ? '' : 'opacity-60')}>{inWords(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** More than ten thousand are not counted. */
export const inWords = (count: number): string => (count >= 10_000 ? '10,000+' : count.toLocaleString('en-KE'));
