import type { Inngest } from 'inngest';
import { z } from 'zod';
import { openInngestClient } from '@/inngest/client';
import { resumeRequested } from '@/inngest/events';
import { createProductSource } from '@/inngest/product-stage/product-source';
import { createStageReport } from '@/inngest/product-stage/stage-report';
import type { WebFunctionDeps } from '@/inngest/web-functions';
import type { WorkerFunctionDeps } from '@/inngest/worker-functions';
import type { CatalogScout } from '@/lib/catalog/catalog-scout';
import { createHydrator } from '@/lib/hydration/hydrator';
import { keyOfUrl } from '@/lib/media/content-key';
import { describePicture } from '@/lib/media/describe-picture';
import { makeVariants } from '@/lib/media/make-variants';
import type { ObjectStore } from '@/lib/media/object-store';
import { PictureShelf } from '@/lib/media/picture-shelf';
import { preparePicture } from '@/lib/media/prepare-picture';
import { retakePhoto } from '@/lib/media/retake-photo';
import { createDatabase, type Database } from '@/lib/platform/db';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { createLogger, type Logger } from '@/lib/platform/logger';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { type ListingPolicy, recomputeListing } from '@/lib/products/listing';
import { repairIndex } from '@/lib/products/repair-index';
import { GeminiReviewer } from '@/lib/quality/gemini-reviewer';
import type { QualityReviewer } from '@/lib/quality/quality-reviewer';
import { applyReviewPolicy } from '@/lib/quality/review-policy';
import { LoadedModels } from '@/lib/reindex/loaded-models';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { eraseSeller } from '@/lib/sellers/erase-seller';
import { guardObjects, guardReviewer, guardVectors } from '@/lib/service-faults/guarded-services';
import type { OutagePatience } from '@/lib/service-faults/outage-count';
import { ServiceGuard } from '@/lib/service-faults/service-guard';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { StoresBySpace } from '@/lib/vectors/stores-by-space';
import type { VectorStore } from '@/lib/vectors/vector-store';
import { standInModel } from './stand-in-model';

/** Where the parts of a pipeline under test find each other; travels to child processes as JSON. */
export const placesSchema = z.object({
  databaseUrl: z.string(),
  engineUrl: z.string(),
  eventKey: z.string(),
  signingKey: z.string(),
  origin: z.string(),
  allowedHosts: z.string(),
  geminiBaseUrl: z.string(),
  geminiApiKey: z.string(),
  /** How long something has to stand still before the sweep drives it on. */
  sweepIdleMs: z.number().optional(),
  /** Of a second model, slow enough to be killed at work. */
  nextSpace: z.string().optional(),
});
export type Places = z.infer<typeof placesSchema>;

export interface PipelineParts {
  database: Database;
  vectors: PostgresVectorStore;
  client(appId: 'soko-web' | 'soko-worker'): Inngest;
  worker: WorkerFunctionDeps;
  models: LoadedModels;
  web: WebFunctionDeps;
  close(): Promise<void>;
}

/** Services in the place of the usual ones; guarded as those are. */
export interface ServicesUnderTest {
  reviewer?: QualityReviewer;
  /** With one that is away. */
  patience?: OutagePatience;
  vectors?(real: PostgresVectorStore): Pick<VectorStore, 'space' | 'upsert' | 'remove'>;
  /** Silent, unless given. */
  logger?: Logger;
  /** Open, unless given. */
  listingPolicy?: ListingPolicy;
}

/** The real adapters on the stand-in world, but for the model, whose vectors mean nothing, and the Scout's browser. */
export function openPipelineParts(
  places: Places,
  objects: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'>,
  services: ServicesUnderTest = {},
): PipelineParts {
  const logger = services.logger ?? createLogger({ name: 'test', level: 'silent' });
  const database = createDatabase(places.databaseUrl, { max: 20 });
  const db = database.prisma;
  const model = standInModel();
  const next = places.nextSpace === undefined ? null : standInModel({ space: places.nextSpace, tookMs: 50 });
  const spaceInUse = async () => (await readSpaceInUse(db)) ?? model.space;
  const models = new LoadedModels(model, next, { current: spaceInUse });
  const vectors = new PostgresVectorStore({ pool: database.pool, space: model.space });
  const stores = new StoresBySpace(async (space) =>
    space === model.space ? vectors : new PostgresVectorStore({ pool: database.pool, space }),
  );
  const allow = createAllowList({
    whatsappOrigin: places.origin,
    extraAllowedHosts: places.allowedHosts.split(','),
  });
  const safeFetch = createSafeFetch({ allow });
  const hydrator = createHydrator({
    ...{ safeFetch, allow, userAgents: ['Soko tests'], concurrency: 20, timeoutMs: 15_000 },
    whatsappOrigin: places.origin,
  });
  const client = (appId: 'soko-web' | 'soko-worker') => {
    const { engineUrl, eventKey, signingKey } = places;
    const settings = { INNGEST_BASE_URL: engineUrl, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey };
    return openInngestClient(appId, settings, logger);
  };
  const guard = new ServiceGuard({
    ...{ db, logger, patience: services.patience ?? {} },
    onMended: () => client('soko-worker').send(resumeRequested.create({ reason: 'test' })),
  });
  const reviewer =
    services.reviewer ??
    new GeminiReviewer({ apiKey: places.geminiApiKey, model: 'gemini-test', baseUrl: places.geminiBaseUrl });
  const listing = async () => ({
    db,
    vectors: guardVectors(services.vectors?.(vectors) ?? (await stores.of(await spaceInUse())), guard),
    listingPolicy: services.listingPolicy ?? ('open' as const),
  });
  const engine = EmbeddedEngine.at({ baseUrl: places.engineUrl, signingKey: places.signingKey, isDev: false });
  return {
    database,
    vectors,
    models,
    client,
    worker: {
      db,
      report: createStageReport(logger),
      secondLookKey: Buffer.alloc(32),
      source: createProductSource(hydrator),
      readProduct: hydrator.hydrate,
      shelf: new PictureShelf(),
      scout: listedProducts(places.origin),
      pipelineModel: () => models.ofPipeline(),
      models,
      vectorsOf: (space) => stores.of(space),
      preparePicture,
      reviewer: guardReviewer(reviewer, guard),
      applyPolicy: (answer, subject) => applyReviewPolicy(answer, subject, { minConfidence: 0.8 }),
      recomputeListing: async (ids) => recomputeListing(await listing(), ids),
      objects: guardObjects(objects, guard),
      makeVariants,
      describePicture,
      retakePhoto,
      eraseSeller: (phone) =>
        eraseSeller(
          {
            ...{ db, vectors, objects, objectKey: keyOfUrl, phoneKey: Buffer.from('phones'), erasedBy: 'eraser' },
            eraseEvents: async (erased) => engine?.erase(erased),
          },
          phone,
        ),
    },
    web: {
      db,
      cron: '0 */6 * * *',
      maxAgeHours: 24,
      revisitCron: null,
      phoneKey: Buffer.from('only-for-tests'),
      mail: null,
      reportMail: () => {},
      logRetention: { syncLogDays: null, auditDays: null },
      repairIndex: async (how) =>
        repairIndex({ ...(await listing()), vectors: await stores.of(await spaceInUse()) }, how),
      ...(places.sweepIdleMs === undefined ? {} : { idleMs: places.sweepIdleMs }),
    },
    async close() {
      await safeFetch.close();
      await database.close();
    },
  };
}

const listedSchema = z.array(z.looseObject({ id: z.string(), listed: z.boolean() }));

/** What the real Scout would read from the catalogue page, some of it twice; the real one has tests of its own. */
function listedProducts(origin: string): Pick<CatalogScout, 'scout'> {
  return {
    scout: async (phone) => {
      const answer = await fetch(`${origin}/_control/products?seller=${phone}`);
      const products = listedSchema.parse(await answer.json()).filter((product) => product.listed);
      if (products.length === 0) return { kind: 'not_found' };
      const found = products.map(({ id }) => ({ productId: id, sellerPhone: phone }));
      return { kind: 'found', products: [...found, ...found.slice(0, 5)], complete: true };
    },
  };
}
