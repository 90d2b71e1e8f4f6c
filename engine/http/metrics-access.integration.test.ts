import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import type { RunningEngine } from '../start-engine';
import { startTestEngine } from '../testing/test-engine';
import { testKeys } from '../testing/test-keys';

const TOKEN = 'm'.repeat(32);
const [first, second] = [useTestDatabase(), useTestDatabase()];
let withToken: RunningEngine;
let without: RunningEngine;

beforeAll(async () => {
  withToken = await startTestEngine({ ...testKeys(), databaseUrl: first.url, metricsToken: TOKEN });
  without = await startTestEngine({ ...testKeys(), databaseUrl: second.url });
});
afterAll(async () => {
  await withToken.stop();
  await without.stop();
});

const ask = (
  engine: RunningEngine,
  headers: Record<string, string>,
): Promise<[number | undefined, string | undefined]> =>
  new Promise((resolve, reject) => {
    request({ port: engine.port, host: '127.0.0.1', path: '/metrics', headers }, (response) => {
      response.resume();
      resolve([response.statusCode, response.headers['www-authenticate']]);
    })
      .on('error', reject)
      .end();
  });

test.each([{ host: '127.0.0.1:1' }, { host: 'localhost' }, { host: 'localhost', authorization: 'Bearer wrong' }])(
  'metrics are read from this machine: %j',
  async (headers) => {
    expect(await ask(withToken, headers)).toEqual([200, undefined]);
    expect(await ask(without, headers)).toEqual([200, undefined]);
  },
);

test.each([
  { 'x-forwarded-for': '127.0.0.1' },
  { forwarded: 'for=127.0.0.1' },
  { via: '1.1 proxy' },
  { 'x-real-ip': '127.0.0.1' },
  { 'fly-client-ip': '127.0.0.1' },
  { 'x-cluster-client-ip': '127.0.0.1' },
  { 'x-envoy-external-address': '127.0.0.1' },
  { host: 'engine.example' },
])('and through a proxy with the token alone: %j', async (headers) => {
  for (const authorization of ['', 'Bearer', 'Bearer ', 'Bearer wrong', `Basic ${TOKEN}`, TOKEN, `Bearer ${TOKEN}x`])
    expect([authorization, await ask(withToken, { ...headers, authorization })]).toEqual([
      authorization,
      [401, 'Bearer'],
    ]);
  expect(await ask(withToken, { ...headers, authorization: `Bearer ${TOKEN}` })).toEqual([200, undefined]);
  for (const authorization of ['', 'Bearer undefined', 'Bearer '])
    expect(await ask(without, { ...headers, authorization })).toEqual([401, 'Bearer']);
});
