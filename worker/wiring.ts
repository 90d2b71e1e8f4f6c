import path from 'node:path';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { openInngestClient } from '@/inngest/client';
import { reindexRequested, resumeRequested } from '@/inngest/events';
import { createProductSource } from '@/inngest/product-stage/product-source';
import { countUsage, createStageReport } from '@/inngest/product-stage/stage-report';
import { createScoutProcess } from '@/lib/catalog/scout-process';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { modelSource } from '@/lib/embedding/model-source';
import { createThreadedModel } from '@/lib/embedding/threaded-model';
import { openHydrator } from '@/lib/hydration/open-hydrator';
import { keyOfUrl } from '@/lib/media/content-key';
import { describePicture } from '@/lib/media/describe-picture';
import { makeVariants } from '@/lib/media/make-variants';
import { openObjectStore } from '@/lib/media/open-object-store';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { preparePicture } from '@/lib/media/prepare-picture';
import { retakePhoto } from '@/lib/media/retake-photo';
import { readPaused } from '@/lib/pauses/read-paused';
import { createDatabase } from '@/lib/platform/db';
import { createDiskProbe } from '@/lib/platform/disk-space';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { type Env, requireSetting } from '@/lib/platform/env';
import { isInngestDev } from '@/lib/platform/inngest-addresses';
import type { Logger } from '@/lib/platform/logger';
import { deriveKey } from '@/lib/platform/secrets';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { type ListingDeps, recomputeListing } from '@/lib/products/listing';
import { openReviewer } from '@/lib/quality/open-reviewer';
import { applyReviewPolicy } from '@/lib/quality/review-policy';
import { LoadedModels } from '@/lib/reindex/loaded-models';
import { enterSpaces, SpaceInUse } from '@/lib/reindex/space-in-use';
import { eraseSeller } from '@/lib/sellers/erase-seller';
import { guardObjects, guardReviewer, guardVectors } from '@/lib/service-faults/guarded-services';
import { tryAtOnce } from '@/lib/service-faults/open-faults';
import { ServiceGuard } from '@/lib/service-faults/service-guard';
import { UsageMeter } from '@/lib/usage/usage-meter';
import { removalFromAll, withAllVectorStores } from '@/lib/vectors/all-vector-stores';
import { openVectorStore } from '@/lib/vectors/open-vector-store';
import { StoresBySpace } from '@/lib/vectors/stores-by-space';
import { measureWorker } from './measure-worker';
import type { WorkerDeps } from './start-worker';

/** Each on one core: sharing a picture out among cores costs more than it brings. The model's threads need theirs. */
const PICTURES_AT_ONCE = 2;
/** Between two pictures that get smaller copies, while shoppers search without a pause. */
const COPIES_PATIENCE_MS = 20_000;

export interface WorkerParts {
  deps: WorkerDeps;
  /** WORKER_TOKEN */
  token: string;
  /** A changed setting means a restart: what was paused is tried, and another model filled, at once. */
  beginAtOnce(): Promise<void>;
  close(): Promise<void>;
}

/** Everything the worker is made of, from its settings. The only place that chooses adapters here. */
export async function openWorkerParts(settings: Env, logger: Logger): Promise<WorkerParts> {
  const token = requireSetting('WORKER_TOKEN', settings);
  const database = createDatabase(requireSetting('DATABASE_URL', settings), {
    max: settings.DATABASE_POOL,
    statementTimeoutMs: settings.DATABASE_STATEMENT_TIMEOUT_MS,
    onLostConnection: (error) => logger.warn({ err: error }, 'a database connection was lost'),
  });
  const usage = new UsageMeter({ db: database.prisma, logger });
  const model = await openModel(settings, logger, usage);
  const nextModel = await openNextModel(settings, logger, usage);
  const stores = new StoresBySpace((space) => openVectorStore(settings, { pool: database.pool, space }));
  const objects = await openObjectStore(settings);
  const hydrator = openHydrator(settings, (bytes) => {
    usage.add('fetches');
    usage.add('fetched_bytes', bytes);
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
  await enterSpaces(db, { main: model.space, next: nextModel?.space ?? null });
  const spaceInUse = new SpaceInUse(db);
  const models = new LoadedModels(model, nextModel, spaceInUse);
  const vectorsInUse = async () => stores.of(await spaceInUse.current());
  sharp.concurrency(1);
  measureWorker(path.resolve(settings.SOKO_HOME));
  const pictures = pLimit(PICTURES_AT_ONCE);
  const signing = { signingKey: settings.INNGEST_SIGNING_KEY, isDev: isInngestDev(settings.INNGEST_DEV) };
  const inngest = openInngestClient('soko-worker', settings, logger);
  const resume = (reason: string) => inngest.send(resumeRequested.create({ reason }));
  const reviewer = await openReviewer(settings, (tokens) => {
    usage.add('reviews');
    usage.add('reviewer_tokens_in', tokens.in);
    usage.add('reviewer_tokens_out', tokens.out);
  });
  const guard = new ServiceGuard({ db, logger, onMended: (service) => resume(`${service} works again`) });
  const listing = async (): Promise<ListingDeps> => {
    const vectors = await vectorsInUse();
    return {
      db,
      // Vectors in PostgreSQL share its fate: every stage waits for the database by itself.
      vectors: settings.MILVUS_ADDRESS === undefined ? vectors : guardVectors(vectors, guard),
      listingPolicy: settings.LISTING_POLICY,
    };
  };
  const engine = EmbeddedEngine.at({ baseUrl: settings.INNGEST_BASE_URL, ...signing });
  return {
    token,
    async beginAtOnce() {
      if ((await tryAtOnce(db, null)) > 0) await resume('the worker has started');
      await inngest.send(reindexRequested.create({ reason: 'the worker has started' }));
    },
    deps: {
      inngest,
      signing,
      serverUrl: settings.INNGEST_BASE_URL,
      engine,
      functions: {
        db,
        scout,
        source: createProductSource(hydrator, () => shoppers.turn()),
        readProduct: async (product, options) => {
          await shoppers.turn();
          return hydrator.hydrate(product, options);
        },
        shelf: new PictureShelf(),
        pipelineModel: () => models.ofPipeline(),
        models,
        vectorsOf: (space) => stores.of(space),
        preparePicture: (bytes) => pictures(() => preparePicture(bytes)),
        reviewer: guardReviewer(reviewer, guard),
        applyPolicy: (answer, subject) =>
          applyReviewPolicy(answer, subject, { minConfidence: settings.QC_MIN_CONFIDENCE }),
        objects: guardObjects(objects, guard),
        retakePhoto: (picture, nth) => pictures(() => retakePhoto(picture, nth)),
        describePicture: (bytes) => pictures(() => describePicture(bytes)),
        makeVariants: async (picture) => {
          await shoppers.quiet(COPIES_PATIENCE_MS);
          return pictures(() => makeVariants(picture));
        },
        recomputeListing: async (ids) => recomputeListing(await listing(), ids),
        eraseSeller: (phone) =>
          withAllVectorStores(settings, database, (stores) =>
            eraseSeller(
              {
                ...{ db, objects, objectKey: keyOfUrl, erasedBy: 'eraser' },
                vectors: removalFromAll(stores),
                phoneKey: deriveKey('phone hashes', requireSetting('SOKO_SECRET', settings)),
                eraseEvents: async (erased) => engine?.erase(erased),
              },
              phone,
            ),
          ),
        report: countUsage(createStageReport(logger), usage),
        secondLookKey: deriveKey('second looks', requireSetting('SOKO_SECRET', settings)),
      },
      models,
      shoppers,
      checks: [
        { name: 'database', run: () => database.pool.query('SELECT 1') },
        { name: 'vectors', run: async () => (await vectorsInUse()).ping() },
        { name: 'objects', run: () => objects.ping() },
        { name: 'disk', run: createDiskProbe(path.resolve(settings.SOKO_HOME)) },
      ],
      readPaused: () => readPaused(db),
      logger,
    },
    async close() {
      // What holds processes and threads first: they would outlive an error in what follows.
      await scout.close();
      await Promise.all([model.close(), nextModel?.close()]);
      await hydrator.close();
      await stores.close();
      await usage.close();
      await database.close();
    },
  };
}

/** What is to take the place of the one in use: one thread of the pipeline's, which it has for itself. */
async function openNextModel(settings: Env, logger: Logger, usage: UsageMeter): Promise<EmbeddingModel | null> {
  const { SIGLIP_NEXT_MODEL, SIGLIP_NEXT_DTYPE = settings.SIGLIP_DTYPE } = settings;
  if (SIGLIP_NEXT_MODEL === undefined) return null;
  const next = { SIGLIP_MODEL: SIGLIP_NEXT_MODEL, SIGLIP_DTYPE: SIGLIP_NEXT_DTYPE, EMBEDDING_THREADS: 1 };
  return openModel({ ...settings, ...next }, logger, usage);
}

async function openModel(settings: Env, logger: Logger, usage: UsageMeter): Promise<EmbeddingModel> {
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
    onBackfill: (seconds) => usage.add('model_seconds', seconds),
    onCrash: (error) => logger.error({ err: error }, 'a model thread could not be started again; trying on'),
  });
  logger.info({ space: model.space, tookMs: Date.now() - startedAt }, 'the model is loaded');
  return model;
}
