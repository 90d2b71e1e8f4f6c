import path from 'node:path';
import { createInngestEndpoint, type InngestEndpoint, SERVE_PATH } from '@/inngest/endpoint/inngest-endpoint';
import { webFunctions } from '@/inngest/web-functions';
import { BeatWatch } from '@/lib/beats/beat-watch';
import { readBeatAge } from '@/lib/beats/beats';
import { openMailer } from '@/lib/notices/open-mailer';
import { noteHealth } from '@/lib/operations/health-metrics';
import { HealthWatch } from '@/lib/operations/health-watch';
import type { SystemState } from '@/lib/operations/overview';
import { readPaused, type WhatIsPaused } from '@/lib/pauses/read-paused';
import { createDiskProbe } from '@/lib/platform/disk-space';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { env } from '@/lib/platform/env';
import { isInngestDev } from '@/lib/platform/inngest-addresses';
import { Registration } from '@/lib/platform/keep-registered';
import { askAll, askUrl, type Readiness } from '@/lib/platform/readiness';
import { deriveKey } from '@/lib/platform/secrets';
import { repairIndex } from '@/lib/products/repair-index';
import { kept } from './kept';
import { database, logger } from './process';
import { spaceInUse, vectorsOf } from './search';
import { inngest, listingDeps, mailKey } from './work';

const shared = kept<{
  endpoint: InngestEndpoint;
  /** Null: there is none. */
  engine: EmbeddedEngine | null;
  /** Whether Inngest knows what this process serves: no work starts before. */
  registration: Registration;
  /** Whether Inngest starts its crons. */
  beats: BeatWatch;
  disk: () => Promise<void>;
  health: HealthWatch;
}>('inngest');

function engine(): EmbeddedEngine | null {
  const { INNGEST_BASE_URL, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  shared.engine ??= EmbeddedEngine.at({
    baseUrl: INNGEST_BASE_URL,
    signingKey: INNGEST_SIGNING_KEY,
    isDev: isInngestDev(INNGEST_DEV),
  });
  return shared.engine;
}

/** What `/api/inngest` serves: the light crons. */
export function inngestEndpoint(): InngestEndpoint {
  shared.endpoint ??= createEndpoint();
  return shared.endpoint;
}

function createEndpoint(): InngestEndpoint {
  const { HEARTBEAT_CRON, HEARTBEAT_MAX_AGE_HOURS, REVISIT_CRON } = env();
  const { LOG_RETENTION_DAYS, AUDIT_RETENTION_DAYS } = env();
  const { INNGEST_SERVE_ORIGIN, INNGEST_SIGNING_KEY, INNGEST_DEV, PUBLIC_URL } = env();
  const mailer = openMailer(env());
  const functions = webFunctions(inngest(), {
    db: database(),
    cron: HEARTBEAT_CRON,
    maxAgeHours: HEARTBEAT_MAX_AGE_HOURS,
    revisitCron: REVISIT_CRON,
    phoneKey: deriveKey('phone hashes'),
    mail: mailer === null ? null : { mailer, publicUrl: PUBLIC_URL, mailKey: mailKey() },
    reportMail: (state, code) => logger().warn({ state, code }, 'a mail to a seller was not sent'),
    logRetention: { syncLogDays: LOG_RETENTION_DAYS, auditDays: AUDIT_RETENTION_DAYS },
    repairIndex: async (options) => repairIndex({ ...(await listingDeps()), db: database() }, options),
  });
  return createInngestEndpoint({
    client: inngest(),
    functions,
    serveOrigin: INNGEST_SERVE_ORIGIN,
    isDev: isInngestDev(INNGEST_DEV),
    signingKey: INNGEST_SIGNING_KEY,
    isEngine: () => engine()?.isEmbedded === true,
  });
}

/**
 * Tells Inngest what this process serves, now and from time to time. Tells it over its own port, so that what it names
 * does answer.
 */
export function keepRegistered(signal: AbortSignal): void {
  const { PORT, INNGEST_SERVE_ORIGIN } = env();
  shared.registration = new Registration({
    appId: 'soko-web',
    serveUrl: `http://127.0.0.1:${PORT}${SERVE_PATH}`,
    registeredUrl: `${INNGEST_SERVE_ORIGIN}${SERVE_PATH}`,
    logger: logger(),
    signal,
    serverUrl: env().INNGEST_BASE_URL,
    engine: engine(),
  });
  shared.beats = new BeatWatch({
    readAge: () => readBeatAge(database(), 'sweep'),
    onMissed: () => shared.registration?.renew(),
    logger: logger(),
    signal,
  });
}

async function assertRegistered(): Promise<void> {
  if (!shared.registration) throw new Error('not registered with Inngest yet');
  await shared.registration.check();
  shared.beats?.check();
}

/** Everything that web needs, asked at once. */
export function readReadiness(): Promise<Readiness<WhatIsPaused>> {
  const { WORKER_URL } = env();
  return askAll(
    [
      { name: 'database', run: () => database().$queryRaw`SELECT 1` },
      { name: 'vectors', run: async () => (await vectorsOf(await spaceInUse())).ping() },
      { name: 'disk', run: () => disk() },
      { name: 'worker', run: () => askUrl(new URL('/api/ready', WORKER_URL)) },
      { name: 'inngest', run: assertRegistered },
    ],
    () => readPaused(database()),
  );
}

function health(): HealthWatch {
  shared.health ??= new HealthWatch();
  return shared.health;
}

/** The same with since when each is so, and what is paused. */
export async function readSystemState(): Promise<SystemState> {
  const { ready, checks, paused, pausedStages } = await readReadiness();
  noteHealth({ ready, checks });
  return { ready, health: health().observe(checks), paused, pausedStages };
}

const WATCHED_EVERY_MS = 15_000;

/** So that whoever looks finds since when something does not answer, not since when somebody has looked. */
export function watchHealth(): void {
  setInterval(() => void readSystemState().catch(() => {}), WATCHED_EVERY_MS).unref();
}

/** SOKO_HOME, where pictures are kept and, unless it is elsewhere, the database. */
function disk(): Promise<void> {
  shared.disk ??= createDiskProbe(path.resolve(env().SOKO_HOME));
  return shared.disk();
}
