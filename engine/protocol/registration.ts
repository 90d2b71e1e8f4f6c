import { z } from 'zod';
import { parseExpression } from '../expressions/expression';
import { durationMs } from './duration';

const duration = z.string().transform((text, context) => {
  try {
    return durationMs(text);
  } catch {
    context.addIssue({ code: 'custom', message: `${text} is not a duration` });
    return z.NEVER;
  }
});
const expression = z.string().refine(isExpression, 'the embedded engine does not understand this expression');
const concurrency = z.strictObject({
  limit: z.int().min(0),
  key: expression.optional(),
  scope: z.literal('fn').optional(),
});

const functionSchema = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  triggers: z.array(
    z.union([
      z.strictObject({ event: z.string(), expression: expression.optional() }),
      z.strictObject({ cron: z.string() }),
    ]),
  ),
  steps: z.object({
    step: z.object({
      runtime: z.object({ type: z.literal('http'), url: z.url() }),
      retries: z.object({ attempts: z.int().min(0).max(20) }).optional(),
    }),
  }),
  concurrency: z
    .union([z.int().min(0), concurrency, z.array(concurrency).max(2)])
    .transform((value) => (typeof value === 'number' ? [{ limit: value, key: undefined }] : [value].flat()))
    .optional(),
  throttle: z
    .strictObject({
      limit: z.int().min(1),
      period: duration,
      burst: z.int().min(1).optional(),
      key: expression.optional(),
    })
    .optional(),
  batchEvents: z
    .strictObject({ maxSize: z.int().min(1).max(100), timeout: duration, key: expression.optional() })
    .optional(),
  idempotency: expression.optional(),
  cancel: z.array(z.strictObject({ event: z.string(), if: expression.optional() })).optional(),
});

export const registrationBody = z.object({ url: z.url(), appName: z.string().min(1), functions: z.array(z.unknown()) });

export type FunctionConfig = z.output<typeof functionSchema>;

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return false;
  }
}

/** A function as registered, or the reasons why the embedded engine refuses it. */
export function readFunction(raw: unknown): { config: FunctionConfig } | { refused: string } {
  const parsed = functionSchema.safeParse(raw);
  if (parsed.success) {
    if (parsed.data.batchEvents && parsed.data.idempotency)
      return { refused: `${parsed.data.id}: batchEvents with idempotency is not supported` };
    return { config: parsed.data };
  }
  const id = z.object({ id: z.string() }).safeParse(raw).data?.id ?? 'a function without an id';
  const reasons = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `${issue.keys.join(', ')} is not supported by the embedded engine`
      : `${issue.path.join('.')}: ${issue.message}`,
  );
  return { refused: `${id}: ${reasons.join('; ')}` };
}
