import type { Env } from '@/lib/platform/env';
import { SokoError } from '@/lib/platform/errors';
import { FlagEverythingReviewer, openReviewer } from '@/lib/quality/open-reviewer';
import type { QualityReviewer } from '@/lib/quality/quality-reviewer';

export const REVIEWERS = ['gemini', 'stand-in', 'none', 'kept'] as const;
export type ReviewerName = (typeof REVIEWERS)[number];

export interface OpenedReviewer {
  /** Null: what a model said at the time is read, nobody is asked. */
  reviewer: QualityReviewer | null;
  close(): Promise<void>;
}

/** Errors: `eval_no_key`. */
export async function openNamedReviewer(
  name: ReviewerName,
  settings: Env,
  model: string | undefined,
): Promise<OpenedReviewer> {
  const close = async () => {};
  if (name === 'kept') return { reviewer: null, close };
  if (name === 'none') return { reviewer: new FlagEverythingReviewer(), close };
  if (name === 'stand-in') return openStandIn();
  if (settings.GEMINI_API_KEY === undefined) throw noKey();
  return { reviewer: await openReviewer({ ...settings, GEMINI_MODEL: model ?? settings.GEMINI_MODEL }), close };
}

/** The stand-in world's Gemini, which knows the demo's products. */
async function openStandIn(): Promise<OpenedReviewer> {
  const { startWorld } = await import('@/e2e/world/world');
  const world = await startWorld();
  const reviewer = await openReviewer({
    GEMINI_API_KEY: world.geminiApiKey,
    GEMINI_BASE_URL: world.geminiBaseUrl,
    GEMINI_MODEL: 'stand-in',
  });
  return { reviewer, close: () => world.close() };
}

const noKey = (): SokoError =>
  new SokoError({
    code: 'eval_no_key',
    message:
      'GEMINI_API_KEY is not set: Gemini cannot be asked. Set it, or see with --reviewer kept, which costs nothing, ' +
      'how the model did at the time.',
  });
