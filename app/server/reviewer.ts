import { env } from '@/lib/platform/env';
import { FlagEverythingReviewer } from '@/lib/quality/flag-everything-reviewer';
import type { QualityReviewer } from '@/lib/quality/quality-reviewer';

/** Gemini by GEMINI_API_KEY; without one everything waits for a moderator. */
export async function createReviewer(): Promise<QualityReviewer> {
  const { GEMINI_API_KEY, GEMINI_MODEL, GEMINI_BASE_URL } = env();
  if (GEMINI_API_KEY === undefined) return new FlagEverythingReviewer();
  const { GeminiReviewer } = await import('@/lib/quality/gemini-reviewer');
  return new GeminiReviewer({ apiKey: GEMINI_API_KEY, model: GEMINI_MODEL, baseUrl: GEMINI_BASE_URL });
}
