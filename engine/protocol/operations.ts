import { z } from 'zod';

/** One operation in an app's answer or checkpoint. */
const operation = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.unknown().optional(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Operation = z.output<typeof operation>;
export const operations = z.array(operation).max(1000);

export const checkpointBody = z.object({ run_id: z.string(), fn_id: z.string(), qi_id: z.string(), steps: operations });

export type StepResult = { type: 'data'; data: unknown } | { type: 'error'; error: unknown };

export const MAX_STEP_OUTPUT_BYTES = 4 * 2 ** 20;

/** The result to remember for an operation that ended a step; undefined for one that did not. */
export function resultOf(op: Operation): StepResult | undefined {
  if (op.op === 'StepRun' || op.op === 'Step') return { type: 'data', data: op.data ?? null };
  if (op.op === 'StepFailed')
    return { type: 'error', error: op.error ?? op.data ?? { name: 'Error', message: 'step failed' } };
  return undefined;
}
