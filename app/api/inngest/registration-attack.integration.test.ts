import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describePeer } from '@/app/server/client-address';
import { type EngineProcess, startEngineProcess } from '@/e2e/pipeline/engine-process';
import { openPipelineParts, type PipelineParts } from '@/e2e/pipeline/pipeline-parts';
import { RememberingObjects } from '@/e2e/pipeline/remembering-objects';
import { makeKeys, paster, placesOf } from '@/e2e/pipeline/start-pipeline';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';
import { EmbeddedEngine } from '@/lib/platform/embedded-engine';
import { createLogger } from '@/lib/platform/logger';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { readSync } from '@/lib/syncs/read-sync';
import { freePort } from '@/supervisor/free-port';
import { startWorker, type Worker } from '@/worker/start-worker';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const PHONE = '254733000002';
const PRODUCTS = 20;
/** Far longer than so few products take, far shorter than the retries that a call at the wrong address used up. */
const PATIENCE_MS = 90_000;

const database = useTestDatabase();
let engine: EngineProcess;
let world: World;
let parts: PipelineParts;
let worker: Worker;
let web: Server;
let webPort: number;
let home: string;
/** The peer that web takes a request to come from; a test cannot connect from another machine. */
let peer = '127.0.0.1';

beforeAll(async () => {
  world = await startWorld({ cacheDir: '.cache/world', sellers: [bigSeller(PRODUCTS, { phone: PHONE })] });
  const keys = makeKeys();
  engine = await startEngineProcess({ databaseUrl: database.url, ...keys });
  home = await mkdtemp(path.join(tmpdir(), 'soko-attack-'));
  parts = openPipelineParts(
    placesOf(world, { databaseUrl: database.url, engineUrl: engine.url, ...keys }),
    new RememberingObjects(),
  );
  const token = 'a-token-for-tests-of-32-characters-and-more';
  const workerPort = await freePort();
  worker = await startWorker(
    { port: workerPort, host: '127.0.0.1', url: `http://127.0.0.1:${workerPort}`, token },
    {
      inngest: parts.client('soko-worker'),
      signing: { signingKey: keys.signingKey, isDev: false },
      serverUrl: undefined,
      engine: EmbeddedEngine.at({ baseUrl: engine.url, signingKey: keys.signingKey, isDev: false }),
      functions: parts.worker,
      models: parts.models,
      checks: [],
      readPaused: async () => ({ paused: [], pausedStages: [] }),
      logger: createLogger({ name: 'test', level: 'silent' }),
      shoppers: new ShoppersFirst(),
    },
  );
  web = createServer((incoming, response) => {
    const method = incoming.method as 'GET' | 'POST' | 'PUT';
    const answer = async () => {
      const route = await import('./route');
      return route[method](asNextReads(incoming), {});
    };
    answer()
      .then(async ({ status, headers, body }) => {
        response.writeHead(status, Object.fromEntries(headers));
        if (body) for await (const chunk of body) response.write(chunk);
        response.end();
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)));
  }).listen(0, '127.0.0.1');
  await once(web, 'listening');
  const address = web.address();
  webPort = typeof address === 'object' && address !== null ? address.port : 0;
  const settings = {
    SOKO_HOME: home,
    SOKO_SECRET: 'a-secret-for-tests-of-32-characters-and-more',
    PORT: `${webPort}`,
    DATABASE_URL: database.url,
    WORKER_URL: `http://127.0.0.1:${worker.port}`,
    WORKER_TOKEN: token,
    INNGEST_BASE_URL: engine.url,
    INNGEST_EVENT_KEY: keys.eventKey,
    INNGEST_SIGNING_KEY: keys.signingKey,
    INNGEST_DEV: '0',
    WHATSAPP_ORIGIN: world.origin,
    EXTRA_ALLOWED_HOSTS: world.allowedHosts,
    GEMINI_API_KEY: world.geminiApiKey,
    GEMINI_BASE_URL: world.geminiBaseUrl,
    LOG_LEVEL: 'silent',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
});

afterAll(async () => {
  await engine?.kill('SIGTERM');
  web?.closeAllConnections();
  web?.close();
  await worker?.close(0);
  await parts?.close();
  await world?.close();
  if (home) await rm(home, { recursive: true });
});

/** A request as Next hands it to a route: with the Host that the client sent, and forwarding headers of its own. */
function asNextReads(incoming: IncomingMessage): Request {
  describePeer({ headers: incoming.headers, socket: { remoteAddress: peer } });
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (value) headers.set(name, [value].flat().join(', '));
  if (!headers.has('x-forwarded-for')) headers.set('x-forwarded-for', peer);
  if (!headers.has('x-forwarded-host')) headers.set('x-forwarded-host', incoming.headers.host ?? '');
  const hasBody = incoming.method === 'POST' || incoming.method === 'PUT';
  const body = hasBody ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: 'half' as const } : {};
  return new Request(`http://${incoming.headers.host}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    ...body,
  });
}

/** What `fetch` does not let one say: another Host than the one that is connected to. */
async function put(host: string, headers: Record<string, string> = {}, query = ''): Promise<number> {
  const sent = request({
    port: webPort,
    host: '127.0.0.1',
    method: 'PUT',
    path: `/api/inngest${query}`,
    headers: { host, 'content-length': '0', ...headers },
  });
  sent.end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode ?? 0;
}

const addresses = async () => {
  const rows = await parts.database.pool.query<{ url: string }>(
    `SELECT url FROM engine.app_urls WHERE app_id = 'soko-web' ORDER BY url`,
  );
  return rows.rows.map(({ url }) => url);
};

test('requests that name another address neither move the calls nor fill the table', async () => {
  expect(await put(`127.0.0.1:${webPort}`)).toBe(200);
  // Two requests were enough: the engine called web's functions at the worker from then on.
  await put(`localhost:${worker.port}`);
  await put(`127.0.0.1:${webPort}`);
  await put(`127.0.0.1:${worker.port}`, { 'x-forwarded-host': `localhost:${worker.port}` });
  for (let n = 0; n < 30; n++) await put(`localhost:${20_000 + n}`, {}, `?n=${n}&deployId=${n}`);

  const { sellers } = await paster(parts, world)(world.catalogueLink(PHONE));
  const giveUpAt = Date.now() + PATIENCE_MS;
  const read = () => readSync(parts.database.prisma, sellers[0]?.syncId ?? '');
  let sync = await read();
  while (sync?.state !== 'finished' && Date.now() < giveUpAt) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    sync = await read();
  }
  expect(sync).toMatchObject({ state: 'finished', counts: { found: PRODUCTS, approved: PRODUCTS } });
  expect(await addresses()).toEqual([`http://127.0.0.1:${webPort}/api/inngest`]);
});

test.each([
  ['from another machine', '203.0.113.9', {}],
  ['from another machine of this network', '192.168.1.9', {}],
  ['through a proxy on this machine', '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }],
  ['through a proxy that says less', '127.0.0.1', { via: '1.1 proxy' }],
  [
    'with a signature that is none',
    '203.0.113.9',
    { 'x-inngest-signature': `t=${Math.floor(Date.now() / 1000)}&s=00` },
  ],
  ['with a forged signature', '203.0.113.9', forged()],
  ['with a forged signature, in band', '203.0.113.9', { ...forged(), 'x-inngest-sync-kind': 'in_band' }],
])('a registration is refused %s', async (_, from, headers) => {
  peer = from;
  try {
    expect([401, 403]).toContain(await put(`127.0.0.1:${webPort}`, headers));
  } finally {
    peer = '127.0.0.1';
  }
});

function forged() {
  return { 'x-inngest-signature': `t=${Math.floor(Date.now() / 1000)}&s=${'ab'.repeat(32)}` };
}
