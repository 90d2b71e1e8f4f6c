// No zod in it: the desk loads it, too.

/** What a moderator may do about a product. */
export const MODERATOR_ACTIONS = ['approve', 'reject', 'put_back', 'fix', 'escalate', 'category'] as const;
export type ModeratorAction = (typeof MODERATOR_ACTIONS)[number];

/** Of decisions from before the action was kept. */
const OF_OLDER = { approved: 'approve', rejected: 'reject', flagged: 'put_back' } as const;

export interface PastAct {
  action: string | null;
  decision: keyof typeof OF_OLDER;
}

export const actionOf = ({ action, decision }: PastAct): ModeratorAction =>
  MODERATOR_ACTIONS.find((name) => name === action) ?? OF_OLDER[decision];
