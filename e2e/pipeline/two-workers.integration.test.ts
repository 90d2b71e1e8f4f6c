import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startBalancer } from '@/e2e/support/balancer';
import { createTestDatabase } from '@/e2e/support/test-database';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld } from '@/e2e/world/world';
import { readSync } from '@/lib/syncs/read-sync';
import { startEngineProcess } from './engine-process';
import { expectConsistent } from './expect-consistent';
import { openPipelineParts } from './pipeline-parts';
import { RememberingObjects } from './remembering-objects';
import { makeKeys, paster, placesOf } from './start-pipeline';
import { startProcess, type TestProcess } from './test-process';

vi.setConfig({ testTimeout: 300_000 });

const PHONE = '254733000047';
const PRODUCTS = 100;

/** A system without web, so without crons: what is left by the dead nobody sweeps. */
async function startSystem() {
  const ends: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const end of ends.reverse()) await end();
  });
  const database = await createTestDatabase();
  ends.push(() => database.drop());
  const world = await startWorld({ cacheDir: '.cache/world', sellers: [bigSeller(PRODUCTS, { phone: PHONE })] });
  ends.push(() => world.close());
  const keys = makeKeys();
  const engine = await startEngineProcess({ databaseUrl: database.url, ...keys });
  ends.push(() => engine.kill('SIGKILL'));
  const media = await mkdtemp(path.join(tmpdir(), 'soko-two-workers-'));
  ends.push(() => rm(media, { recursive: true, force: true }));
  const places = placesOf(world, { databaseUrl: database.url, engineUrl: engine.url, ...keys });
  const parts = openPipelineParts(places, new RememberingObjects());
  ends.push(() => parts.close());
  const startWorker = async (serveOrigin?: string): Promise<TestProcess> => {
    const worker = await startProcess('e2e/pipeline/app-process.ts', {
      ...{ APP: 'soko-worker', PORT: '0', PLACES: JSON.stringify(places), MEDIA: media },
      ...(serveOrigin === undefined ? {} : { SERVE_ORIGIN: serveOrigin }),
    });
    ends.push(() => worker.kill('SIGKILL'));
    return worker;
  };
  return { world, parts, startWorker, paste: paster(parts, world), ends };
}
type System = Awaited<ReturnType<typeof startSystem>>;

/** A catalogue is pasted; `victim` is killed with kill -9 in the middle of it, and never comes back. */
async function killInTheMiddle({ parts, world, paste }: System, victim: TestProcess): Promise<void> {
  const { prisma: db } = parts.database;
  const { sellers } = await paste(world.catalogueLink(PHONE));
  const syncRunId = sellers[0]?.syncId ?? '';
  const counts = async () => (await readSync(db, syncRunId))?.counts;
  await vi.waitUntil(async () => ((await counts())?.hydrated ?? 0) >= 20, { timeout: 120_000, interval: 20 });
  await victim.kill('SIGKILL');
  expect((await counts())?.approved).toBeLessThan(PRODUCTS);
  const ended = async () => (await readSync(db, syncRunId))?.state === 'finished';
  await vi.waitUntil(ended, { timeout: 120_000, interval: 50 });
  expect(await counts()).toMatchObject({ found: PRODUCTS, approved: PRODUCTS, persisted: PRODUCTS });
  await expectConsistent({ db, vectors: parts.vectors }, syncRunId);
}

test('two workers behind one address, one is killed: nothing is lost, nothing doubled', async () => {
  const system = await startSystem();
  const balancer = await startBalancer();
  system.ends.push(() => balancer.close());
  const workers: TestProcess[] = [];
  for (let n = 0; n < 2; n++) {
    const worker = await system.startWorker(balancer.url);
    workers.push(worker);
    balancer.ports.push(worker.port);
  }
  const [victim] = workers;
  if (!victim) throw new Error('no worker');
  await killInTheMiddle(system, victim);
  expect(Math.min(...balancer.ports.map((port) => balancer.given.get(port) ?? 0))).toBeGreaterThan(0);
});

test('two workers at addresses of their own, the one that came last is killed: the same', async () => {
  const system = await startSystem();
  await system.startWorker();
  await killInTheMiddle(system, await system.startWorker());
});
