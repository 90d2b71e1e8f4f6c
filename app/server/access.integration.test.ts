import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { SESSION_COOKIE } from '@/lib/platform/auth';
import { createUser } from '@/lib/platform/auth-users';
import { deriveKey } from '@/lib/platform/secrets';
import { vectorBytes } from '@/lib/products/save-embeddings';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { ACTIONS, CALLERS, type Caller, EXPECTED } from '@/tools/attack/access-table';
import { type Entry, entriesOfApp } from '@/tools/attack/routes-of-app';
import { type ShopsToTry, shopsToTry } from '@/tools/attack/shops-to-try';

// Every page, route and server action of the app as whoever there is, by the same table as `npm run attack`. Pages are
// called, not rendered: whoever may not see one is stopped in its first line.

const APP = path.resolve('app');
const ORIGIN = 'http://localhost:3000';
const SECRET = 's'.repeat(32);
const ENTRIES = await entriesOfApp(APP);

const db = useTestDatabase();
let others: Server;
let shops: ShopsToTry;
const cookies = new Map<Caller, string>();
/** Of the request that a page or an action is asked by. */
let asked = new Headers();

vi.mock('next/headers', () => ({
  headers: async () => asked,
  cookies: async () => ({
    get: (name: string) => {
      const pair = (asked.get('cookie') ?? '').split('; ').find((each) => each.startsWith(`${name}=`));
      return pair === undefined ? undefined : { name, value: pair.slice(name.length + 1) };
    },
    set: () => {},
    delete: () => {},
  }),
}));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));
const { words } = vi.hoisted(() => ({
  words: Object.assign((key: string) => key, { rich: (key: string) => key, has: () => true, raw: () => '' }),
}));
vi.mock('next-intl', async (original) => ({ ...(await original<object>()), useTranslations: () => words }));
vi.mock('next-intl/server', () => {
  return { getTranslations: async () => words, getLocale: async () => 'en', getMessages: async () => ({}) };
});

beforeAll(async () => {
  others = await workerAndEngine();
  // A TCP server that listens has an address with a port.
  const url = `http://127.0.0.1:${(others.address() as AddressInfo).port}`;
  const settings = { DATABASE_URL: db.url, SOKO_SECRET: SECRET, WORKER_URL: url, INNGEST_BASE_URL: url };
  Object.assign(process.env, settings, { WORKER_TOKEN: 'w'.repeat(32), INNGEST_DEV: '1', LOG_LEVEL: 'silent' });
  // As next.config.ts has it: forbidden() answers 403.
  process.env.__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS = 'true';
  await enterSpaces(db.prisma, { main: 'test/v1', next: null });
  shops = await shopsToTry(db.pool);
  const sessions = { 'a moderator': await signedIn('moderator'), 'an admin': await signedIn('admin') };
  for (const caller of CALLERS) cookies.set(caller, cookieOf(caller, sessions));
});
afterAll(() => void others.close());

describe.each(ENTRIES)('$route', (entry) => {
  test.each(CALLERS)('as %s', async (caller) => {
    const status = entry.kind === 'page' ? await openPage(entry, caller) : await callRoute(entry, caller);
    // The worker of this test is no whole one, and readiness says so.
    const known = entry.route === 'GET /api/ready' && status === 503 ? 200 : status;
    expect(EXPECTED[entry.route]?.[caller], 'the table says so').toContain(known);
  });
});

describe.each(Object.entries(ACTIONS))('%s', (action, right) => {
  test.each(CALLERS)('as %s', async (caller) => {
    const [file = '', name = ''] = action.split(' ');
    const actions = await import(/* @vite-ignore */ path.resolve(file));
    await ask(caller);
    expect(right[caller]).toContain(await statusOf(() => actions[name](null, new FormData())));
  });
});

/** Each with an address of its own: limits are not what is tried here. */
let clients = 0;
async function ask(caller: Caller): Promise<Headers> {
  await shops.hold();
  clients += 1;
  asked = new Headers({
    ...{ host: 'localhost:3000', origin: ORIGIN, 'sec-fetch-site': 'same-origin' },
    ...{ 'x-forwarded-for': `198.18.${clients >> 8}.${clients & 255}`, cookie: cookies.get(caller) ?? '' },
    ...{ 'content-type': 'application/json' },
  });
  return asked;
}

const paramsOf = () => ({
  ...{ sellerId: shops.sellerId, productId: '0', syncId: '0', syncRunId: '0', batchId: '0', token: '0', part: '0' },
  ...{ path: ['0'], key: ['0'] },
});

async function openPage({ file }: Entry, caller: Caller): Promise<number> {
  const { default: page } = await import(/* @vite-ignore */ file);
  await ask(caller);
  return statusOf(() => page({ params: Promise.resolve(paramsOf()), searchParams: Promise.resolve({}) }));
}

async function callRoute({ file, route }: Entry, caller: Caller): Promise<number> {
  const handlers = await import(/* @vite-ignore */ file);
  const [method = '', pattern = ''] = route.split(' ');
  const headers = await ask(caller);
  const body = method === 'GET' ? {} : { body: '{}' };
  const request = new Request(`${ORIGIN}${pattern.replaceAll(/\[[^\]]+\]/g, '0')}`, { method, headers, ...body });
  const answer: Response = await handlers[method](request, { params: Promise.resolve(paramsOf()) });
  await answer.text();
  return answer.status;
}

/** What a page or an action ends with, as Next would answer it. */
async function statusOf(work: () => unknown): Promise<number> {
  try {
    await work();
    return 200;
  } catch (error) {
    const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
    const status =
      /^NEXT_REDIRECT;.*;(30\d);$/.exec(digest)?.[1] ?? /^NEXT_HTTP_ERROR_FALLBACK;(\d+)$/.exec(digest)?.[1];
    if (status === undefined) throw error;
    return Number(status);
  }
}

async function signedIn(role: 'moderator' | 'admin'): Promise<string> {
  const { id } = await createUser(db.prisma, { email: `${role}@soko.example`, role });
  const session = { id: role, token: `token-${role}`, userId: id, expiresAt: new Date(Date.now() + 1e7) };
  await db.prisma.session.create({ data: session });
  const signature = createHmac('sha256', deriveKey('session cookies', SECRET).toString('hex')).update(session.token);
  return `${SESSION_COOKIE}=${encodeURIComponent(`${session.token}.${signature.digest('base64')}`)}`;
}

function cookieOf(caller: Caller, sessions: Record<'a moderator' | 'an admin', string>): string {
  const { holder, owner, other } = shops.keys;
  switch (caller) {
    case 'nobody':
      return '';
    case 'a forged session':
      return sessions['an admin'].replace(/\w{6}%3D$/, 'AAAAAA%3D');
    case 'a holder of the shop':
      return `soko_shops=${holder}`;
    case 'the shop’s owner':
      return `soko_shops=${owner}`;
    case 'another shop’s owner':
      return `soko_shops=${other}`;
    default:
      return sessions[caller];
  }
}

/** What web asks: the worker for vectors, the engine to take events. */
async function workerAndEngine(): Promise<Server> {
  const vector = new Float32Array(EMBEDDING_DIMENSIONS).fill(1 / Math.sqrt(EMBEDDING_DIMENSIONS));
  const server = createServer(async (request, response) => {
    const isEvent = request.url?.startsWith('/e/');
    const body = isEvent ? await readAll(request) : request.resume() && '[]';
    const ids = JSON.parse(body).map(String);
    const answer = isEvent
      ? { ids, status: 200 }
      : { space: 'test/v1', vector: vectorBytes(vector).toString('base64') };
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}
