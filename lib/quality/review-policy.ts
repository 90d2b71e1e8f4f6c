import { hasInjectionMarkers } from './injection-markers';
import type { Problem } from './problems.schema';
import type { Decision, ReviewAnswer, ReviewSubject } from './quality-reviewer';
import { isReadWhole } from './review-prompt';

export interface ReviewPolicy {
  /** An approval the model is less sure of goes to a moderator. QC_MIN_CONFIDENCE. */
  minConfidence: number;
}

/** Things a buyer may put up with. Any other problem keeps a product from being approved by a model. */
const TOLERABLE: ReadonlySet<Problem> = new Set(['blurry_picture', 'picture_mostly_text']);
const MAX_NOTE = 2_000;

/** From the loosest to the strictest. */
export const STRICTNESS: Record<Decision, number> = { approved: 0, flagged: 1, rejected: 2 };

/**
 * Our own rules on top of a reviewer's answer. Pure. It only ever turns an approval into a flag: never the other way,
 * and a rejection stays one. Why it did is added to the note, for the moderator.
 */
export function applyReviewPolicy(answer: ReviewAnswer, subject: ReviewSubject, policy: ReviewPolicy): ReviewAnswer {
  const suspicious = writtenTexts(subject).some(hasInjectionMarkers);
  const problems = new Set(answer.problems);
  if (suspicious) problems.add('instructions_in_content');
  const reasons = answer.decision === 'approved' ? reasonsAgainst(answer, subject, policy, problems) : [];
  return {
    ...answer,
    decision: reasons.length > 0 ? 'flagged' : answer.decision,
    problems: [...problems],
    note: withReasons(answer.note, reasons),
  };
}

function reasonsAgainst(
  { confidence }: ReviewAnswer,
  subject: ReviewSubject,
  { minConfidence }: ReviewPolicy,
  problems: ReadonlySet<Problem>,
): string[] {
  const reasons: string[] = [];
  // Written so that NaN is not enough.
  if (!(confidence >= minConfidence))
    reasons.push(`confidence ${confidence.toFixed(2)} is below ${minConfidence.toFixed(2)}`);
  const serious = [...problems].filter((problem) => !TOLERABLE.has(problem));
  if (serious.length > 0) reasons.push(`it has problems: ${serious.join(', ')}`);
  if (!isReadWhole(subject)) reasons.push('its text is longer than what a reviewer reads');
  const { image } = subject;
  if (image === null || image.byteLength === 0) reasons.push('there is no picture');
  return reasons;
}

function writtenTexts({ title, description, businessName, priceText }: ReviewSubject): string[] {
  const texts = [title, description, businessName ?? '', priceText ?? ''];
  // Together as well: a sentence may be spread over the fields.
  return [...texts, texts.join(' ')];
}

function withReasons(note: string, reasons: readonly string[]): string {
  if (reasons.length === 0) return note;
  const added = `Approved by the model, held back by policy: ${reasons.join('; ')}.`;
  return note === '' ? added : `${note.slice(0, MAX_NOTE - added.length - 1)} ${added}`;
}
