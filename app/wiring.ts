import path from 'node:path';
import type { Inngest } from 'inngest';
import pLimit from 'p-limit';
import type { Pool } from 'pg';
import { createInngestClient } from '@/inngest/client';
import { createInngestEndpoint, type InngestEndpoint, SERVE_PATH } from '@/inngest/endpoint/inngest-endpoint';
import { productApproved } from '@/inngest/events';
import { createStageReport } from '@/inngest/stage-report';
import { createPageSource, type PageSource } from '@/inngest/stages/page-source';
import { webFunctions } from '@/inngest/web-functions';
import { workRequests } from '@/inngest/work-requests';
import { createHydrator } from '@/lib/hydration/hydrator';
import { contentKey } from '@/lib/media/content-key';
import { describePicture } from '@/lib/media/describe-picture';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import { makeVariants } from '@/lib/media/make-variants';
import { forReview, forStorage } from '@/lib/media/normalise-image';
import type { ObjectStore } from '@/lib/media/object-store';
import type { ModerationDeps } from '@/lib/moderation/decide-review';
import { type Auth, createAuth } from '@/lib/platform/auth';
import { database as platformDatabase } from '@/lib/platform/db';
import { createDiskProbe } from '@/lib/platform/disk-space';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { env, isInngestDev, requireSetting } from '@/lib/platform/env';
import { Registration } from '@/lib/platform/keep-registered';
import { createLogger, type Logger } from '@/lib/platform/logger';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { deriveKey } from '@/lib/platform/secrets';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { recomputeListing } from '@/lib/products/listing';
import { repairIndex } from '@/lib/products/repair-index';
import { applyReviewPolicy } from '@/lib/quality/review-policy';
import { CandidateCache } from '@/lib/search/candidate-cache';
import { createWorkerQueryEmbedder, type QueryEmbedder } from '@/lib/search/query-embedder';
import type { SearchDeps } from '@/lib/search/search-products';
import type { OnboardDeps } from '@/lib/sellers/onboard-sellers';
import type { ReplayDeps } from '@/lib/syncs/replay-work';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { askAll, askUrl, type Readiness } from './server/readiness';
import { createReviewer } from './server/reviewer';

/** Of the four threads that a process has for pictures, so many at most are the pipeline's: a shopper's photo finds one free. */
const PIPELINE_PICTURES_AT_ONCE = 2;
/** Between two pictures that get smaller copies, while shoppers search without a pause. */
const COPIES_PATIENCE_MS = 20_000;
/** One statement, which finds nothing most of the time. */
const VECTORS_RENEWED_MS = 60_000;

/** What the web process holds for as long as it runs. Kept across Next's bundles and reloads, each of which loads this module anew. */
interface Shared {
  auth?: Auth;
  logger?: Logger;
  inngest?: Inngest;
  embedder?: QueryEmbedder;
  vectors?: Promise<VectorStore>;
  candidates?: CandidateCache;
  objects?: Promise<ObjectStore>;
  localObjects?: LocalObjectStore;
  pages?: PageSource;
  shoppers?: ShoppersFirst;
  endpoint?: Promise<InngestEndpoint>;
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

/** The one store of the space that the worker's model makes vectors in. Errors: `search_unavailable` while the worker is away. */
function vectors(): Promise<VectorStore> {
  shared.vectors ??= createVectors().catch((error: unknown) => {
    // Asked again next time: parts of a system start in any order.
    delete shared.vectors;
    throw error;
  });
  return shared.vectors;
}

async function createVectors(): Promise<VectorStore> {
  const { MILVUS_ADDRESS, MILVUS_TOKEN } = env();
  const { space } = await embedder().embedText('soko');
  if (MILVUS_ADDRESS === undefined) {
    const { PostgresVectorStore } = await import('@/lib/vectors/postgres-vector-store');
    const store = new PostgresVectorStore({ pool: pool(), space });
    // Read before the first shopper asks. A failure is told to who does.
    store.load().catch(() => {});
    // Searches renew it, too; but what another process has erased must not stay here because nobody searches.
    setInterval(() => store.load().catch(() => {}), VECTORS_RENEWED_MS).unref();
    return store;
  }
  const { MilvusVectorStore } = await import('@/lib/vectors/milvus-vector-store');
  return new MilvusVectorStore({
    address: MILVUS_ADDRESS,
    space,
    ...(MILVUS_TOKEN === undefined ? {} : { token: MILVUS_TOKEN }),
  });
}

/** The folder that `/media` serves; null while pictures are kept in a bucket. */
export function localObjectStore(): LocalObjectStore | null {
  if (env().S3_BUCKET !== undefined) return null;
  shared.localObjects ??= new LocalObjectStore({ folder: path.resolve(env().SOKO_HOME, 'media'), publicBase: '' });
  return shared.localObjects;
}

function objects(): Promise<ObjectStore> {
  shared.objects ??= createObjects();
  return shared.objects;
}

async function createObjects(): Promise<ObjectStore> {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_PUBLIC_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = env();
  const local = localObjectStore();
  if (local || S3_BUCKET === undefined) return local ?? Promise.reject(new Error('no object store'));
  const { S3ObjectStore } = await import('@/lib/media/s3-object-store');
  return new S3ObjectStore({
    bucket: S3_BUCKET,
    region: S3_REGION,
    ...(S3_ENDPOINT === undefined ? {} : { endpoint: S3_ENDPOINT }),
    ...(S3_PUBLIC_URL === undefined ? {} : { publicUrl: S3_PUBLIC_URL }),
    ...(AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined
      ? {}
      : { credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY } }),
  });
}

/** Searches in this process, to which the stages in it give way. */
export function shoppers(): ShoppersFirst {
  shared.shoppers ??= new ShoppersFirst();
  return shared.shoppers;
}

/** Web fetches pictures too (review, persistence), at its own pace and never more at once than its settings say. */
function pages(): PageSource {
  if (shared.pages) return shared.pages;
  const { WHATSAPP_ORIGIN, EXTRA_ALLOWED_HOSTS, HYDRATE_USER_AGENTS, HYDRATE_CONCURRENCY, HYDRATE_TIMEOUT_MS } = env();
  const allow = createAllowList({ whatsappOrigin: WHATSAPP_ORIGIN, extraAllowedHosts: EXTRA_ALLOWED_HOSTS });
  const hydrator = createHydrator({
    safeFetch: createSafeFetch({ allow }),
    allow,
    whatsappOrigin: WHATSAPP_ORIGIN,
    userAgents: HYDRATE_USER_AGENTS,
    concurrency: HYDRATE_CONCURRENCY,
    timeoutMs: HYDRATE_TIMEOUT_MS,
  });
  shared.pages = createPageSource(hydrator, () => shoppers().turn());
  return shared.pages;
}

function inngest(): Inngest {
  const { INNGEST_BASE_URL, INNGEST_EVENT_KEY, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  shared.inngest ??= createInngestClient({
    appId: 'soko-web',
    baseUrl: INNGEST_BASE_URL,
    eventKey: INNGEST_EVENT_KEY,
    signingKey: INNGEST_SIGNING_KEY,
    isDev: isInngestDev(INNGEST_DEV),
    logger: logger(),
  });
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

/** What `/api/inngest` serves: the stages that only call other services. */
export function inngestEndpoint(): Promise<InngestEndpoint> {
  shared.endpoint ??= createEndpoint().catch((error: unknown) => {
    delete shared.endpoint;
    throw error;
  });
  return shared.endpoint;
}

async function createEndpoint(): Promise<InngestEndpoint> {
  const { HEARTBEAT_CRON, HEARTBEAT_MAX_AGE_HOURS, QC_MIN_CONFIDENCE } = env();
  const { INNGEST_SERVE_ORIGIN, INNGEST_SIGNING_KEY, INNGEST_DEV } = env();
  const store = await objects();
  const pictures = pLimit(PIPELINE_PICTURES_AT_ONCE);
  const functions = webFunctions(inngest(), {
    db: database(),
    report: createStageReport(logger()),
    source: pages(),
    reviewer: await createReviewer(),
    applyPolicy: (answer, subject) => applyReviewPolicy(answer, subject, { minConfidence: QC_MIN_CONFIDENCE }),
    normalisePicture: (bytes) => pictures(async () => (await forReview(bytes)).body),
    recomputeListing: relist,
    prepareForStorage: async (bytes) => {
      const { body, contentType } = await pictures(() => forStorage(bytes));
      return { key: contentKey(body, contentType), body, contentType };
    },
    objects: store,
    describePicture: (bytes) => pictures(() => describePicture(bytes)),
    makeVariants: async (picture) => {
      await shoppers().quiet(COPIES_PATIENCE_MS);
      return pictures(() => makeVariants(picture));
    },
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
    { name: 'objects', run: async () => (await objects()).ping() },
    { name: 'disk', run: () => disk() },
    { name: 'worker', run: () => askUrl(new URL('/api/ready', WORKER_URL)) },
    { name: 'inngest', run: assertRegistered },
  ]);
}

/** Tells Inngest what this process serves, now and from time to time. Tells it over its own port, so that what it names does answer. */
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
