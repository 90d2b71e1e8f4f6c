import { createServer, type Server } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { EmbeddedEngine } from './embedded-engine';
import { Registration } from './keep-registered';

const open: { server?: Server; stop: AbortController } = { stop: new AbortController() };

afterEach(async () => {
  open.stop.abort();
  open.stop = new AbortController();
  open.server?.closeAllConnections();
  open.server?.close();
});

/** An engine, or another server, and the process that registers, on one port. */
async function start(engineSays: (path: string) => { status: number; body: unknown }) {
  const asked: string[] = [];
  let registers = 200;
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.method} ${path}`);
    const answer = request.method === 'PUT' ? { status: registers, body: { message: 'no' } } : engineSays(path);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.server = server;
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const logger = { info: vi.fn(), warn: vi.fn() };
  const engine = EmbeddedEngine.at({ baseUrl, signingKey: `signkey-test-${'0f'.repeat(16)}`, isDev: false });
  const registration = new Registration({
    ...{ appId: 'soko-web', logger, engine, serverUrl: baseUrl, signal: open.stop.signal },
    ...{ serveUrl: `${baseUrl}/api/inngest`, registeredUrl: 'http://127.0.0.1:3000/api/inngest' },
  });
  const puts = () => asked.filter((line) => line.startsWith('PUT')).length;
  return { registration, engine, asked, puts, refuse: () => (registers = 500) };
}

const app = (functions: { id: string; callable: boolean }[]) => ({ status: 200, body: { engine: 'soko', functions } });

test('is not ready while the engine cannot call what is served, and registers again', async () => {
  let functions = [{ id: 'soko-web-a', callable: true }];
  const { registration, puts, asked } = await start(() => app(functions));
  await expect(registration.check()).rejects.toThrow('not registered');
  await vi.waitFor(() => registration.check());
  expect(asked).toContain('GET /engine/apps/soko-web?url=http%3A%2F%2F127.0.0.1%3A3000%2Fapi%2Finngest');
  functions = [{ id: 'soko-web-a', callable: false }];
  const before = puts();
  await vi.waitFor(
    async () => {
      await expect(registration.check()).rejects.toThrow('cannot call soko-web-a');
      expect(puts()).toBeGreaterThan(before);
    },
    { timeout: 20_000, interval: 100 },
  );
});

test('is not ready when the engine has forgotten it', async () => {
  const { registration } = await start(() => app([]));
  await vi.waitFor(() => expect(registration.check()).rejects.toThrow('cannot call any function'));
});

test.each([
  ['knows no such address', { status: 404, body: { error: 'not found' } }],
  ['answers everything alike', { status: 200, body: { ids: ['1'], status: 200 } }],
])('another server that %s is asked once, and is told no phone', async (_, answer) => {
  const { registration, asked, engine } = await start(() => answer);
  await vi.waitFor(() => registration.check());
  for (let n = 0; n < 5; n++) await registration.check();
  expect(await engine?.erase('254712345678')).toEqual({ kind: 'other_server' });
  expect(asked.filter((line) => line.startsWith('GET /engine/'))).toHaveLength(1);
  expect(asked.filter((line) => line.startsWith('POST'))).toEqual([]);
});

test('another server is asked how it is: one that is away is named, and registered with once it is back', async () => {
  let status = 404;
  const { registration, puts } = await start(() => ({ status, body: {} }));
  await vi.waitFor(() => registration.check());
  status = 503;
  await expect(registration.check()).rejects.toThrow(
    /^the server at INNGEST_BASE_URL does not answer \(it answered 503\)/,
  );
  const before = puts();
  status = 200;
  await vi.waitFor(
    async () => {
      await registration.check();
      expect(puts()).toBeGreaterThan(before);
    },
    { timeout: 20_000, interval: 100 },
  );
});

test('a server that refuses is named by the words of the connection', async () => {
  const { registration } = await start(() => ({ status: 404, body: {} }));
  await vi.waitFor(() => registration.check());
  open.server?.closeAllConnections();
  open.server?.close();
  await expect(registration.check()).rejects.toThrow(
    /^the server at INNGEST_BASE_URL does not answer \((?!fetch failed)/,
  );
});

test('the engine is asked to erase', async () => {
  const { engine, asked } = await start((path) =>
    path === '/engine/erase' ? { status: 200, body: { engine: 'soko', events: 3, runs: 2 } } : app([]),
  );
  expect(await engine?.erase('254712345678')).toEqual({ kind: 'erased', events: 3, runs: 2 });
  expect(asked.filter((line) => line.startsWith('POST'))).toEqual(['POST /engine/erase']);
});

test('an engine that is away is said to be', async () => {
  const { engine } = await start(() => ({ status: 503, body: {} }));
  await expect(engine?.erase('254712345678')).rejects.toMatchObject({ code: 'engine_unreachable' });
});

test.each([
  [{ baseUrl: undefined, signingKey: 'signkey-test-00', isDev: false }],
  [{ baseUrl: 'http://127.0.0.1:1', signingKey: undefined, isDev: false }],
  [{ baseUrl: 'http://127.0.0.1:1', signingKey: 'signkey-test-00', isDev: true }],
])('there is none with %j', (settings) => {
  expect(EmbeddedEngine.at(settings)).toBeNull();
});
