import { z } from 'zod';
import type { EndedStep } from './call-body';
import { parseMoment } from './durations';
import { MAX_STEP_OUTPUT_BYTES } from './limits';
import { canonicalJson } from './signing';

const operationSchema = z.looseObject({
  id: z.string().min(1).max(200),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});

export const operationsSchema = z.union([z.array(operationSchema), operationSchema.transform((one) => [one])]);
type RawOperation = z.output<typeof operationSchema>;

/** What a run asks for next, as the engine acts on it. Errors are canonical JSON texts. */
export type Operation =
  | { kind: 'ended'; step: EndedStep }
  | { kind: 'retry'; stepId: string; error: string }
  | { kind: 'sleep'; stepId: string; until: number }
  /** Named, and not run yet. */
  | { kind: 'planned' }
  | { kind: 'completed' }
  | { kind: 'refused'; error: string };

export function errorJson(message: string): string {
  return canonicalJson({ __serialized: true, name: 'EngineError', message, stack: '' });
}

const refused = (message: string): Operation => ({ kind: 'refused', error: errorJson(message) });

/** One of the SDK's operations in the engine's words; `refused` when it asks for what is not supported. */
export function toOperation(raw: RawOperation, now: number): Operation {
  const label = raw.displayName ?? raw.name ?? raw.id;
  switch (raw.op) {
    case 'StepRun':
    case 'Step': {
      const output = canonicalJson(raw.data ?? null);
      return isTooLarge(output) ? tooLarge(label) : { kind: 'ended', step: { id: raw.id, failed: false, output } };
    }
    case 'StepFailed':
      return { kind: 'ended', step: { id: raw.id, failed: true, output: canonicalJson(raw.error ?? null) } };
    case 'StepError':
      return { kind: 'retry', stepId: raw.id, error: canonicalJson(raw.error ?? null) };
    case 'Sleep': {
      const until = parseMoment(raw.name ?? '', now);
      if (until === undefined) return refused(`Step "${label}": "${raw.name}" is neither a duration nor a date.`);
      return { kind: 'sleep', stepId: raw.id, until };
    }
    case 'RunComplete':
      return isTooLarge(JSON.stringify(raw.data) ?? '') ? tooLarge('the function') : { kind: 'completed' };
    case 'StepPlanned':
      return { kind: 'planned' };
    default:
      return refused(`Step "${label}" is of a kind that the embedded engine does not support (${raw.op}).`);
  }
}

const isTooLarge = (text: string) => Buffer.byteLength(text) > MAX_STEP_OUTPUT_BYTES;
const tooLarge = (label: string) => refused(`What ${label} returned is larger than the 4 MB a step may return.`);

const checkpointSchema = z.looseObject({ run_id: z.string(), qi_id: z.string(), steps: operationsSchema });

export interface Checkpoint {
  runId: string;
  dispatchId: string;
  steps: EndedStep[];
}

/** Steps that an app stores while its call goes on; only finished ones can be. Undefined when it is anything else. */
export function readCheckpoint(body: unknown): Checkpoint | undefined {
  const parsed = checkpointSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const steps: EndedStep[] = [];
  for (const raw of parsed.data.steps) {
    const operation = toOperation(raw, Date.now());
    if (operation.kind !== 'ended' || operation.step.failed) return undefined;
    steps.push(operation.step);
  }
  return { runId: parsed.data.run_id, dispatchId: parsed.data.qi_id, steps };
}
