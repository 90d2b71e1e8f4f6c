import { useTranslations } from 'next-intl';
import { useCodeMessage } from '@/components/language/use-code-message';
import type { Tone } from '@/components/ui/badge';
import { isProblem } from '@/lib/quality/problems.schema';
import type { SyncItemView } from '@/lib/syncs/sync-view.schema';

export interface Meaning {
  tone: Tone;
  label: string;
  /** What it means. */
  means: string;
  /** What the seller can do; null when nothing is needed. */
  todo: string | null;
}

/** One product's outcome in the words of the person who sells it. */
export function useMeaningOf(): (item: SyncItemView) => Meaning {
  const words = useTranslations('sell');
  const codeMessage = useCodeMessage();

  function forReasons(key: 'flagged' | 'rejected', { reviewProblems }: SyncItemView): string {
    const reasons = reviewProblems.map((problem) => words(`problems.${isProblem(problem) ? problem : 'other'}`));
    return reasons.length === 0
      ? words(`meanings.${key}`)
      : words(`meanings.${key}For`, { reasons: reasons.join(', ') });
  }

  return (item) => {
    switch (item.outcome) {
      case null:
        return { tone: 'accent', label: words('meanings.onItsWay'), means: words(`stages.${item.stage}`), todo: null };
      case 'approved':
        return item.live
          ? { tone: 'good', label: words('outcomes.approved'), means: words('meanings.live'), todo: null }
          : {
              tone: 'neutral',
              label: words('meanings.approvedNotShown'),
              means: words('meanings.notShownYet'),
              todo: null,
            };
      case 'unchanged':
        return {
          tone: item.live ? 'good' : 'neutral',
          label: words(item.live ? 'outcomes.approved' : 'outcomes.unchanged'),
          means: words(item.live ? 'meanings.unchangedLive' : 'meanings.unchanged'),
          todo: null,
        };
      case 'flagged':
        return {
          tone: 'warn',
          label: words('outcomes.flagged'),
          means: forReasons('flagged', item),
          todo: words('meanings.flaggedTodo'),
        };
      case 'rejected':
        return {
          tone: 'bad',
          label: words('outcomes.rejected'),
          means: forReasons('rejected', item),
          todo: words('meanings.rejectedTodo'),
        };
      case 'inactive':
        return {
          tone: 'neutral',
          label: words('outcomes.inactive'),
          means: words('meanings.inactive'),
          todo: words('meanings.inactiveTodo'),
        };
      case 'failed':
        return {
          tone: 'bad',
          label: words('outcomes.failed'),
          means: codeMessage(item.problem?.code, item.problem?.message || words('meanings.failed')),
          todo: words('meanings.failedTodo'),
        };
    }
  };
}
