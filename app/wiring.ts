import path from 'node:path';
import type { Inngest } from 'inngest';
import type { Pool } from 'pg';
import { openInngestClient } from '@/inngest/client';
import { createInngestEndpoint, type InngestEndpoint, SERVE_PATH } from '@/inngest/endpoint/inngest-endpoint';
import { productApproved } from '@/inngest/events';
import { webFunctions } from '@/inngest/web-functions';
import { workRequests } from '@/inngest/work-requests';
import type { LocalObjectStore } from '@/lib/media/local-object-store';
import { openLocalObjectStore } from '@/lib/media/open-object-store';
import type { ModerationDeps } from '@/lib/moderation/decide-review';
import { type Auth, createAuth } from '@/lib/platform/auth';
import { database as platformDatabase } from '@/lib/platform/db';
import { createDiskProbe } from '@/lib/platform/disk-space';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { env, isInngestDev, requireSetting } from '@/lib/platform/env';
import { Registration } from '@/lib/platform/keep-registered';
import { createLogger, type Logger } from '@/lib/platform/logger';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { askAll, askUrl, type Readiness } from '@/lib/platform/readiness';
import { deriveKey } from '@/lib/platform/secrets';
import { recomputeListing } from '@/lib/products/listing';
import { repairIndex } from '@/lib/products/repair-index';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { createWorkerQueryEmbedder, type QueryEmbedder } from '@/lib/search/query-embedder';
import type { SearchDeps } from '@/lib/search/search-products';
import type { OnboardDeps } from '@/lib/sellers/onboard-sellers';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import type { VectorStore } from '@/lib/vectors/vector-store';

/** One statement, which finds nothing most of the time. */
const VECTORS_RENEWED_MS = 60_000;

/**
 * What the web process holds for as long as it runs. Kept across Next's bundles and reloads, each of which loads this
 * module anew.
 */
interface Shared {
  auth?: Auth;
  logger?: Logger;
  inngest?: Inngest;
  embedder?: QueryEmbedder;
  vectors?: Promise<VectorStore>;
  candidates?: CandidateCache;
  localObjects?: LocalObjectStore | null;
  endpoint?: InngestEndpoint;
  /** Null: there is none. */
  engine?: EmbeddedEngine | null;
  /** Whether Inngest knows what this process serves: no work starts before. */
  registration?: Registration;
  disk?: () => Promise<void>;
}

const holder = globalThis as { sokoWeb?: Shared };
holder.sokoWeb ??= {};
const shared = holder.sokoWeb;

export function database(): PrismaClient {
  return platformDatabase().prisma;
}

/** The same database, for what is asked past Prisma. */
export function pool(): Pool {
  return platformDatabase().pool;
}

export function logger(): Logger {
  shared.logger ??= createLogger({ name: 'web', level: env().LOG_LEVEL });
  return shared.logger;
}

export function auth(): Auth {
  shared.auth ??= createAuth({ db: database(), key: deriveKey('session cookies') });
  return shared.auth;
}

export function publicUrl(): string {
  return env().PUBLIC_URL;
}

export function whatsappOrigin(): string {
  return env().WHATSAPP_ORIGIN;
}

function embedder(): QueryEmbedder {
  shared.embedder ??= createWorkerQueryEmbedder({
    workerUrl: env().WORKER_URL,
    workerToken: requireSetting('WORKER_TOKEN'),
  });
  return shared.embedder;
}

/**
 * The one store of the space that the worker's model makes vectors in. Errors: `search_unavailable` while the worker is
 * away.
 */
function vectors(): Promise<VectorStore> {
  shared.vectors ??= createVectors().catch((error: unknown) => {
    // Asked again next time: parts of a system start in any order.
    delete shared.vectors;
    throw error;
  });
  return shared.vectors;
}

async function createVectors(): Promise<VectorStore> {
  const { space } = await embedder().embedText('soko');
  const store = await openVectorStore(env(), { pool: pool(), space });
  // Read before the first shopper asks. A failure is told to who does.
  store.load().catch(() => {});
  // Searches renew it, too; but what another process has erased must not stay here because nobody searches.
  setInterval(() => store.load().catch(() => {}), VECTORS_RENEWED_MS).unref();
  return store;
}

/** The folder that `/media` serves; null while pictures are kept in a bucket. */
export function localObjectStore(): LocalObjectStore | null {
  if (shared.localObjects === undefined) shared.localObjects = openLocalObjectStore(env());
  return shared.localObjects;
}

function inngest(): Inngest {
  shared.inngest ??= openInngestClient('soko-web', env(), logger());
  return shared.inngest;
}

async function listingDeps() {
  return { db: database(), vectors: await vectors(), listingPolicy: env().LISTING_POLICY };
}

async function relist(productIds: string[]): Promise<void> {
  await recomputeListing(await listingDeps(), productIds);
}

function candidates(): CandidateCache {
  shared.candidates ??= new CandidateCache();
  return shared.candidates;
}

export function searchDeps(): SearchDeps {
  return {
    db: database(),
    pool: pool(),
    embedder: embedder(),
    vectors,
    candidates: candidates(),
    foundByWords: (reason) =>
      logger().warn({ err: reason }, 'a search went by its words: the model or its index is away'),
  };
}

export function replayDeps(): ReplayDeps {
  return { db: database(), ...workRequests(inngest()) };
}

export function onboardDeps(): OnboardDeps {
  return {
    ...replayDeps(),
    whatsappOrigin: whatsappOrigin(),
    phoneKey: deriveKey('phone hashes'),
  };
}

export function moderationDeps(): ModerationDeps {
  return {
    db: database(),
    relist: (productId) => relist([productId]),
    announceApproved: ({ productId, sellerPhone }) =>
      inngest().send(productApproved.create({ syncRunId: null, productId, sellerPhone })),
  };
}

/** deriveKey('paste clients') */
export function pasterKey(): Uint8Array {
  return deriveKey('paste clients');
}

/** deriveKey('report clients') */
export function reportKey(): Uint8Array {
  return deriveKey('report clients');
}

function engine(): EmbeddedEngine | null {
  const { INNGEST_BASE_URL, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  shared.engine ??= EmbeddedEngine.at({
    baseUrl: INNGEST_BASE_URL,
    signingKey: INNGEST_SIGNING_KEY,
    isDev: isInngestDev(INNGEST_DEV),
  });
  return shared.engine;
}

/** What `/api/inngest` serves: the two light crons. */
export function inngestEndpoint(): InngestEndpoint {
  shared.endpoint ??= createEndpoint();
  return shared.endpoint;
}

function createEndpoint(): InngestEndpoint {
  const { HEARTBEAT_CRON, HEARTBEAT_MAX_AGE_HOURS, INNGEST_SERVE_ORIGIN, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  const functions = webFunctions(inngest(), {
    db: database(),
    cron: HEARTBEAT_CRON,
    maxAgeHours: HEARTBEAT_MAX_AGE_HOURS,
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

/** Everything that web needs, asked at once. */
export function readReadiness(): Promise<Readiness> {
  const { WORKER_URL } = env();
  return askAll([
    { name: 'database', run: () => database().$queryRaw`SELECT 1` },
    { name: 'vectors', run: async () => (await vectors()).ping() },
    { name: 'disk', run: () => disk() },
    { name: 'worker', run: () => askUrl(new URL('/api/ready', WORKER_URL)) },
    { name: 'inngest', run: assertRegistered },
  ]);
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
    engine: engine(),
  });
}

/** SOKO_HOME, where pictures are kept and, unless it is elsewhere, the database. */
function disk(): Promise<void> {
  shared.disk ??= createDiskProbe(path.resolve(env().SOKO_HOME));
  return shared.disk();
}

async function assertRegistered(): Promise<void> {
  if (!shared.registration) throw new Error('not registered with Inngest yet');
  await shared.registration.check();
}
