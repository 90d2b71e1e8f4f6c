import { isIP } from 'node:net';
import { z } from 'zod';
import { parseCron } from '../scheduler/cron';
import { parseDuration } from './durations';
import { type FunctionDefinition, KEY_PATH } from './function-definition';
import { MAX_FUNCTIONS_PER_APP } from './limits';
import { RequestError } from './request-error';

/** Retries of a function that names none, as Inngest has it. */
const DEFAULT_RETRIES = 3;
const MAX_RETRIES = 20;
const MAX_BATCH = 100;
/** For a function without a limit of its own: what an app can be asked to do at once has to have some bound. */
const DEFAULT_CONCURRENCY = 64;
/** Ids and addresses are kept for good, and compared for every call. */
const LONGEST_ID = 200;
const LONGEST_URL = 500;
/** How the SDK words which function's failures an `onFailure` handler is for. */
const FAILURES_OF = /^event\.data\.function_id == '([^'\\]+)'$/;

const NOT_SUPPORTED = 'is not supported by the embedded engine';
/** For what has another name in the SDK than on the wire. */
const refused = (name: string) => z.undefined({ error: `${name} ${NOT_SUPPORTED}` }).optional();

const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms !== undefined && ms > 0) return ms;
  context.addIssue({ code: 'custom', message: `"${text}" is not a duration such as "10s" or "1h30m"` });
  return z.NEVER;
});

const key = z.string().regex(KEY_PATH, `${NOT_SUPPORTED} but as the path to a field, such as "event.data.lane"`);

const eventName = z
  .string()
  .min(1)
  .refine((name) => !name.includes('*'), 'wildcards in event names are not supported')
  .refine((name) => !name.startsWith('inngest/'), 'internal events are sent to onFailure handlers alone');

const cronPattern = z.string().superRefine((pattern, context) => {
  try {
    parseCron(pattern);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

const trigger = z.union([
  z
    .strictObject({ event: z.literal('inngest/function.failed'), expression: z.string().regex(FAILURES_OF) })
    .transform(({ expression }) => ({ kind: 'failure' as const, functionId: expression.replace(FAILURES_OF, '$1') })),
  z
    .strictObject({ event: eventName, expression: refused('if') })
    .transform(({ event }) => ({ kind: 'event' as const, event })),
  z.strictObject({ cron: cronPattern }).transform(({ cron }) => ({ kind: 'cron' as const, cron })),
]);

const count = z.number().int().min(1);
const limit = z.strictObject({ limit: count, key: key.optional() });

const functionSchema = z.strictObject({
  id: z.string().min(1).max(LONGEST_ID),
  name: z.string().optional(),
  triggers: z.array(trigger).min(1, 'without a trigger it never runs: step.invoke is not supported'),
  steps: z.strictObject({
    step: z.looseObject({
      runtime: z.looseObject({ type: z.literal('http'), url: z.url() }),
      retries: z.strictObject({ attempts: z.number().int().min(0).max(MAX_RETRIES).optional() }).optional(),
    }),
  }),
  batchEvents: z
    .strictObject({
      maxSize: z.number().int().min(1).max(MAX_BATCH),
      timeout: duration,
      key: key.optional(),
    })
    .optional(),
  throttle: z
    .strictObject({
      limit: z.number().int().min(1),
      period: duration,
      burst: z.number().int().min(0).optional(),
    })
    .optional(),
  concurrency: z.union([count, limit, z.array(limit).min(1).max(2)]).optional(),
  cancel: refused('cancelOn'),
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

/** Reads what `POST /fn/register` was sent. Throws a RequestError naming everything that is not supported. */
export function readRegistration(body: unknown): Registration {
  const parsed = registrationSchema.safeParse(body);
  if (!parsed.success) throw new RequestError(400, `This is not a registration: ${z.prettifyError(parsed.error)}`);
  const { url, appName: appId, sdk, functions } = parsed.data;
  const problems: string[] = [];
  const definitions: FunctionDefinition[] = [];
  for (const config of functions) {
    const outcome = functionSchema.safeParse(config);
    if (outcome.success) {
      const problem = impossibleTogether(outcome.data) ?? foreignId(outcome.data, appId);
      if (problem) problems.push(`function "${outcome.data.id}": ${problem}`);
      else definitions.push(toDefinition(outcome.data));
    } else {
      for (const issue of flatIssues(outcome.error.issues)) {
        problems.push(`function "${config.id ?? '?'}", option "${issue.path.join('.')}": ${issue.message}`);
      }
    }
  }
  if (problems.length > 0) {
    throw new RequestError(400, `The embedded engine cannot run this app as it is. ${problems.join('; ')}`);
  }
  return { appId, url, sdk, functions: definitions };
}

type FunctionConfig = z.output<typeof functionSchema>;
type Issue = { path: PropertyKey[]; message: string };

/** The branch of a union that went furthest says best what is wrong. */
function flatIssues(issues: z.core.$ZodIssue[], parent: PropertyKey[] = []): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    const path = [...parent, ...issue.path];
    // Whatever option the schema does not name.
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => ({ path: [...path, name], message: NOT_SUPPORTED }));
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

function impossibleTogether({ batchEvents, triggers, concurrency }: FunctionConfig): string | undefined {
  if (batchEvents && triggers.some(({ kind }) => kind === 'cron'))
    return 'batchEvents and a cron trigger do not go together';
  if (limitsOf(concurrency).filter((entry) => entry.key !== undefined).length > 1)
    return `concurrency by two keys ${NOT_SUPPORTED}`;
  return undefined;
}

function limitsOf(concurrency: FunctionConfig['concurrency'] = []): z.output<typeof limit>[] {
  return typeof concurrency === 'number' ? [{ limit: concurrency }] : [concurrency].flat();
}

function toDefinition(config: FunctionConfig): FunctionDefinition {
  const { throttle, batchEvents } = config;
  const limits = limitsOf(config.concurrency);
  const ofAll = limits.flatMap((entry) => (entry.key === undefined ? entry.limit : []));
  const [byKey = null] = limits.flatMap((entry) => (entry.key === undefined ? [] : { ...entry, key: entry.key }));
  return {
    id: config.id,
    triggers: config.triggers,
    maxAttempts: (config.steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    concurrency: { all: ofAll.length > 0 ? Math.min(...ofAll) : DEFAULT_CONCURRENCY, byKey },
    throttle: throttle
      ? { limit: throttle.limit, periodMs: throttle.period, burst: Math.max(throttle.burst ?? 1, 1) }
      : null,
    batch: batchEvents
      ? { maxSize: batchEvents.maxSize, timeoutMs: batchEvents.timeout, key: batchEvents.key ?? null }
      : null,
  };
}

/**
 * Where the engine may call an app, in the one form that is kept of it: one process is one row, however often and under
 * whatever query it registers. Only loopback and the allowed hosts are taken. Throws a RequestError.
 */
export function readAppUrl(url: string, allowedHosts: string[]): string {
  const { protocol, hostname, host, pathname } = new URL(url);
  const name = hostname.replace(/^\[|\]$/g, '');
  const isLoopback = name === 'localhost' || name === '::1' || (isIP(name) === 4 && name.startsWith('127.'));
  const isAllowed = allowedHosts.includes(hostname) || allowedHosts.includes(host);
  if (!/^https?:$/.test(protocol) || !(isLoopback || isAllowed)) {
    throw new RequestError(
      400,
      `The app says it is served at ${url}; the embedded engine calls loopback only. ` +
        `Name ${host} in ENGINE_ALLOWED_APP_HOSTS to allow it.`,
    );
  }
  return `${protocol}//${host}${pathname}`;
}
