import type { Env } from '@/lib/platform/env';
import type { QualityReviewer, ReviewAnswer, ReviewerState, ReviewerTokens } from './quality-reviewer';

/**
 * Gemini by GEMINI_API_KEY; without one everything waits for a moderator. `onTokens` is told what each answer took.
 */
export async function openReviewer(
  {
    GEMINI_API_KEY: apiKey,
    GEMINI_MODEL: model,
    GEMINI_BASE_URL: baseUrl,
  }: Pick<Env, 'GEMINI_API_KEY' | 'GEMINI_MODEL' | 'GEMINI_BASE_URL'>,
  onTokens?: (tokens: ReviewerTokens) => void,
): Promise<QualityReviewer> {
  if (apiKey === undefined) return new FlagEverythingReviewer();
  const { GeminiReviewer } = await import('./gemini-reviewer');
  return new GeminiReviewer({ apiKey, model, baseUrl, ...(onTokens && { onTokens }) });
}

/** Stands in where no reviewer is configured: no product is approved by itself. */
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

  async ping(): Promise<ReviewerState> {
    return { model: this.name, endsAt: null, note: null };
  }
}
