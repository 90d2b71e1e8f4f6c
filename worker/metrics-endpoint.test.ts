import { request } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createLogger } from '@/lib/platform/logger';
import { createHttpServer, listen } from './http-server';
import { createMetricsEndpoint } from './metrics-endpoint';

const TOKEN = 'm'.repeat(32);

async function ask(token: string | undefined, headers: Record<string, string>) {
  const routes = { 'GET /metrics': createMetricsEndpoint(token) };
  const server = createHttpServer(routes, createLogger({ name: 'test', level: 'silent' }));
  const port = await listen(server, { port: 0, host: '127.0.0.1' });
  onTestFinished(() => void server.close());
  return new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/metrics', headers }, (response) => {
      response.resume();
      resolve([response.statusCode, response.headers['www-authenticate']]);
    })
      .on('error', reject)
      .end();
  });
}

test('this machine reads the metrics', async () => {
  expect(await ask(undefined, { host: 'localhost:3100' })).toEqual([200, undefined]);
  expect(await ask(TOKEN, { host: '[::1]:3100' })).toEqual([200, undefined]);
});

test.each(['', 'Bearer ', 'Bearer wrong', `Basic ${TOKEN}`, `Bearer ${TOKEN}x`])(
  'nobody else does with %j',
  async (authorization) => {
    const headers = { 'x-forwarded-for': '127.0.0.1', authorization };
    expect(await ask(TOKEN, headers)).toEqual([401, 'Bearer']);
    expect(await ask(undefined, headers)).toEqual([401, 'Bearer']);
  },
);

test('but with the token', async () => {
  expect(await ask(TOKEN, { host: 'worker.example', authorization: `Bearer ${TOKEN}` })).toEqual([200, undefined]);
});
