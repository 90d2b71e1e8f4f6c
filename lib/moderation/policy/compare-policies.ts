import { PROBLEMS, type Problem } from '@/lib/quality/problems.schema';
import type { PolicyTexts, ReasonText } from './policy.schema';

/** The reasons whose text or examples differ, in the order of the list. Pure. */
export function changedReasons(before: PolicyTexts, after: PolicyTexts): Problem[] {
  return PROBLEMS.filter((problem) => asOneText(before[problem]) !== asOneText(after[problem]));
}

/** A reason as it is compared, word by word: its text, then each example on a line of its own. */
export function asOneText({ text, applies, fine }: ReasonText): string {
  return [text, ...applies.map((example) => `✗ ${example}`), ...fine.map((example) => `✓ ${example}`)].join('\n');
}
