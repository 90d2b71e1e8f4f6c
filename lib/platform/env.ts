import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { readBaseUrl, withoutSlash } from './base-url';
import { bucketAddress } from './bucket-address';
import { cronOrOff, cronPattern } from './cron-setting';
import { SokoError } from './errors';
import { isInngestDev, serveOrigin, webUnreachable } from './inngest-addresses';
import { readMilvusAddress } from './milvus-address';
import { readPhone } from './phone';
import { readSecretFiles } from './secret-files';

const modelDtype = z.enum(['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4']);

/** Phones' own browsers: WhatsApp's pages give their tags to these. Rotated from fetch to fetch. */
const ENGINE = '(KHTML, like Gecko)';
const android = (phone: string, version: number): string =>
  `Mozilla/5.0 (Linux; Android ${phone}) AppleWebKit/537.36 ${ENGINE} Chrome/${version}.0.0.0 Mobile Safari/537.36`;
const MOBILE_USER_AGENTS = [
  android('14; SM-A155F', 131),
  android('13; TECNO KI5k', 130),
  android('14; Redmi Note 13', 131),
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 ' +
    `${ENGINE} Version/18.1 Mobile/15E148 Safari/604.1`,
];
/** More model threads than this need more memory than a common machine has (1.3 GB each, fp32). */
const MOST_DEFAULT_THREADS = 4;

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const port = z.coerce.number('must be a port number').int().min(0).max(65_535);
const webUrl = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with http:// or https://' });
const baseUrl = z.string().transform((text, context) => {
  const url = readBaseUrl(text);
  if (typeof url !== 'string') return withoutSlash(url.href);
  context.addIssue({ code: 'custom', message: url });
  return z.NEVER;
});
/** Given with the path that is served there or without it. */
const servedAt = baseUrl.transform((url) => url.replace(/\/api\/inngest$/, ''));
const secret = z.string().min(32, 'must have at least 32 characters; `openssl rand -hex 32` makes one');
/** Pasted with a line break behind it, most often; what then still holds one cannot be sent, nor shown. */
const headerSecret = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/, 'holds a line break, a blank or a letter that no key has: paste it again');
const list = (separator: RegExp) => (text: string) =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const milvusAddress = z.string().transform((text, context) => {
  const address = readMilvusAddress(text);
  if ('address' in address) return address.address;
  context.addIssue({ code: 'custom', message: address.problem });
  return z.NEVER;
});
const phone = z.string().transform((text, context) => {
  const read = readPhone(text.trim());
  if (read.ok) return read.phone;
  context.addIssue({ code: 'custom', message: 'must be a phone number with its country code, e.g. 254712345678' });
  return z.NEVER;
});
const hostAndPort = z.string().regex(/^(\[[0-9a-f:]+\]|[\w.-]+):\d{1,5}$/i, 'must be host:port');
/** Days that lines are kept; off: for good. */
const daysOrOff = z
  .literal('off')
  .transform(() => null)
  .or(z.coerce.number('must be a number of days, or off').int().min(1).max(36_500));
const smtpUrl = z.url({ protocol: /^smtps?$/, error: 'must be a URL that begins with smtp:// or smtps://' });
/** `name@host`, or `Name <name@host>`. */
const mailFrom = z
  .string()
  .trim()
  .regex(/^(?:[^<>"\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'must be like: Soko <soko@example.com>');

const schema = z
  .object({
    SOKO_HOME: z.string().default('.soko'),
    SOKO_SECRET: secret.optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),

    PORT: port.default(3000),
    PUBLIC_URL: baseUrl.optional(),
    WORKER_PORT: port.default(3100),
    WORKER_HOST: z.string().default('127.0.0.1'),
    WORKER_URL: baseUrl.optional(),
    WORKER_TOKEN: secret.optional(),
    METRICS_TOKEN: secret.optional(),
    OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
    OTEL_EXPORTER_OTLP_HEADERS: z.string().trim().optional(),

    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be a URL that begins with postgresql://' })
      .optional(),
    DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(15),
    LOG_RETENTION_DAYS: daysOrOff.default(90),
    AUDIT_RETENTION_DAYS: daysOrOff.default(null),
    DATABASE_STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(1_000).max(3_600_000).default(120_000),

    INNGEST_BASE_URL: baseUrl.optional(),
    INNGEST_EVENT_KEY: headerSecret.optional(),
    INNGEST_SIGNING_KEY: headerSecret.optional(),
    INNGEST_DEV: z.string().optional(),
    INNGEST_SERVE_ORIGIN: servedAt.optional(),
    INNGEST_WORKER_ORIGIN: servedAt.optional(),
    ENGINE_PORT: port.default(0),

    SIGLIP_MODEL: z.string().default('Xenova/siglip-base-patch16-224'),
    SIGLIP_DTYPE: modelDtype.default('fp32'),
    SIGLIP_NEXT_MODEL: z.string().trim().min(1).optional(),
    SIGLIP_NEXT_DTYPE: modelDtype.optional(),
    EMBEDDING_THREADS: z.coerce
      .number()
      .int()
      .min(1)
      .max(64)
      .default(() => Math.min(availableParallelism(), MOST_DEFAULT_THREADS)),

    MILVUS_ADDRESS: milvusAddress.optional(),
    MILVUS_TOKEN: z.string().trim().optional(),
    MILVUS_DATABASE: z.string().trim().optional(),

    S3_BUCKET: z.string().trim().optional(),
    S3_ENDPOINT: baseUrl.optional(),
    S3_REGION: z.string().trim().default('us-east-1'),
    S3_PUBLIC_URL: baseUrl.optional(),
    AWS_ACCESS_KEY_ID: headerSecret.optional(),
    AWS_SECRET_ACCESS_KEY: headerSecret.optional(),
    AWS_SESSION_TOKEN: headerSecret.optional(),

    GEMINI_API_KEY: headerSecret.optional(),
    GEMINI_MODEL: z.string().trim().default('gemini-3.5-flash-lite'),
    GEMINI_BASE_URL: baseUrl
      .refine((url) => !/^[^/]*\/\/[^/]*@/.test(url), 'must hold no password')
      .default('https://generativelanguage.googleapis.com'),
    QC_MIN_CONFIDENCE: z.coerce.number().min(0).max(1).default(0.8),

    WHATSAPP_ORIGIN: webUrl.transform((url) => new URL(url).origin).default('https://wa.me'),
    EXTRA_ALLOWED_HOSTS: z.string().default('').transform(list(/,/)).pipe(z.array(hostAndPort)),
    CHROMIUM_PATH: z.string().optional(),
    WHATSAPP_PROFILE_DIR: z.string().optional(),

    HYDRATE_CONCURRENCY: z.coerce.number().int().min(1).max(100).default(20),
    HYDRATE_USER_AGENTS: z
      .string()
      .default(MOBILE_USER_AGENTS.join('|'))
      .transform(list(/[|\n]/))
      .pipe(z.array(z.string()).min(1)),
    HYDRATE_TIMEOUT_MS: z.coerce.number().int().min(100).max(120_000).default(10_000),
    HEARTBEAT_CRON: cronPattern.default('0 */6 * * *'),
    HEARTBEAT_MAX_AGE_HOURS: z.coerce.number().positive().default(24),
    REVISIT_CRON: cronOrOff.default('*/15 * * * *'),
    LISTING_POLICY: z.enum(['open', 'proven', 'approved']).default('open'),
    CONTACT_EMAIL: z.string().trim().pipe(z.email('must be an e-mail address')).optional(),
    CONTACT_WHATSAPP: phone.optional(),

    SMTP_URL: smtpUrl.optional(),
    MAIL_FROM: mailFrom.optional(),
  })
  .superRefine((settings, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message });
    if (settings.INNGEST_BASE_URL !== undefined && !isInngestDev(settings.INNGEST_DEV)) {
      for (const name of ['INNGEST_EVENT_KEY', 'INNGEST_SIGNING_KEY'] as const)
        if (settings[name] === undefined) refuse(name, 'is needed with INNGEST_BASE_URL, unless INNGEST_DEV=1');
    }
    const PUBLIC_URL = settings.PUBLIC_URL ?? localUrl(settings.PORT);
    const unreachable = webUnreachable({ ...settings, PUBLIC_URL });
    if (unreachable !== undefined) refuse(unreachable.setting, unreachable.problem);
    if ((settings.AWS_ACCESS_KEY_ID === undefined) !== (settings.AWS_SECRET_ACCESS_KEY === undefined))
      refuse('AWS_ACCESS_KEY_ID', 'and AWS_SECRET_ACCESS_KEY go together');
    if (settings.SMTP_URL !== undefined && settings.MAIL_FROM === undefined)
      refuse('MAIL_FROM', 'is needed with SMTP_URL: who the mails are from');
    const bucket = bucketOf(settings);
    if (bucket !== undefined && 'problem' in bucket) refuse(bucket.setting, bucket.problem);
    for (const name of ['S3_ENDPOINT', 'S3_PUBLIC_URL'] as const)
      if (settings[name] !== undefined && settings.S3_BUCKET === undefined) refuse(name, 'is set, but no S3_BUCKET');
  })
  .transform((settings) => {
    const PUBLIC_URL = settings.PUBLIC_URL ?? localUrl(settings.PORT);
    const bucket = bucketOf(settings);
    return {
      ...settings,
      PUBLIC_URL,
      S3_PUBLIC_URL: bucket !== undefined && 'publicUrl' in bucket ? bucket.publicUrl : undefined,
      WORKER_URL: settings.WORKER_URL ?? `http://127.0.0.1:${settings.WORKER_PORT}`,
      INNGEST_SERVE_ORIGIN: settings.INNGEST_SERVE_ORIGIN ?? serveOrigin({ ...settings, PUBLIC_URL }),
    };
  });

/** Everything that can be set from outside, validated, with defaults filled in. `.env.example` explains each. */
export type Env = z.output<typeof schema>;

/** Every name that is read; for the test that holds `.env.example` to it. */
export const ENV_NAMES = Object.keys(schema.def.in.shape);

/** Errors: `invalid_environment`, whose message names every bad setting at once. An empty setting counts as unset. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== '');
  const result = schema.safeParse(Object.fromEntries(set));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new SokoError({
    code: 'invalid_environment',
    message: `The environment has settings that cannot be used (.env.example explains each):\n${problems.join('\n')}`,
  });
}

let read: Env | undefined;

/** This process's settings, read and validated once. */
export function env(): Env {
  if (read === undefined) {
    readSecretFiles(process.env);
    read = readEnv(process.env);
  }
  return read;
}

/** Whether somebody, or `npm run up`, gave this process the setting; else its default is in force. */
export const isGiven = (name: string): boolean => (process.env[name] ?? '').trim() !== '';

/** A setting that has no default and that this process cannot do without. Errors: `setting_missing`. */
export function requireSetting<Name extends keyof Env>(name: Name, settings: Env = env()): NonNullable<Env[Name]> {
  const value = settings[name];
  if (value !== undefined && value !== null) return value;
  throw new SokoError({
    code: 'setting_missing',
    message:
      `${name} is not set. \`npm run up\` and \`npm run soko\` set it; ` +
      'a process started by itself needs it in its environment.',
  });
}

interface BucketNames {
  S3_BUCKET?: string | undefined;
  S3_REGION: string;
  S3_ENDPOINT?: string | undefined;
  S3_PUBLIC_URL?: string | undefined;
}

/** Undefined: pictures are kept in a folder. */
function bucketOf(settings: BucketNames) {
  const { S3_BUCKET: bucket, S3_REGION: region, S3_ENDPOINT: endpoint, S3_PUBLIC_URL: publicUrl } = settings;
  return bucket === undefined ? undefined : bucketAddress({ bucket, region, endpoint, publicUrl });
}

const localUrl = (port: number): string => `http://localhost:${port}`;
