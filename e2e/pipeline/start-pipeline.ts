import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from 'inngest/node';
import { createTestDatabase, type TestDatabase } from '@/e2e/support/test-database';
import { startWorld, type World, type WorldOptions } from '@/e2e/world/world';
import { type Engine, startEngine } from '@/engine/start-engine';
import { createInngestClient } from '@/inngest/client';
import { productHydrateRequested, sellerSyncRequested } from '@/inngest/events';
import { createStageReport } from '@/inngest/stage-report';
import { createPageSource } from '@/inngest/stages/page-source';
import { type WebFunctionDeps, webFunctions } from '@/inngest/web-functions';
import { type WorkerFunctionDeps, workerFunctions } from '@/inngest/worker-functions';
import type { CatalogScout } from '@/lib/catalog/catalog-scout';
import { createHydrator } from '@/lib/hydration/hydrator';
import { contentKey } from '@/lib/media/content-key';
import { forReview, forStorage } from '@/lib/media/normalise-image';
import { makePlaceholder } from '@/lib/media/placeholder';
import { createDatabase, type Database } from '@/lib/platform/db';
import { createLogger } from '@/lib/platform/logger';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { createSafeFetch } from '@/lib/platform/safe-fetch/safe-fetch';
import { recomputeListing } from '@/lib/products/listing';
import { repairIndex } from '@/lib/products/repair-index';
import { GeminiReviewer } from '@/lib/quality/gemini-reviewer';
import { applyReviewPolicy } from '@/lib/quality/review-policy';
import { onboardSellers } from '@/lib/sellers/onboard-sellers';
import { readSync, type SyncView } from '@/lib/syncs/read-sync';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { RememberingObjects } from './remembering-objects';
import { standInModel } from './stand-in-model';

const KEY = Buffer.from('only-for-tests');

export interface PipelineOptions {
  world?: WorldOptions;
  /** Dependencies to put in the place of the usual ones. */
  worker?: Partial<WorkerFunctionDeps>;
  web?: Partial<WebFunctionDeps>;
}

/** The whole pipeline in this process: the real stages over HTTP, the real engine, PostgreSQL and the stand-in world. */
export interface Pipeline {
  db: PrismaClient;
  world: World;
  objects: RememberingObjects;
  vectors: PostgresVectorStore;
  send: ReturnType<typeof createInngestClient>['send'];
  paste(text: string): ReturnType<typeof onboardSellers>;
  /** The sync once it has finished or failed. */
  untilEnded(syncRunId: string): Promise<SyncView>;
  close(): Promise<void>;
}

export async function startPipeline(options: PipelineOptions = {}): Promise<Pipeline> {
  const world = await startWorld({ cacheDir: '.cache/world', ...options.world });
  const testDatabase: TestDatabase = await createTestDatabase();
  const database: Database = createDatabase(testDatabase.url, { max: 20 });
  const eventKey = randomBytes(8).toString('hex');
  const signingKey = `signkey-test-${randomBytes(32).toString('hex')}`;
  const engine: Engine = await startEngine({
    databaseUrl: testDatabase.url,
    host: '127.0.0.1',
    port: 0,
    eventKey,
    signingKey,
    appHosts: ['127.0.0.1'],
    keepHours: 24,
    logLevel: 'silent',
  });
  const logger = createLogger({ name: 'test', level: 'silent' });
  const client = (appId: 'soko-web' | 'soko-worker') =>
    createInngestClient({ appId, baseUrl: engine.url, eventKey, signingKey, isDev: false, logger });

  const db = database.prisma;
  const model = standInModel();
  const vectors = new PostgresVectorStore({ pool: database.pool, space: model.space });
  const objects = new RememberingObjects();
  const allow = createAllowList({
    whatsappOrigin: world.origin,
    extraAllowedHosts: world.allowedHosts.split(','),
  });
  const safeFetch = createSafeFetch({ allow });
  const hydrator = createHydrator({
    ...{ safeFetch, allow, userAgents: ['Soko tests'], concurrency: 20, timeoutMs: 5_000 },
    whatsappOrigin: world.origin,
  });
  const source = createPageSource(hydrator);
  const listing = { db, vectors, listingPolicy: 'open' as const };
  const relist = (ids: string[]) => recomputeListing(listing, ids);
  const shared = { db, source, recomputeListing: relist, report: createStageReport(logger) };

  const workerClient = client('soko-worker');
  const workerDeps: WorkerFunctionDeps = {
    ...shared,
    space: model.space,
    scout: listedProducts(world),
    model,
    describePicture: async (bytes) => {
      const { width, height, dataUrl } = await makePlaceholder(bytes);
      return { width, height, placeholder: dataUrl };
    },
    ...options.worker,
  };
  const webClient = client('soko-web');
  const webDeps: WebFunctionDeps = {
    ...shared,
    reviewer: new GeminiReviewer({ apiKey: world.geminiApiKey, model: 'gemini-test', baseUrl: world.geminiBaseUrl }),
    applyPolicy: (answer, subject) => applyReviewPolicy(answer, subject, { minConfidence: 0.8 }),
    normalisePicture: async (bytes) => (await forReview(bytes)).body,
    prepareForStorage: async (bytes) => {
      const { body, contentType } = await forStorage(bytes);
      return { body, contentType, key: contentKey(body, contentType) };
    },
    objects,
    cron: '0 */6 * * *',
    maxAgeHours: 24,
    repairIndex: (how) => repairIndex({ ...listing, db, vectors }, how),
    ...options.web,
  };
  const handlers: Record<string, ReturnType<typeof serve>> = {
    '/worker': serve({
      client: workerClient,
      functions: workerFunctions(workerClient, workerDeps),
      servePath: '/worker',
    }),
    '/web': serve({ client: webClient, functions: webFunctions(webClient, webDeps), servePath: '/web' }),
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    handlers[path]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  for (const path of Object.keys(handlers)) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'PUT' });
    if (!answer.ok) throw new Error(`${path} was not registered: ${await answer.text()}`);
  }

  return {
    db,
    world,
    objects,
    vectors,
    send: webClient.send.bind(webClient),
    paste: (text) =>
      onboardSellers(
        {
          ...{ db, whatsappOrigin: world.origin, phoneKey: KEY, tokenKey: KEY },
          requestSync: async (run) => void (await webClient.send(sellerSyncRequested.create(run))),
          requestHydration: async (items) => {
            if (items.length > 0) await webClient.send(items.map((item) => productHydrateRequested.create(item)));
          },
        },
        text,
      ),
    untilEnded: (syncRunId) => untilEnded(db, syncRunId),
    async close() {
      await engine.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await safeFetch.close();
      await database.close();
      await testDatabase.drop();
      await world.close();
    },
  };
}

async function untilEnded(db: PrismaClient, syncRunId: string): Promise<SyncView> {
  for (;;) {
    const sync = await readSync(db, syncRunId);
    if (!sync) throw new Error('the sync is not there');
    if (sync.state === 'finished' || sync.state === 'failed') return sync;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What the real Scout would read from the catalogue page; the real one has tests of its own. */
function listedProducts(world: World): Pick<CatalogScout, 'scout'> {
  return {
    scout: async (phone) => {
      const products = world.products(phone).filter((product) => product.listed);
      if (products.length === 0) return { kind: 'not_found' };
      const found = products.map(({ id }) => ({ productId: id, sellerPhone: phone }));
      return { kind: 'found', products: [...found, ...found.slice(0, 5)], complete: true };
    },
  };
}
