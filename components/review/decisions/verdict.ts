import type { VerdictKind } from '@/lib/moderation/moderation.schema';

/** What a moderator says of one product at the desk. */
export interface Verdict {
  decision: Exclude<VerdictKind, 'flagged'>;
  problems: string[];
  /** For moderators. */
  note: string | null;
  /** For the seller, with `fix`. */
  sellerNote?: string;
  /** With `category`. */
  category?: string;
}
