import { RelativeTime } from '@/components/time/relative-time';
import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import { Section } from './section';

/** What the seller answers to a rejection. */
export function Appeal({ appeal }: Pick<QueuedProduct, 'appeal'>) {
  if (appeal === null) return null;
  return (
    <Section id="appeal" title="The seller appeals" className="rounded-lg border-0 bg-accent-soft p-3">
      <blockquote className="text-[0.9375rem] [overflow-wrap:anywhere]">“{appeal.note}”</blockquote>
      <p className="mt-1 text-sm text-ink-soft">
        <RelativeTime at={appeal.at} /> · approving upholds the appeal, rejecting again turns it down
      </p>
    </Section>
  );
}
