import { z } from 'zod';
import { parseExpression } from '../expressions/parse-expression';
import { canonicalJson } from './canonical-json';
import { parseMoment } from './durations';
import { MAX_STEP_OUTPUT_BYTES } from './limits';

const operationSchema = z.looseObject({
  id: z.string().min(1).max(200),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z
    .looseObject({ if: z.string().optional(), timeout: z.string().optional(), parallelMode: z.string().optional() })
    .nullish(),
});

export const operationsSchema = z.union([z.array(operationSchema), operationSchema.transform((one) => [one])]);
type RawOperation = z.output<typeof operationSchema>;

/** What a run asks for next, as the engine acts on it. Data and errors are canonical JSON texts. */
export type Operation =
  | { kind: 'done'; stepId: string; data: string }
  | { kind: 'failed'; stepId: string; error: string }
  | { kind: 'retry'; stepId: string; error: string }
  | { kind: 'planned'; stepId: string }
  | { kind: 'sleep'; stepId: string; until: number }
  | { kind: 'wait'; stepId: string; event: string; expression: string | null; until: number }
  | { kind: 'completed'; output: string }
  | { kind: 'refused'; error: string };

const refused = (message: string): Operation => ({
  kind: 'refused',
  error: errorJson('EngineError', message),
});

export function errorJson(name: string, message: string): string {
  return canonicalJson({ __serialized: true, name, message, stack: '' });
}

/** One of the SDK's operations in the engine's words; `refused` when it asks for what is not supported. */
export function toOperation(raw: RawOperation, now: number): Operation {
  const label = raw.displayName ?? raw.name ?? raw.id;
  if (raw.opts?.parallelMode === 'race') return refused(`Step "${label}": races between steps are not supported.`);
  switch (raw.op) {
    case 'StepRun':
    case 'Step':
      return withinLimit(label, { kind: 'done', stepId: raw.id, data: canonicalJson(raw.data ?? null) });
    case 'StepError':
      return { kind: 'retry', stepId: raw.id, error: canonicalJson(raw.error ?? null) };
    case 'StepFailed':
      return { kind: 'failed', stepId: raw.id, error: canonicalJson(raw.error ?? null) };
    case 'StepPlanned':
      return { kind: 'planned', stepId: raw.id };
    case 'Sleep': {
      const until = parseMoment(raw.name ?? '', now);
      if (until === undefined) return refused(`Step "${label}": "${raw.name}" is neither a duration nor a date.`);
      return { kind: 'sleep', stepId: raw.id, until };
    }
    case 'WaitForEvent': {
      const until = parseMoment(raw.opts?.timeout ?? '', now);
      if (until === undefined || !raw.name) return refused(`Step "${label}": it waits for no event or for no time.`);
      const problem = raw.opts?.if === undefined ? undefined : problemOf(raw.opts.if);
      if (problem !== undefined) return refused(`Step "${label}": "${raw.opts?.if}" is not supported: ${problem}.`);
      return { kind: 'wait', stepId: raw.id, event: raw.name, expression: raw.opts?.if ?? null, until };
    }
    case 'RunComplete':
      return withinLimit('the function', { kind: 'completed', output: canonicalJson(raw.data ?? null) });
    default:
      return refused(`Step "${label}" is of a kind that the embedded engine does not support (${raw.op}).`);
  }
}

function withinLimit(label: string, operation: Operation & ({ data: string } | { output: string })): Operation {
  const text = 'data' in operation ? operation.data : operation.output;
  if (Buffer.byteLength(text) <= MAX_STEP_OUTPUT_BYTES) return operation;
  return refused(`What ${label} returned is larger than the 4 MB a step may return.`);
}

function problemOf(expression: string): string | undefined {
  try {
    parseExpression(expression, ['event', 'async']);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
