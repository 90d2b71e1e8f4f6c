import { problemName } from '@/components/review/problem-names';
import type { Tone } from '@/components/ui/badge';
import type { SyncItemView } from '@/lib/syncs/read-sync-items';

export interface Meaning {
  tone: Tone;
  label: string;
  /** What it means. */
  means: string;
  /** What the seller can do; null when nothing is needed. */
  todo: string | null;
}

const STAGES = {
  hydrate: 'Waiting to be read from WhatsApp',
  embed: 'Looking at the picture',
  review: 'Being checked',
  persist: 'Saving the picture',
  done: 'Finishing',
} as const;

/** One product's outcome in the words of the person who sells it. */
export function meaningOf(item: SyncItemView): Meaning {
  switch (item.outcome) {
    case null:
      return { tone: 'accent', label: 'On its way', means: STAGES[item.stage], todo: null };
    case 'approved':
      return item.live
        ? { tone: 'good', label: 'Live', means: 'Shoppers can find it now.', todo: null }
        : { tone: 'neutral', label: 'Approved', means: 'It passed the checks but is not shown yet.', todo: null };
    case 'unchanged':
      return {
        tone: item.live ? 'good' : 'neutral',
        label: item.live ? 'Live' : 'No change',
        means: item.live ? 'Nothing changed since last time. It stays live.' : 'Nothing changed since last time.',
        todo: null,
      };
    case 'flagged':
      return {
        tone: 'warn',
        label: 'Waiting for a person',
        means: withReasons('Somebody will look at it before it goes live', item),
        todo: 'You don’t have to do anything.',
      };
    case 'rejected':
      return {
        tone: 'bad',
        label: 'Not accepted',
        means: withReasons('It is not shown on Soko', item),
        todo: 'Change the picture or the text in WhatsApp, then add your catalogue again.',
      };
    case 'inactive':
      return {
        tone: 'neutral',
        label: 'Gone from WhatsApp',
        means: 'WhatsApp says that this product is no longer there.',
        todo: 'If you still sell it, add it to your WhatsApp catalogue again.',
      };
    case 'failed':
      return {
        tone: 'bad',
        label: 'Could not be read',
        means: item.problem?.message || 'Something went wrong with this product.',
        todo: 'Soko tries again by itself. You can also paste its link again.',
      };
  }
}

function withReasons(sentence: string, { reviewProblems }: SyncItemView): string {
  const reasons = reviewProblems.map((problem) => problemName(problem).toLowerCase());
  return reasons.length === 0 ? `${sentence}.` : `${sentence}: ${reasons.join(', ')}.`;
}
