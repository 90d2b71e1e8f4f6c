import path from 'node:path';
import pLimit from 'p-limit';
import { createInngestClient } from '@/inngest/client';
import { createStageReport } from '@/inngest/stage-report';
import { createPageSource } from '@/inngest/stages/page-source';
import { createScoutProcess } from '@/lib/catalog/scout-process';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { modelSource } from '@/lib/embedding/model-source';
import { createThreadedModel } from '@/lib/embedding/threaded-model';
import { createHydrator } from '@/lib/hydration/hydrator';
import { describePicture } from '@/lib/media/describe-picture';
import { createDatabase, type Database } from '@/lib/platform/db';
import { createDiskProbe } from '@/lib/platform/disk-space';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { type Env, isInngestDev, requireSetting } from '@/lib/platform/env';
import type { Logger } from '@/lib/platform/logger';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { recomputeListing } from '@/lib/products/listing';
import { MilvusVectorStore } from '@/lib/vectors/milvus-vector-store';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import type { VectorStore } from '@/lib/vectors/vector-store';
import type { WorkerDeps } from './start-worker';

/** A process has four threads for pictures, and decoding for the model takes its share: a shopper's photo must not wait behind a row. */
const PICTURES_DESCRIBED_AT_ONCE = 1;

export interface WorkerParts {
  deps: WorkerDeps;
  /** WORKER_TOKEN */
  token: string;
  close(): Promise<void>;
}

/** Everything the worker is made of, from its settings. The only place that chooses adapters here. */
export async function openWorkerParts(settings: Env, logger: Logger): Promise<WorkerParts> {
  const token = requireSetting('WORKER_TOKEN', settings);
  const database = createDatabase(requireSetting('DATABASE_URL', settings), {
    max: settings.DATABASE_POOL,
    onLostConnection: (error) => logger.warn({ err: error }, 'a database connection was lost'),
  });
  const model = await openModel(settings, logger);
  const vectors = openVectors(settings, database, model.space);
  const allow = createAllowList({
    whatsappOrigin: settings.WHATSAPP_ORIGIN,
    extraAllowedHosts: settings.EXTRA_ALLOWED_HOSTS,
  });
  const safeFetch = createSafeFetch({ allow });
  const hydrator = createHydrator({
    safeFetch,
    allow,
    whatsappOrigin: settings.WHATSAPP_ORIGIN,
    userAgents: settings.HYDRATE_USER_AGENTS,
    concurrency: settings.HYDRATE_CONCURRENCY,
    timeoutMs: settings.HYDRATE_TIMEOUT_MS,
  });
  const scout = createScoutProcess({
    // Beside this file once both are bundled.
    entry: new URL('./scout.js', import.meta.url),
    settings: {
      whatsappOrigin: settings.WHATSAPP_ORIGIN,
      extraAllowedHosts: settings.EXTRA_ALLOWED_HOSTS,
      chromiumPath: settings.CHROMIUM_PATH,
      profileDir: settings.WHATSAPP_PROFILE_DIR,
      unpackTo: path.resolve(settings.SOKO_HOME, 'chromium'),
      bounds: {},
    },
    onForce: (what, details) => logger.warn(details, what),
  });
  // Not awaited: unpacking takes seconds, and pasted product links work without a browser.
  void scout.prepare().catch((error: unknown) => logger.warn({ err: error }, 'no browser for the Scout yet'));
  const shoppers = new ShoppersFirst();
  const db = database.prisma;
  const pictures = pLimit(PICTURES_DESCRIBED_AT_ONCE);
  const signing = { signingKey: settings.INNGEST_SIGNING_KEY, isDev: isInngestDev(settings.INNGEST_DEV) };
  const listing = { db, vectors, listingPolicy: settings.LISTING_POLICY };
  return {
    token,
    deps: {
      inngest: createInngestClient({
        appId: 'soko-worker',
        baseUrl: settings.INNGEST_BASE_URL,
        eventKey: settings.INNGEST_EVENT_KEY,
        signingKey: settings.INNGEST_SIGNING_KEY,
        isDev: isInngestDev(settings.INNGEST_DEV),
        logger,
      }),
      signing,
      engine: EmbeddedEngine.at({ baseUrl: settings.INNGEST_BASE_URL, ...signing }),
      functions: {
        db,
        scout,
        source: createPageSource(hydrator, () => shoppers.turn()),
        model,
        space: model.space,
        describePicture: (bytes) => pictures(() => describePicture(bytes)),
        recomputeListing: (ids) => recomputeListing(listing, ids),
        report: createStageReport(logger),
      },
      model,
      shoppers,
      checks: [
        { name: 'database', run: () => database.pool.query('SELECT 1') },
        { name: 'vectors', run: () => vectors.ping() },
        { name: 'disk', run: createDiskProbe(path.resolve(settings.SOKO_HOME)) },
      ],
      logger,
    },
    async close() {
      // What holds processes and threads first: they would outlive an error in what follows.
      await scout.close();
      await model.close();
      await safeFetch.close();
      await vectors.close();
      await database.close();
    },
  };
}

async function openModel(settings: Env, logger: Logger): Promise<EmbeddingModel> {
  const startedAt = Date.now();
  const model = await createThreadedModel({
    settings: {
      source: modelSource(settings.SIGLIP_MODEL),
      dtype: settings.SIGLIP_DTYPE,
      cacheDir: path.resolve(settings.SOKO_HOME, 'models'),
    },
    // Beside this file once both are bundled.
    threadFile: new URL('./embedding-thread.js', import.meta.url),
    backfillThreads: settings.EMBEDDING_THREADS,
    onCrash: (error) => logger.error({ err: error }, 'a model thread could not be started again; trying on'),
  });
  logger.info({ space: model.space, tookMs: Date.now() - startedAt }, 'the model is loaded');
  return model;
}

function openVectors(settings: Env, database: Database, space: string): VectorStore {
  const { MILVUS_ADDRESS, MILVUS_TOKEN } = settings;
  if (MILVUS_ADDRESS === undefined) return new PostgresVectorStore({ pool: database.pool, space });
  return new MilvusVectorStore({
    address: MILVUS_ADDRESS,
    space,
    ...(MILVUS_TOKEN === undefined ? {} : { token: MILVUS_TOKEN }),
  });
}
