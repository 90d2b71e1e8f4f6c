import type { Tone } from '@/components/ui/badge';
import type { HeldBefore, ModeratorAction } from '@/lib/products/reviews';

const ACTIONS: Record<ModeratorAction, { tone: Tone; label: string }> = {
  approve: { tone: 'good', label: 'Approved' },
  reject: { tone: 'bad', label: 'Rejected' },
  put_back: { tone: 'neutral', label: 'Put back' },
  fix: { tone: 'warn', label: 'Asked to fix' },
  escalate: { tone: 'accent', label: 'Left to admins' },
  category: { tone: 'neutral', label: 'Category corrected' },
};
const OLDER = { approved: 'approve', rejected: 'reject', flagged: 'put_back' } as const;

interface Act {
  action: string | null;
  decision: keyof typeof OLDER;
}

/** What a moderator did. A rejection of what shoppers saw is a take-down. */
export function actWords({ action, decision, before }: Act & { before: HeldBefore | null }) {
  const known = Object.keys(ACTIONS).find((name): name is ModeratorAction => name === action) ?? OLDER[decision];
  return known === 'reject' && before?.isListed ? { tone: 'bad' as const, label: 'Taken down' } : ACTIONS[known];
}

export const actionLabel = (action: ModeratorAction): string => ACTIONS[action].label;

export const STATUS: Record<HeldBefore['status'], { tone: Tone; label: string }> = {
  pending: { tone: 'neutral', label: 'Not judged' },
  approved: { tone: 'good', label: 'Approved' },
  flagged: { tone: 'warn', label: 'Waits' },
  rejected: { tone: 'bad', label: 'Rejected' },
};
