import { z } from 'zod';

const HOUR_MS = 3_600_000;

/** From the environment's names to the engine's own. */
const environmentSchema = z
  .object({
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
      .optional(),
    ENGINE_ALLOWED_APP_HOSTS: z.string().default(''),
    ENGINE_RETENTION_HOURS: z.coerce.number().positive().default(24),
    ENGINE_RETRY_BASE_MS: z.coerce.number().int().positive().default(5_000),
    ENGINE_DATABASE_GRACE_MS: z.coerce.number().int().positive().default(120_000),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  })
  .transform(({ LOG_LEVEL: logLevel, ...env }) => ({
    logLevel,
    config: {
      databaseUrl: env.DATABASE_URL,
      host: env.ENGINE_HOST,
      /** 0: any free one. */
      port: env.ENGINE_PORT,
      eventKey: env.INNGEST_EVENT_KEY,
      signingKey: env.INNGEST_SIGNING_KEY,
      /** Reads /metrics from elsewhere than this machine; without one nobody does. */
      metricsToken: env.METRICS_TOKEN || undefined,
      /** Hosts (or host:port) besides loopback that an app may be called at. */
      allowedAppHosts: env.ENGINE_ALLOWED_APP_HOSTS.split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
      /** How long finished runs and their events are kept. Event ids are remembered for 24 hours in any case. */
      retentionMs: env.ENGINE_RETENTION_HOURS * HOUR_MS,
      /** The wait before the first retry; it doubles from there. */
      retryBaseMs: env.ENGINE_RETRY_BASE_MS,
      /** How long the database may be away before the engine gives up. */
      databaseGraceMs: env.ENGINE_DATABASE_GRACE_MS,
    },
  }));

export type EngineConfig = z.output<typeof environmentSchema>['config'];

/** Why the engine cannot start or go on, in words for whoever runs it. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/** Reads the environment. Throws an EngineError that names every variable that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): { config: EngineConfig; logLevel: string } {
  const parsed = environmentSchema.safeParse(env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new EngineError(`The engine cannot start: ${problems.join('; ')}`);
}
