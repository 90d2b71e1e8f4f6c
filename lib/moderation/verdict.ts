import { SokoError } from '@/lib/platform/errors';
import type { ReviewDecision } from '@/lib/platform/prisma-client/enums';
import { personNote } from '@/lib/products/kept-text';
import type { ModeratorAction } from '@/lib/products/moderator-acts.schema';
import { PROBLEMS } from '@/lib/quality/problems.schema';
import type { VerdictKind } from './moderation.schema';

/** What a moderator says of one product. */
export interface Verdict {
  decision: VerdictKind;
  /** Codes from the fixed list; unknown ones are left out. */
  problems: readonly string[];
  /** For moderators. */
  note: string | null;
  /** For the seller, with `fix`. */
  sellerNote?: string | null | undefined;
  /** A correction, with `category`; may come with an approval. */
  category?: string | null | undefined;
}

/** What each does: what is written of it, and what it decides (null: nothing). */
export const ACTS: Record<VerdictKind, { action: ModeratorAction; decision: ReviewDecision | null; audit: string }> = {
  approved: { action: 'approve', decision: 'approved', audit: 'review.approved' },
  rejected: { action: 'reject', decision: 'rejected', audit: 'review.rejected' },
  flagged: { action: 'put_back', decision: 'flagged', audit: 'review.flagged' },
  fix: { action: 'fix', decision: 'rejected', audit: 'review.fix_asked' },
  escalated: { action: 'escalate', decision: null, audit: 'review.escalated' },
  category: { action: 'category', decision: null, audit: 'review.recategorised' },
};

export interface CheckedVerdict {
  decision: VerdictKind;
  problems: string[];
  note: string | null;
  sellerNote: string | null;
  category: string | null;
}

/** Errors: `reason_missing`, `note_missing`, `category_missing`. */
export function checkVerdict({ decision, problems, note, sellerNote, category }: Verdict): CheckedVerdict {
  const verdict = {
    decision,
    problems: PROBLEMS.filter((problem) => problems.includes(problem)),
    note: personNote(note),
    sellerNote: decision === 'fix' ? personNote(sellerNote ?? null) : null,
    category: decision === 'category' || decision === 'approved' ? (category ?? null) : null,
  };
  if (decision === 'rejected' && verdict.problems.length === 0 && verdict.note === null) {
    throw refused('reason_missing', REASON_MISSING);
  }
  if (decision === 'fix' && verdict.sellerNote === null) throw refused('note_missing', FIX_WITHOUT_NOTE);
  if (decision === 'escalated' && verdict.note === null) throw refused('note_missing', ESCALATED_WITHOUT_NOTE);
  if (decision === 'category' && verdict.category === null) throw refused('category_missing', CATEGORY_MISSING);
  return verdict;
}

const REASON_MISSING =
  'Choose at least one reason, or write one, so that the seller and the next moderator can follow it.';
const FIX_WITHOUT_NOTE = 'Write what the seller is to change: they read it on their page.';
const ESCALATED_WITHOUT_NOTE = 'Write why an admin is to decide.';
const CATEGORY_MISSING = 'Choose the category that it belongs to.';

const refused = (code: string, message: string): SokoError => new SokoError({ code, message, status: 422 });
