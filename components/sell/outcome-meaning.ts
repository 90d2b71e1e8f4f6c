import { useTranslations } from 'next-intl';
import type { Tone } from '@/components/ui/badge';
import { causeOf, type Standing } from '@/lib/products/standing.schema';
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

const STANDING_TONES: Record<Standing, Tone> = {
  live: 'good',
  open: 'accent',
  waiting: 'warn',
  fix: 'bad',
  rejected: 'bad',
  failed: 'bad',
  hidden: 'neutral',
  approved: 'neutral',
  gone: 'neutral',
};

type Meant = Pick<SyncItemView, 'standing' | 'reviewProblems'> & {
  problem: { code: string } | null;
  stage?: SyncItemView['stage'];
  outcome?: SyncItemView['outcome'];
};

/** How one product stands now, in the words of the person who sells it. For server and client. */
export function useMeaningOf(): (item: Meant) => Meaning {
  const words = useTranslations('sell');

  function reasons(problems: string[]): string {
    return problems.map((problem) => words(`problems.${isProblem(problem) ? problem : 'other'}`)).join(', ');
  }

  return (item) => {
    const { standing, reviewProblems } = item;
    const meaning = { tone: STANDING_TONES[standing], label: words(`standings.${standing}`), todo: null };
    const why = reasons(reviewProblems);
    switch (standing) {
      case 'live':
        return { ...meaning, means: words(item.outcome === 'failed' ? 'meanings.liveUnread' : 'meanings.live') };
      case 'open':
        return { ...meaning, means: item.stage ? words(`stages.${item.stage}`) : words('meanings.onItsWay') };
      case 'waiting':
        return {
          ...meaning,
          means: why ? words('meanings.flaggedFor', { reasons: why }) : words('meanings.flagged'),
          todo: words('meanings.flaggedTodo'),
        };
      case 'rejected':
        return {
          ...meaning,
          means: why ? words('meanings.rejectedFor', { reasons: why }) : words('meanings.rejected'),
          todo: words('meanings.rejectedTodo'),
        };
      case 'fix':
      case 'failed': {
        const cause = causeOf(item.problem?.code ?? '');
        const means = cause === 'asked' && why ? words('causes.asked.meansFor', { reasons: why }) : null;
        return { ...meaning, means: means ?? words(`causes.${cause}.means`), todo: words(`causes.${cause}.todo`) };
      }
      case 'gone':
        return { ...meaning, means: words('meanings.inactive'), todo: words('meanings.inactiveTodo') };
      case 'hidden':
        return { ...meaning, means: words('meanings.hidden') };
      case 'approved':
        return { ...meaning, means: words('meanings.notShownYet') };
    }
  };
}
