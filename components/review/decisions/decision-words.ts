import type { Tone } from '@/components/ui/badge';
import { actionOf, type ModeratorAction, type PastAct } from '@/lib/products/moderator-acts.schema';
import type { HeldBefore } from '@/lib/products/reviews';

const ACTIONS: Record<ModeratorAction, { tone: Tone; label: string }> = {
  approve: { tone: 'good', label: 'Approved' },
  reject: { tone: 'bad', label: 'Rejected' },
  put_back: { tone: 'neutral', label: 'Put back' },
  fix: { tone: 'warn', label: 'Asked to fix' },
  escalate: { tone: 'accent', label: 'Left to admins' },
  category: { tone: 'neutral', label: 'Category corrected' },
};

/** What a moderator did. A rejection of what shoppers saw is a take-down. */
export function actWords({ before, ...act }: PastAct & { before: HeldBefore | null }) {
  const known = actionOf(act);
  return known === 'reject' && before?.isListed ? { tone: 'bad' as const, label: 'Taken down' } : ACTIONS[known];
}

export const actionLabel = (action: ModeratorAction): string => ACTIONS[action].label;

export const STATUS: Record<HeldBefore['status'], { tone: Tone; label: string }> = {
  pending: { tone: 'neutral', label: 'Not judged' },
  approved: { tone: 'good', label: 'Approved' },
  flagged: { tone: 'warn', label: 'Waits' },
  rejected: { tone: 'bad', label: 'Rejected' },
};
