import { z } from 'zod';
import { PROBLEMS, type Problem } from '@/lib/quality/problems.schema';

/** Short enough to be read beside a product, by somebody who decides two hundred of them a day. */
export const LONGEST = { text: 600, example: 200, examples: 6 } as const;

const text = (longest: number) => z.string().trim().min(1).max(longest);
const examples = z.array(text(LONGEST.example)).max(LONGEST.examples);

/** What moderators are told about one reason. */
const reasonTextSchema = z.object({
  text: text(LONGEST.text).describe('When it is a reason, and what follows.'),
  applies: examples.describe('Examples that it is a reason for.'),
  fine: examples.describe('Examples that look like it and are none.'),
});
export type ReasonText = z.infer<typeof reasonTextSchema>;

/** Every reason has its text. */
export const policyTextsSchema = z.record(z.enum(PROBLEMS), reasonTextSchema);
export type PolicyTexts = Record<Problem, ReasonText>;

/** As it was kept: by an older Soko, which knew fewer reasons or others. */
export const keptTextsSchema = z.record(z.string(), reasonTextSchema);

export const secondLookPercentSchema = z.int().min(0).max(100);

export interface Policy {
  version: number;
  texts: PolicyTexts;
  /** The share of people's decisions that a second person looks at. */
  secondLookPercent: number;
  /** A user's id; null: Soko came with it. */
  createdBy: string | null;
  createdAt: string;
}
