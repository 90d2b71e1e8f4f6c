import { z } from 'zod';

const schema = z.object({
  DATABASE_URL: z.string().min(1, 'DATABASE_URL must name the PostgreSQL that keeps events and runs'),
  ENGINE_HOST: z.string().default('127.0.0.1'),
  ENGINE_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  INNGEST_EVENT_KEY: z
    .string()
    .min(1, 'INNGEST_EVENT_KEY must be set: it is what callers of /e/KEY prove themselves with'),
  INNGEST_SIGNING_KEY: z
    .string()
    .regex(/^signkey-\w+-[0-9a-f]+$/i, 'INNGEST_SIGNING_KEY must look like signkey-NAME-HEX'),
  ENGINE_APP_HOSTS: z.string().default('127.0.0.1,localhost,[::1]'),
  ENGINE_KEEP_HOURS: z.coerce.number().positive().default(24),
  LOG_LEVEL: z.string().default('info'),
});

export interface EngineConfig {
  databaseUrl: string;
  host: string;
  /** 0: a free port. */
  port: number;
  eventKey: string;
  signingKey: string;
  /** Hosts whose apps may register: the engine calls them with signed requests. */
  appHosts: string[];
  /** How long finished runs and event ids are kept. */
  keepHours: number;
  logLevel: string;
}

/** Throws one error that names every bad setting. */
export function readConfig(source: NodeJS.ProcessEnv): EngineConfig {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    throw new Error(
      `The engine cannot start:\n${parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`,
    );
  }
  const env = parsed.data;
  return {
    databaseUrl: env.DATABASE_URL,
    host: env.ENGINE_HOST,
    port: env.ENGINE_PORT,
    eventKey: env.INNGEST_EVENT_KEY,
    signingKey: env.INNGEST_SIGNING_KEY,
    appHosts: env.ENGINE_APP_HOSTS.split(',').map((host) => host.trim()),
    keepHours: env.ENGINE_KEEP_HOURS,
    logLevel: env.LOG_LEVEL,
  };
}
