import type { QueuedProduct } from '@/lib/moderation/moderation.schema';
import type { Verdict } from './use-decisions';

const WORDS: Record<Verdict['decision'], (title: string) => string> = {
  approved: (title) => `Approved “${title}”.`,
  rejected: (title) => `Rejected “${title}”.`,
  fix: (title) => `Asked the seller to fix “${title}”.`,
  escalated: (title) => `Left “${title}” to the admins.`,
  category: (title) => `Corrected the category of “${title}”.`,
};

/** What a moderator is told once a decision holds. */
export function decidedText({ title, productId }: QueuedProduct, { decision }: Pick<Verdict, 'decision'>): string {
  return WORDS[decision](title ?? productId);
}
