import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { documented } from '@/app/api/openapi.json/documented-for-tests';
import { PEER_HEADER } from '@/app/server/client-address';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { onboardedSchema } from '@/lib/sellers/onboarded.schema';

const sentSchema = z.array(z.object({ name: z.string(), data: z.looseObject({ lane: z.string() }) }));

const db = useTestDatabase({ emptyBeforeEach: true });
let engine: Server;
let sent: z.infer<typeof sentSchema>;
let api: typeof import('./route');

/** The route itself, as Next calls it, with an engine that takes everything. */
beforeAll(async () => {
  engine = createServer(async (request, response) => {
    const events = sentSchema.parse(JSON.parse(await readAll(request)));
    sent.push(...events);
    response.end(JSON.stringify({ ids: events.map((_, i) => String(i)), status: 200 }));
  });
  await new Promise<void>((listening) => engine.listen(0, '127.0.0.1', listening));
  // A TCP server that listens has an address with a port.
  process.env.INNGEST_BASE_URL = `http://127.0.0.1:${(engine.address() as AddressInfo).port}`;
  process.env.INNGEST_DEV = '1';
  process.env.DATABASE_URL = db.url;
  process.env.SOKO_SECRET = 's'.repeat(32);
  process.env.LOG_LEVEL = 'silent';
  api = await import('./route');
});
beforeEach(async () => {
  sent = [];
  Object.assign(globalThis, { sokoLimits: undefined });
});
afterAll(async () => {
  engine.close();
});

const phones = (count: number, prefix = '70') =>
  Array.from({ length: count }, (_, i) => `254${prefix}${1_000_000 + i}`);
const catalogues = (of: string[]) => of.map((phone) => `https://wa.me/c/${phone}`).join('\n');

async function paste(text: string, client = '198.51.100.7', more: object = {}) {
  const request = new Request('http://127.0.0.1:3000/api/sellers', {
    method: 'POST',
    headers: { 'content-type': 'application/json', [PEER_HEADER]: client },
    body: JSON.stringify({ text, ...more }),
  });
  const response = await documented('POST /api/sellers', api.POST(request, {}));
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: await response.json() };
}

describe('what one client may', () => {
  test('a paste of 150 catalogues: the first are taken, the others refused by name', async () => {
    const { status, body } = await paste(catalogues(phones(150)));
    expect(status).toBe(202);
    const { sellers, accepted, rejected } = onboardedSchema.parse(body);
    expect([sellers.length, accepted.length]).toEqual([30, 30]);
    expect(rejected.map(({ code }) => code)).toEqual(Array(120).fill('too_many_catalogues'));
    expect(sent.filter(({ name }) => name === 'seller/sync.requested')).toHaveLength(30);
  });

  test('two full pastes an hour, then it is told when to come back; another client is not held up', async () => {
    for (const prefix of ['71', '72']) expect((await paste(catalogues(phones(30, prefix)))).status).toBe(202);
    const third = await paste(catalogues(phones(30, '73')));
    expect(third).toMatchObject({ status: 429, body: { error: { code: 'too_many_requests' } } });
    expect(Number(third.retryAfter)).toBeGreaterThan(1_500);
    expect(await db.prisma.syncRun.count()).toBe(60);
    expect((await paste(catalogues(phones(1, '74')), '198.51.100.8')).status).toBe(202);
    // Product links are counted apart.
    expect((await paste('https://wa.me/p/1/254700000001')).status).toBe(202);
  });

  test('product links by the hour', async () => {
    const links = (from: number) =>
      Array.from({ length: 5_000 }, (_, i) => `https://wa.me/p/${from + i}/254700000001`).join(' ');
    expect((await paste(links(1))).status).toBe(202);
    expect((await paste(links(10_001))).status).toBe(202);
    expect(await paste(links(20_001))).toMatchObject({ status: 429 });
    // Thousands of events are not sent while somebody waits for the answer.
    expect(sent.map(({ name }) => name)).toEqual(['seller/products.named', 'seller/products.named']);
  });

  test('a paste that is refused costs nothing', async () => {
    for (const prefix of ['71', '72']) await paste(catalogues(phones(30, prefix)));
    const links = Array.from({ length: 4_000 }, (_, i) => `https://wa.me/p/${i + 1}/254700000001`).join(' ');
    for (let i = 0; i < 4; i++) expect((await paste(`${links} ${catalogues(phones(20, '73'))}`)).status).toBe(429);
    expect((await paste(links)).status).toBe(202);
  });

  test('not a paste every second', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 40; i++) statuses.push((await paste('no link in this')).status);
    expect(statuses[0]).toBe(422);
    expect(statuses).toContain(429);
  });
});

test('a client’s work waits in its own lanes, which do not tell its address', async () => {
  await paste(catalogues(phones(4, '75')), '198.51.100.7');
  await paste(catalogues(phones(1, '76')), '198.51.100.7');
  await paste(catalogues(phones(1, '77')), '198.51.100.8');
  const lanes = [...new Set(sent.map(({ data }) => data.lane))];
  expect(lanes.map((lane) => lane.split('/')[1])).toEqual(['many', 'few', 'few']);
  expect(lanes[0]?.split('/')[0]).toBe(lanes[1]?.split('/')[0]);
  expect(lanes[1]).not.toBe(lanes[2]);
  const stored = await db.prisma.syncRun.findMany();
  expect(new Set(stored.map((run) => run.lane))).toEqual(new Set(lanes));
  expect(JSON.stringify([sent, stored])).not.toContain('198.51.100');
});

test('the second paster of a catalogue gets no token, unless they bring it', async () => {
  const text = catalogues(phones(1, '78'));
  const [first] = onboardedSchema.parse((await paste(text)).body).sellers;
  expect(first?.token).toMatch(/^[\w-]{43}$/);
  const [joined] = onboardedSchema.parse((await paste(text, '198.51.100.9')).body).sellers;
  expect(joined).toMatchObject({ syncId: first?.syncId, token: null });
  const [own] = onboardedSchema.parse((await paste(text, '198.51.100.7', { tokens: [first?.token] })).body).sellers;
  expect(own?.token).toBe(first?.token);
});
