import { z } from 'zod';
import type { StepChange } from '../store/settle';
import { operationsSchema, toOperation } from './operation';

const checkpointSchema = z.looseObject({
  run_id: z.string(),
  qi_id: z.string(),
  steps: operationsSchema,
});

export interface Checkpoint {
  runId: string;
  dispatchId: string;
  steps: StepChange[];
}

/** Steps that an app stores while its call goes on; only finished ones can be. Undefined when it is anything else. */
export function readCheckpoint(body: unknown): Checkpoint | undefined {
  const parsed = checkpointSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const steps: StepChange[] = [];
  for (const raw of parsed.data.steps) {
    const operation = toOperation(raw, Date.now());
    if (operation.kind !== 'done') return undefined;
    steps.push({ state: 'done', stepId: operation.stepId, output: operation.data });
  }
  return { runId: parsed.data.run_id, dispatchId: parsed.data.qi_id, steps };
}
