import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Inngest } from 'inngest';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkerFunctionDeps } from '@/inngest/worker-functions';
import { createLogger } from '@/lib/platform/logger';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { freePort } from '@/supervisor/free-port';
import { startWorker, type Worker } from './start-worker';

const SIGNING = { signingKey: `signkey-test-${'0f'.repeat(32)}`, isDev: false };
let worker: Worker;
let registered: string[];

beforeEach(async () => {
  registered = [];
  await start({});
});
afterEach(() => worker.close(0));

async function start({ host = '127.0.0.1', at }: { host?: string; at?: string }): Promise<void> {
  const port = await freePort();
  const url = at ?? `http://${host}:${port}`;
  const inngest = new Inngest({
    ...{
      id: 'soko-worker',
      isDev: false,
      baseUrl: 'http://127.0.0.1:9',
      eventKey: 'k',
      signingKey: SIGNING.signingKey,
    },
    logger: { info() {}, warn() {}, error() {}, debug() {} },
    fetch: async (_, init) => {
      registered.push(JSON.parse(String(init?.body)).url);
      return Response.json({ status: 200 });
    },
  });
  worker = await startWorker(
    { port, host, url, token: 'a-token-for-tests-of-32-characters-and-more' },
    {
      inngest,
      signing: SIGNING,
      serverUrl: undefined,
      engine: null,
      // No stage runs here.
      functions: {} as WorkerFunctionDeps,
      models: { ofSearch: () => Promise.reject() },
      checks: [],
      readPaused: async () => ({ paused: [], pausedStages: [] }),
      logger: createLogger({ name: 'test', level: 'silent' }),
      shoppers: new ShoppersFirst(),
    },
  );
}

/** What is answered to bytes after which nothing more is said and nobody hangs up. */
async function say(bytes: string): Promise<string> {
  const socket = connect(worker.port, '127.0.0.1').on('error', () => {});
  await once(socket, 'connect');
  socket.write(bytes);
  return text(socket).catch(() => '');
}

const forged = () => `x-inngest-signature: t=${Math.floor(Date.now() / 1000)}&s=${'ab'.repeat(32)}\r\n`;

test.each([
  ['without a signature', () => ''],
  ['with half of one', () => 'x-inngest-signature: t=1&s=2\r\n'],
])('an unfinished call %s is refused, and its connection closed', async (_, header) => {
  const line = 'POST /api/inngest?fnId=soko-worker-sync-seller HTTP/1.1\r\nhost: x\r\n';
  const head = `${line}${header()}content-length: 50000000\r\n\r\nsome`;
  expect(await say(head)).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
});

test('a forged call of 50 MB is refused unread; forged ones are no work', async () => {
  const head = `POST /api/inngest HTTP/1.1\r\nhost: x\r\n${forged()}content-length: 50000000\r\n\r\nsome`;
  expect(await say(head)).toMatch(/^HTTP\/1\.1 413 /);
  const unfinished = connect(worker.port, '127.0.0.1').on('error', () => {});
  unfinished.write(`POST /api/inngest HTTP/1.1\r\nhost: x\r\n${forged()}content-length: 5000\r\n\r\nsome`);
  const health = await (await fetch(`http://127.0.0.1:${worker.port}/health`)).json();
  expect(health).toMatchObject({ ok: true, work: { inFlight: 0 } });
  unfinished.destroy();
});

test('a registration names the address of the settings, and comes from this machine itself', async () => {
  const put = (headers: string) =>
    say(`PUT /api/inngest?x=1 HTTP/1.1\r\nconnection: close\r\ncontent-length: 0\r\n${headers}\r\n`);
  expect(await put('host: localhost:1\r\n')).toMatch(/^HTTP\/1\.1 200 /);
  // A page of another site whose name leads here.
  expect(await put('host: evil.example\r\n')).toMatch(/^HTTP\/1\.1 401 /);
  for (const header of [
    'x-forwarded-host: evil.example',
    'forwarded: host=evil.example',
    'via: 1.1 x',
    'x-real-ip: 1.2.3.4',
  ]) {
    expect(await put(`host: 127.0.0.1\r\n${header}\r\n`)).toMatch(/^HTTP\/1\.1 401 /);
  }
  expect(new Set(registered)).toEqual(new Set([`http://127.0.0.1:${worker.port}/api/inngest`]));
});

test.each<[string, { host?: string; at?: string }]>([
  ['listens on an address of its own', { host: '127.0.0.2' }],
  ['is called through a proxy', { at: 'https://hooks.example/worker' }],
  ['is on another machine than Inngest', { at: 'http://10.0.0.5:3100' }],
])('a worker that %s registers itself, where its settings say', async (_, settings) => {
  await worker.close(0);
  registered = [];
  await start(settings);
  const url = settings.at ?? `http://${settings.host}:${worker.port}`;
  await vi.waitFor(() => expect(registered).toContain(`${url}/api/inngest`));
});
