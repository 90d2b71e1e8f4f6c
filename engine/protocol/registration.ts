import { z } from 'zod';
import { parseExpression } from '../expressions/parse-expression';
import { parseCron } from '../scheduler/cron';
import { parseDuration } from './durations';
import type { FunctionDefinition, Trigger } from './function-definition';
import { MAX_FUNCTIONS_PER_APP } from './limits';

/** Retries of a function that names none, as Inngest has it. */
const DEFAULT_RETRIES = 3;
const MAX_RETRIES = 20;
const MAX_BATCH = 100;
/** Ids and addresses are kept for good, and compared for every call. */
const LONGEST_ID = 200;
const LONGEST_URL = 500;

/** A registration that cannot be taken; the message names the function and the option. */
export class RegistrationError extends Error {
  override name = 'RegistrationError';
}

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a duration such as "10s" or "1h30m"` });
  return z.NEVER;
});

function expression(roots: string[]) {
  return z.string().superRefine((source, context) => {
    try {
      parseExpression(source, roots);
    } catch (error) {
      const message = `the expression "${source}" is not supported: ${error instanceof Error ? error.message : error}`;
      context.addIssue({ code: 'custom', message });
    }
  });
}

const eventName = z
  .string()
  .min(1)
  .refine((name) => !name.includes('*'), 'wildcards in event names are not supported')
  .refine(
    (name) => !name.startsWith('inngest/') || name === 'inngest/function.failed',
    'of the internal events only inngest/function.failed is sent',
  );

const cronPattern = z.string().superRefine((pattern, context) => {
  try {
    parseCron(pattern);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

const overEvent = expression(['event']);
const limit = z.strictObject({
  limit: z.number().int().min(0),
  key: overEvent.optional(),
  scope: z.literal('fn', { error: 'only the scope "fn" is supported' }).optional(),
});
const notSupported = z.undefined({ error: 'is not supported by the embedded engine' }).optional();

const functionSchema = z.strictObject({
  id: z.string().min(1).max(LONGEST_ID),
  name: z.string().optional(),
  triggers: z
    .array(
      z.union([
        z.strictObject({ event: eventName, expression: overEvent.optional() }),
        z.strictObject({ cron: cronPattern }),
      ]),
    )
    .min(1, 'without a trigger it never runs: step.invoke is not supported'),
  steps: z.strictObject({
    step: z.looseObject({
      runtime: z.looseObject({ type: z.literal('http'), url: z.url() }),
      retries: z.strictObject({ attempts: z.number().int().min(0).max(MAX_RETRIES).optional() }).optional(),
    }),
  }),
  idempotency: overEvent.optional(),
  batchEvents: z
    .strictObject({
      maxSize: z.number().int().min(1).max(MAX_BATCH),
      timeout: duration,
      key: overEvent.optional(),
      if: notSupported,
    })
    .optional(),
  throttle: z
    .strictObject({
      limit: z.number().int().min(1),
      period: duration,
      burst: z.number().int().min(0).optional(),
      key: overEvent.optional(),
    })
    .optional(),
  concurrency: z.union([z.number().int().min(0), limit, z.array(limit).min(1).max(2)]).optional(),
  cancel: z
    .array(
      z.strictObject({
        event: eventName,
        if: expression(['event', 'async']).optional(),
        timeout: duration.optional(),
      }),
    )
    .optional(),
  rateLimit: notSupported,
  debounce: notSupported,
  priority: notSupported,
  singleton: notSupported,
  timeouts: notSupported,
});

const registrationSchema = z.looseObject({
  url: z.url().max(LONGEST_URL),
  appName: z.string().min(1).max(LONGEST_ID),
  sdk: z.string().default('unknown'),
  functions: z.array(z.looseObject({ id: z.string().optional() })).max(MAX_FUNCTIONS_PER_APP),
});

export interface Registration {
  appId: string;
  url: string;
  sdk: string;
  functions: FunctionDefinition[];
}

/** Reads what `POST /fn/register` was sent. Throws a RegistrationError naming everything that is not supported. */
export function readRegistration(body: unknown): Registration {
  const parsed = registrationSchema.safeParse(body);
  if (!parsed.success) throw new RegistrationError(`This is not a registration: ${z.prettifyError(parsed.error)}`);
  const { url, appName: appId, sdk, functions } = parsed.data;
  const problems: string[] = [];
  const definitions: FunctionDefinition[] = [];
  for (const config of functions) {
    const outcome = functionSchema.safeParse(config);
    if (outcome.success) {
      const problem = impossibleTogether(outcome.data) ?? foreignId(outcome.data, appId);
      if (problem) problems.push(`function "${outcome.data.id}": ${problem}`);
      else definitions.push(toDefinition(outcome.data, appId));
    } else {
      for (const issue of flatIssues(outcome.error.issues)) {
        problems.push(`function "${config.id ?? '?'}", option "${issue.path.join('.')}": ${issue.message}`);
      }
    }
  }
  if (problems.length > 0) {
    throw new RegistrationError(`The embedded engine cannot run this app as it is. ${problems.join('; ')}`);
  }
  return { appId, url, sdk, functions: definitions };
}

type FunctionConfig = z.output<typeof functionSchema>;
type Issue = { path: PropertyKey[]; message: string };

/** The branch of a union that went furthest says best what is wrong. */
function flatIssues(issues: z.core.$ZodIssue[], parent: PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...parent, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: 'is not supported by the embedded engine',
      }));
    }
    if (issue.code !== 'invalid_union') return [{ path, message: issue.message }];
    const branches = issue.errors.map((branch) => flatIssues(branch, path));
    const named = branches.find((branch) => branch.every(({ message }) => !message.startsWith('Invalid input')));
    return (named ?? branches.at(0) ?? [{ path, message: issue.message }]).slice(0, 3);
  });
}

/** The SDK puts the app's id before each function's: no app takes another's functions over. */
function foreignId({ id }: FunctionConfig, appId: string): string | undefined {
  return id.startsWith(`${appId}-`) ? undefined : `its id does not begin with its app’s, "${appId}-"`;
}

function impossibleTogether(config: FunctionConfig): string | undefined {
  if (!config.batchEvents) return undefined;
  if (config.idempotency !== undefined) return 'batchEvents and idempotency do not go together';
  if (config.cancel !== undefined) return 'batchEvents and cancelOn do not go together';
  if (config.triggers.some((trigger) => 'cron' in trigger)) return 'batchEvents and a cron trigger do not go together';
  return undefined;
}

function toDefinition(config: FunctionConfig, appId: string): FunctionDefinition {
  const { throttle, batchEvents, concurrency = [], cancel = [] } = config;
  const limits = typeof concurrency === 'number' ? [{ limit: concurrency }] : [concurrency].flat();
  return {
    id: config.id,
    appId,
    name: config.name ?? config.id,
    triggers: config.triggers.map(toTrigger),
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    // A limit of 0 is Inngest's way of saying none.
    concurrency: limits
      .filter((entry) => entry.limit > 0)
      .map((entry) => ({ limit: entry.limit, key: entry.key ?? null })),
    throttle: throttle
      ? {
          limit: throttle.limit,
          periodMs: throttle.period,
          burst: Math.max(throttle.burst ?? 1, 1),
          key: throttle.key ?? null,
        }
      : null,
    batch: batchEvents
      ? { maxSize: batchEvents.maxSize, timeoutMs: batchEvents.timeout, key: batchEvents.key ?? null }
      : null,
    idempotency: config.idempotency ?? null,
    cancelOn: cancel.map((entry) => ({
      event: entry.event,
      expression: entry.if ?? null,
      timeoutMs: entry.timeout ?? null,
    })),
  };
}

function toTrigger(trigger: FunctionConfig['triggers'][number]): Trigger {
  if ('cron' in trigger) return { kind: 'cron', cron: trigger.cron };
  return { kind: 'event', event: trigger.event, expression: trigger.expression ?? null };
}
