import type { Env } from '@/lib/platform/env';
import { FlagEverythingReviewer } from './flag-everything-reviewer';
import type { QualityReviewer } from './quality-reviewer';

/** Gemini by GEMINI_API_KEY; without one everything waits for a moderator. */
export async function openReviewer({
  GEMINI_API_KEY: apiKey,
  GEMINI_MODEL: model,
  GEMINI_BASE_URL: baseUrl,
}: Pick<Env, 'GEMINI_API_KEY' | 'GEMINI_MODEL' | 'GEMINI_BASE_URL'>): Promise<QualityReviewer> {
  if (apiKey === undefined) return new FlagEverythingReviewer();
  const { GeminiReviewer } = await import('./gemini-reviewer');
  return new GeminiReviewer({ apiKey, model, baseUrl });
}
