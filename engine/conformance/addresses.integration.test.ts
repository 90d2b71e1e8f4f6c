import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '@/e2e/support/test-database';
import { MAX_ADDRESSES_PER_APP } from '../protocol/limits';
import { hashSigningKey } from '../protocol/signing';
import { startTestEngine } from '../testing/test-engine';
import { testKeys } from '../testing/test-keys';
import { type FunctionsOf, nameIn, type ServerAccess, serveApp, startApp, uniqueId } from './app-under-test';
import { serverForFile } from './apps-for-tests';
import { eventually, quietTime } from './eventually';
import { isEmbedded } from './server-for-tests';

const file = serverForFile();

/** What an app at any address would send, by somebody who has the key. */
function register(server: ServerAccess, appId: string, url: string, functionId = `${appId}-fn`): Promise<Response> {
  const step = { id: 'step', runtime: { type: 'http', url } };
  return asked(server, '/fn/register', {
    url,
    appName: appId,
    functions: [
      {
        id: functionId,
        triggers: [{ event: nameIn(appId)('go') }],
        steps: { step: { ...step, retries: { attempts: 0 } } },
      },
    ],
  });
}

function asked({ baseUrl, signingKey = '' }: ServerAccess, path: string, body?: unknown): Promise<Response> {
  return fetch(new URL(path, baseUrl), {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${hashSigningKey(signingKey)}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** One function without a second chance, which notes what it did. */
function noting(seen: unknown[], failed: unknown[] = []): FunctionsOf {
  return (inngest, named) => [
    inngest.createFunction(
      { id: 'fn', triggers: [{ event: named('go') }], retries: 0, onFailure: () => void failed.push(1) },
      ({ event }) => void seen.push(event.data.n),
    ),
  ];
}

const health = async (server: ServerAccess) =>
  (await (await fetch(new URL('/health', server.baseUrl))).json()) as { status: string; uncallable: string[] };
const numbered = (count: number) => Array.from({ length: count }, (_, n) => ({ name: 'go', data: { n } }));

describe.runIf(isEmbedded)('where apps are called', () => {
  test('an app that has no such function costs no attempt, and is told', async () => {
    const seen: unknown[] = [];
    const failed: unknown[] = [];
    const id = uniqueId();
    const right = await serveApp(file.server, noting(seen, failed), id);
    onTestFinished(() => right.close());
    const wrong = await file.startApp(() => []);
    expect((await register(file.server, id, wrong.url)).status).toBe(200);
    const named = nameIn(id);
    await right.inngest.send(numbered(20).map((event) => ({ ...event, name: named(event.name) })));
    await eventually(async () => (await health(file.server)).uncallable.includes(`${id}-fn`), 'the engine says so');
    const place = `/engine/apps/${id}?url=${encodeURIComponent(wrong.url)}`;
    expect(await (await asked(file.server, place)).json()).toEqual({
      engine: 'soko',
      functions: [{ id: `${id}-fn`, callable: false }],
    });
    await quietTime();
    expect({ seen, failed }).toEqual({ seen: [], failed: [] });
    expect((await fetch(right.url, { method: 'PUT' })).status).toBe(200);
    await eventually(() => seen.length === 20, 'all ran');
    expect((await health(file.server)).uncallable).not.toContain(`${id}-fn`);
    // Registered again and again, the wrong one takes nothing away.
    expect((await register(file.server, id, wrong.url)).status).toBe(200);
    await right.inngest.send(numbered(20).map((event) => ({ ...event, name: named(event.name) })));
    await eventually(() => seen.length === 40, 'all ran again');
    expect(failed).toEqual([]);
  });

  test('what an older engine let in is harmless after a start', async () => {
    const database = await createTestDatabase();
    const keys = testKeys();
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const seen: unknown[] = [];
    const failed: unknown[] = [];
    const id = uniqueId();
    let engine = await startTestEngine({ databaseUrl: database.url, ...keys });
    const access = () => ({ baseUrl: engine.url, ...keys });
    const other = await startApp(access(), () => []);
    const app = await startApp(access(), noting(seen, failed), id);
    const { port } = engine;
    await engine.stop(0);
    await client.query(
      `INSERT INTO engine.app_urls (app_id, url, function_ids, registered_at)
       SELECT app_id, url, function_ids, now() FROM (
         SELECT app_id, function_ids, 'http://localhost:' || (20000 + n) || '/api/inngest' AS url
         FROM engine.app_urls, generate_series(1, 500) AS n WHERE app_id = $1
         UNION ALL SELECT app_id, function_ids, $2 FROM engine.app_urls WHERE app_id = $1) AS bad`,
      [id, other.url.replace('127.0.0.1', 'localhost')],
    );
    engine = await startTestEngine({ databaseUrl: database.url, ...keys, port });
    onTestFinished(async () => {
      await app.close();
      await other.close();
      await engine.stop(0);
      await client.end();
      await database.drop();
    });
    // Before it has registered its work waits, at worst; none of it is spoilt.
    await app.send(...numbered(20));
    await quietTime();
    expect((await fetch(app.url, { method: 'PUT' })).status).toBe(200);
    await eventually(() => seen.length === 20, 'all ran');
    expect(failed).toEqual([]);
    const { rows } = await client.query('SELECT count(*)::int AS rows FROM engine.app_urls WHERE app_id = $1', [id]);
    expect(rows[0].rows).toBeLessThanOrEqual(MAX_ADDRESSES_PER_APP);
  });

  test('a process is one address, whatever it is called and whatever is asked of it', async () => {
    const seen: unknown[] = [];
    const app = await file.startApp(noting(seen));
    const { port } = new URL(app.url);
    const { id } = app.inngest;
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST', '127.1']) {
      for (const rest of ['', '?a=1', '#b', '?deployId=3']) {
        expect((await register(file.server, id, `http://${host}:${port}/api/inngest${rest}`)).status).toBe(200);
      }
    }
    const { apps } = await (await asked(file.server, '/status')).json();
    expect(apps.filter((entry: { appId: string }) => entry.appId === id)).toHaveLength(1);
    await app.send(...numbered(5));
    await eventually(() => seen.length === 5, 'all ran');
  });

  test('addresses of an app are bounded; whoever is there stays', async () => {
    const seen: unknown[] = [];
    const app = await file.startApp(noting(seen));
    const { id } = app.inngest;
    for (let n = 0; n < MAX_ADDRESSES_PER_APP + 5; n++) {
      expect((await register(file.server, id, `http://127.0.0.${n + 2}:9/api/inngest`)).status).toBe(200);
      if (n % 10 === 0) expect((await fetch(app.url, { method: 'PUT' })).status).toBe(200);
    }
    const { apps } = await (await asked(file.server, '/status')).json();
    const kept: string[] = apps.flatMap((entry: { appId: string; url: string }) =>
      entry.appId === id ? entry.url : [],
    );
    expect(kept).toHaveLength(MAX_ADDRESSES_PER_APP);
    expect(kept).toContain(app.url);
    await app.send(...numbered(5));
    await eventually(() => seen.length === 5, 'all ran');
  });

  test.each([
    ['another app’s function', 'http://127.0.0.1:9/api/inngest', 'somebody-elses-fn'],
    ['a host that is none of this machine’s', 'http://evil.example/api/inngest', undefined],
    ['a host that only looks like it', 'http://127.0.0.1.evil.example/api/inngest', undefined],
    ['a user in front of the host', 'http://127.0.0.1@evil.example/api/inngest', undefined],
    ['another protocol', 'ftp://127.0.0.1/api/inngest', undefined],
    ['an address of ten thousand letters', `http://127.0.0.1/${'a'.repeat(10_000)}`, undefined],
  ])('%s is not registered', async (_, url, functionId) => {
    expect((await register(file.server, uniqueId(), url, functionId)).status).toBe(400);
  });
});

describe.runIf(isEmbedded)('the engine’s own port', () => {
  /** What is answered to these bytes; `stay` for whoever says no more and does not go. */
  const say = async (bytes: string, stay = false) => {
    const { hostname, port } = new URL(file.server.baseUrl);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    if (stay) socket.write(bytes);
    else socket.end(bytes);
    return text(socket).catch(() => '');
  };

  test.each([
    ['GET //[ HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['GET /engine/apps/%E0%A4%A HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['GET /engine/apps/%ff?url=%E0%A4%A HTTP/1.1\r\nhost: x\r\n\r\n'],
    ['POST /e/ HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\n\r\n'],
    ['\0\u0001\u0002\r\n\r\n'],
    ['GET / HTTP/9.9\r\n\r\n'],
  ])('%j is answered with an error', async (bytes) => {
    expect(await say(bytes)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect((await health(file.server)).status).toBe('ok');
  });

  test.each(['/e/wrong-key', '/fn/register', '/v1/checkpoint/x/async', '/engine/erase'])(
    'a body for %s is not waited for without a key',
    async (path) => {
      const head = `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 50000000\r\n\r\nonly this much`;
      expect(await say(head, true)).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
    },
  );

  test.each(['/status', '/engine/apps/x'])('%s is told to nobody without a key', async (path) => {
    expect((await fetch(new URL(path, file.server.baseUrl))).status).toBe(401);
  });
});
