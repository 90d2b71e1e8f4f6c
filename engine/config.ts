import { z } from 'zod';

const HOUR_MS = 3_600_000;

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1, 'is needed: the PostgreSQL database that keeps events and runs'),
  ENGINE_HOST: z.string().min(1).default('127.0.0.1'),
  ENGINE_PORT: z.coerce.number().int().min(0).max(65_535).default(8288),
  INNGEST_EVENT_KEY: z.string().regex(/^[\w-]{8,200}$/, 'must be 8 to 200 letters, digits, "_" or "-"'),
  INNGEST_SIGNING_KEY: z
    .string()
    .regex(/^signkey-\w+-([0-9a-f]{2}){8,}$/i, 'must look like "signkey-prod-" and at least 16 hexadecimal digits'),
  METRICS_TOKEN: z
    .string()
    .regex(/^(|.{32,})$/, 'must have at least 32 characters')
    .transform((token) => token || undefined)
    .optional(),
  ENGINE_ALLOWED_APP_HOSTS: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== ''),
    ),
  ENGINE_RETENTION_HOURS: z.coerce.number().positive().default(24),
  ENGINE_RETRY_BASE_MS: z.coerce.number().int().positive().default(5_000),
  ENGINE_DATABASE_GRACE_MS: z.coerce.number().int().positive().default(120_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

export interface EngineConfig {
  databaseUrl: string;
  host: string;
  /** 0: any free one. */
  port: number;
  eventKey: string;
  signingKey: string;
  /** Reads /metrics from elsewhere than this machine; without one nobody does. */
  metricsToken?: string | undefined;
  /** Hosts (or host:port) besides loopback that an app may be called at. */
  allowedAppHosts: string[];
  /** How long finished runs and their events are kept. Event ids are remembered for 24 hours in any case. */
  retentionMs: number;
  /** The wait before the first retry; it doubles from there. */
  retryBaseMs: number;
  /** How long the database may be away before the engine gives up. */
  databaseGraceMs: number;
}

/** Why the engine cannot start or go on, in words for whoever runs it. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/** Reads the environment. Throws an EngineError that names every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): { config: EngineConfig; logLevel: string } {
  const parsed = environmentSchema.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EngineError(`The engine cannot start: ${problems.join('; ')}`);
  }
  const values = parsed.data;
  return {
    logLevel: values.LOG_LEVEL,
    config: {
      databaseUrl: values.DATABASE_URL,
      host: values.ENGINE_HOST,
      port: values.ENGINE_PORT,
      eventKey: values.INNGEST_EVENT_KEY,
      signingKey: values.INNGEST_SIGNING_KEY,
      metricsToken: values.METRICS_TOKEN,
      allowedAppHosts: values.ENGINE_ALLOWED_APP_HOSTS,
      retentionMs: values.ENGINE_RETENTION_HOURS * HOUR_MS,
      retryBaseMs: values.ENGINE_RETRY_BASE_MS,
      databaseGraceMs: values.ENGINE_DATABASE_GRACE_MS,
    },
  };
}
