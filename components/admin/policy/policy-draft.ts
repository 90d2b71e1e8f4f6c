import type { PolicyTexts, ReasonText } from '@/lib/moderation/policy/policy.schema';
import type { Problem } from '@/lib/quality/problems.schema';

/** A reason as it is written in the form: one example a line. */
export interface DraftReason {
  text: string;
  applies: string;
  fine: string;
}
export type Draft = Record<Problem, DraftReason>;

export function draftOf(texts: PolicyTexts): Draft {
  return mapReasons(texts, ({ text, applies, fine }) => ({ text, applies: applies.join('\n'), fine: fine.join('\n') }));
}

/** As it would be saved. */
export function textsOf(draft: Draft): PolicyTexts {
  return mapReasons(draft, ({ text, applies, fine }) => ({
    text: text.trim(),
    applies: linesOf(applies),
    fine: linesOf(fine),
  }));
}

/** Each line that says something, once. */
function linesOf(written: string): string[] {
  const lines = written.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** In words; null: it can be saved. As policy.schema.ts has it, said beside the field. */
export function problemOf({ text, applies, fine }: ReasonText, longest: Longest): string | null {
  if (text === '') return 'Say when it is a reason.';
  if (text.length > longest.text) return `The text has ${text.length} characters of at most ${longest.text}.`;
  for (const examples of [applies, fine]) {
    if (examples.length > longest.examples) return `There are more than ${longest.examples} examples of one kind.`;
    const long = examples.find((example) => example.length > longest.example);
    if (long !== undefined) return `“${long.slice(0, 30)}…” has more than ${longest.example} characters.`;
  }
  return null;
}

export interface Longest {
  text: number;
  example: number;
  examples: number;
}

function mapReasons<From, To>(reasons: Record<Problem, From>, map: (reason: From) => To): Record<Problem, To> {
  // The same keys: entries forget them.
  return Object.fromEntries(Object.entries(reasons).map(([code, reason]) => [code, map(reason)])) as Record<
    Problem,
    To
  >;
}
