import { z } from 'zod';
import type { ReviewerState } from './quality-reviewer';

/** Stable, without a known end, and Google's own successor of gemini-2.5-flash. Also in .env.example and README. */
export const DEFAULT_GEMINI_MODEL = 'gemini-3.5-flash-lite';

/**
 * When Google turns models off, and what it names instead: https://ai.google.dev/gemini-api/docs/deprecations, read on
 * 2026-11-29. Where a model's own answers say when it ends, they are believed instead.
 */
const ENDS: Record<string, { at: string; instead: string }> = {
  'gemini-2.0-flash': { at: '2026-06-01', instead: DEFAULT_GEMINI_MODEL },
  'gemini-2.0-flash-lite': { at: '2026-06-01', instead: DEFAULT_GEMINI_MODEL },
  'gemini-2.5-flash': { at: '2026-12-01', instead: DEFAULT_GEMINI_MODEL },
  'gemini-2.5-pro': { at: '2026-12-01', instead: 'gemini-3.8-flash' },
  'gemini-3-pro-preview': { at: '2026-03-09', instead: 'gemini-3.8-flash' },
  'gemini-3.1-flash-lite': { at: '2027-05-07', instead: DEFAULT_GEMINI_MODEL },
};

/** gemini-2.5-flash-001 is gemini-2.5-flash. */
const endOf = (model: string) => ENDS[model] ?? ENDS[model.replace(/-\d{3}$/, '')];

/** What to set instead of a model that is not there (any more). */
export const insteadOf = (model: string): string => endOf(model)?.instead ?? DEFAULT_GEMINI_MODEL;

const modelStatus = z.object({
  modelStage: z.string().catch(''),
  retirementTime: z.iso
    .datetime({ offset: true })
    .transform((at) => new Date(at))
    .optional()
    .catch(undefined),
  message: z.string().catch(''),
});
/** What an answer says about the model that gave it. */
export type ModelStatus = z.infer<typeof modelStatus>;

const modelAnswer = z
  .object({
    modelStatus: modelStatus.optional().catch(undefined),
    description: z.string().catch(''),
    supportedGenerationMethods: z.array(z.string()).optional().catch(undefined),
  })
  .catch({ description: '' });

/** What `GET models/NAME`, or any answer of the model's, tells about the model. */
export const readModelAnswer = (json: unknown): z.infer<typeof modelAnswer> => modelAnswer.parse(json);

const LEAVING = /\b(?:deprecat|retir|discontinu|sunset|shut(?:ting)? ?down|legacy)/i;

/** Pure. Whether the model is on its way out, by what it says of itself, else by the table above. */
export function reviewerState(model: string, status: ModelStatus | undefined, description = ''): ReviewerState {
  const endsAt = status?.retirementTime ?? (endOf(model) ? new Date(`${endOf(model)?.at}T00:00:00Z`) : null);
  const isLeaving = endsAt !== null || LEAVING.test(`${status?.modelStage ?? ''} ${description}`);
  if (!isLeaving) return { model, endsAt: null, note: null };
  const when = endsAt === null ? 'is on its way out' : `ends on ${endsAt.toISOString().slice(0, 10)}`;
  return { model, endsAt, note: `Google's ${model} ${when}: set GEMINI_MODEL to ${insteadOf(model)}.` };
}
