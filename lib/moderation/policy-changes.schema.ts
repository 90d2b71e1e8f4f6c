// Without zod, so that the policy's editor can load it.
import { PROBLEMS, type Problem } from '@/lib/quality/problems.schema';
import type { PolicyTexts, ReasonText } from './policy/policy.schema';

/** The reasons whose text or examples differ, in the order of the list. */
export function changedReasons(before: PolicyTexts, after: PolicyTexts): Problem[] {
  return PROBLEMS.filter((problem) => asOneText(before[problem]) !== asOneText(after[problem]));
}

/** A reason as it is compared, word by word: its text, then each example on a line of its own. */
export function asOneText({ text, applies, fine }: ReasonText): string {
  return [text, ...applies.map((example) => `✗ ${example}`), ...fine.map((example) => `✓ ${example}`)].join('\n');
}

/** A draft on top of what somebody saved meanwhile: each reason that the draft changed is the draft's. */
export function rebasedTexts(draft: PolicyTexts, base: PolicyTexts, saved: PolicyTexts): PolicyTexts {
  const rebased = { ...saved };
  for (const problem of changedReasons(base, draft)) rebased[problem] = draft[problem];
  return rebased;
}
