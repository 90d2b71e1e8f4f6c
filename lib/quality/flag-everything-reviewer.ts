import type { QualityReviewer, ReviewAnswer } from './quality-reviewer';

/** What stands in for a reviewer where none is configured: every product waits for a moderator, none is approved by itself. */
export class FlagEverythingReviewer implements QualityReviewer {
  readonly name = 'no-reviewer';

  async review(): Promise<ReviewAnswer> {
    return {
      decision: 'flagged',
      confidence: 0,
      problems: [],
      category: 'other',
      note: 'No automatic reviewer is configured (GEMINI_API_KEY is not set): a moderator decides.',
    };
  }

  async ping(): Promise<void> {}
}
