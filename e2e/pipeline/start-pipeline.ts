import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from 'inngest/node';
import { createTestDatabase } from '@/e2e/support/test-database';
import { startWorld, type World, type WorldOptions } from '@/e2e/world/world';
import { type WebFunctionDeps, webFunctions } from '@/inngest/web-functions';
import { workRequests } from '@/inngest/work-requests';
import { type WorkerFunctionDeps, workerFunctions } from '@/inngest/worker-functions';
import type { ObjectStore } from '@/lib/media/object-store';
import type { PrismaClient } from '@/lib/platform/prisma-client/client';
import { onboardSellers, type Paster } from '@/lib/sellers/onboard-sellers';
import { readSync } from '@/lib/syncs/read-sync';
import type { SyncView } from '@/lib/syncs/sync-view.schema';
import type { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { startEngineProcess } from './engine-process';
import { openPipelineParts, type PipelineParts, type Places, type ServicesUnderTest } from './pipeline-parts';
import { RememberingObjects } from './remembering-objects';

const KEY = Buffer.from('only-for-tests');

export interface PipelineOptions {
  world?: WorldOptions;
  /** Dependencies to put in the place of the usual ones. */
  worker?: Partial<WorkerFunctionDeps>;
  web?: Partial<WebFunctionDeps>;
  /** Stands before the engine; default: nothing does. */
  queue?(engineUrl: string): Promise<{ url: string; close(): Promise<void> }>;
  services?: ServicesUnderTest & { objects?: Pick<ObjectStore, 'put' | 'get' | 'remove' | 'publicUrl'> };
}

/** The whole pipeline: the real stages served from this process, the real engine, PostgreSQL, the stand-in world. */
export interface Pipeline {
  db: PrismaClient;
  world: World;
  objects: RememberingObjects;
  vectors: PostgresVectorStore;
  send: ReturnType<PipelineParts['client']>['send'];
  paste: ReturnType<typeof paster>;
  /** The sync once it has finished or failed. */
  untilEnded(syncRunId: string): Promise<SyncView>;
  close(): Promise<void>;
}

export async function startPipeline(options: PipelineOptions = {}): Promise<Pipeline> {
  const world = await startWorld({ cacheDir: '.cache/world', ...options.world });
  const testDatabase = await createTestDatabase();
  const keys = makeKeys();
  const engine = await startEngineProcess({ databaseUrl: testDatabase.url, ...keys });
  const queue = await options.queue?.(engine.url);
  const objects = new RememberingObjects();
  const parts = openPipelineParts(
    placesOf(world, { databaseUrl: testDatabase.url, engineUrl: queue?.url ?? engine.url, ...keys }),
    options.services?.objects ?? objects,
    options.services,
  );
  const workerClient = parts.client('soko-worker');
  const webClient = parts.client('soko-web');
  const handlers = {
    '/worker': serve({
      client: workerClient,
      functions: workerFunctions(workerClient, { ...parts.worker, ...options.worker }),
      servePath: '/worker',
    }),
    '/web': serve({
      client: webClient,
      functions: webFunctions(webClient, { ...parts.web, ...options.web }),
      servePath: '/web',
    }),
  };
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === '/worker' || path === '/web') handlers[path](request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an address with a port.
  const { port } = server.address() as AddressInfo;
  for (const path of Object.keys(handlers)) await register(`http://127.0.0.1:${port}${path}`);
  const db = parts.database.prisma;
  return {
    db,
    world,
    objects,
    vectors: parts.vectors,
    send: webClient.send.bind(webClient),
    paste: paster(parts, world),
    untilEnded: (syncRunId) => untilEnded(db, syncRunId),
    async close() {
      await engine.kill('SIGTERM');
      await queue?.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await parts.close();
      await testDatabase.drop();
      await world.close();
    },
  };
}

export const makeKeys = () => ({
  eventKey: randomBytes(16).toString('hex'),
  signingKey: `signkey-test-${randomBytes(32).toString('hex')}`,
});

export function placesOf(
  world: World,
  rest: Omit<Places, 'origin' | 'allowedHosts' | 'geminiBaseUrl' | 'geminiApiKey'>,
): Places {
  const { origin, allowedHosts, geminiBaseUrl, geminiApiKey } = world;
  return { ...rest, origin, allowedHosts, geminiBaseUrl, geminiApiKey };
}

export async function register(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'PUT' });
  if (!answer.ok) throw new Error(`${url} was not registered: ${await answer.text()}`);
}

/** What POST /api/sellers does. */
export function paster(parts: Pick<PipelineParts, 'database' | 'client'>, { origin }: { origin: string }) {
  const client = parts.client('soko-web');
  const deps = {
    ...{ db: parts.database.prisma, whatsappOrigin: origin, phoneKey: KEY },
    ...workRequests(client),
  };
  return (text: string, paster: Paster = { client: 'test' }) => onboardSellers(deps, text, paster);
}

async function untilEnded(db: PrismaClient, syncRunId: string): Promise<SyncView> {
  for (;;) {
    const sync = await readSync(db, syncRunId);
    if (!sync) throw new Error('the sync is not there');
    if (sync.state === 'finished' || sync.state === 'failed') return sync;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
