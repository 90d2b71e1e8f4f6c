import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

let server: Server;
let port: number;
let unwatch: () => void;
/** The request that the handler works for, as its log lines would say. */
let within: (string | undefined)[];
let seen: Pick<IncomingMessage, 'url' | 'method' | 'headers'>[];

/** A server that answers as Next does when it fails: from whatever state its answer is in. */
async function serve(publicUrl?: string) {
  vi.resetModules();
  if (publicUrl !== undefined) vi.stubEnv('PUBLIC_URL', publicUrl);
  const { watchGate } = await import('./gate');
  unwatch = watchGate();
  const { currentRequestId } = await import('@/lib/platform/request-id');
  server = createServer((request, response) => {
    within.push(currentRequestId());
    seen.push({ url: request.url, method: request.method, headers: { ...request.headers } });
    response.statusCode = 500;
    response.end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
}

const ask = (headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    httpRequest({ port, host: '127.0.0.1', headers }, (response) => resolve(response.resume()))
      .on('error', reject)
      .end();
  });

/** Bytes as they are. */
const send = (head: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${head}\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (data) => (answer += data));
    socket.on('close', () => resolve(answer)).on('error', reject);
  });

beforeEach(() => {
  seen = [];
  within = [];
});
afterEach(() => {
  unwatch();
  server.close();
});

describe('every answer', () => {
  test('names its request, by the id that came or one of its own, as the handler and its log lines do', async () => {
    await serve();
    const given = await ask({ 'x-request-id': 'req-0001-abcd' });
    expect(given.headers['x-request-id']).toBe('req-0001-abcd');
    const { headers } = await ask({ 'x-request-id': '254712345678' });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen.map((request) => request.headers['x-request-id'])).toEqual(['req-0001-abcd', headers['x-request-id']]);
    expect(within).toEqual(['req-0001-abcd', headers['x-request-id']]);
  });

  test('says what browsers are to do with it, also one that fails', async () => {
    await serve();
    const { headers } = await ask();
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test.each([
    ['https://soko.example', 'max-age=31536000'],
    ['http://soko.example', undefined],
    [undefined, undefined],
  ])('with PUBLIC_URL %s has Strict-Transport-Security %s', async (publicUrl, expected) => {
    await serve(publicUrl);
    const { headers } = await ask({ 'x-forwarded-proto': 'https' });
    expect(headers['strict-transport-security']).toBe(expected);
  });
});

describe('what a client says about itself', () => {
  test('is replaced by what is so', async () => {
    await serve();
    await ask({ host: 'evil.example', 'x-soko-peer': '203.0.113.7', 'x-soko-local': 'yes' });
    await ask({ host: 'localhost', 'x-soko-local': 'no' });
    await ask({ host: 'localhost', 'x-forwarded-for': '127.0.0.1' });
    expect(seen.map(({ headers }) => [headers['x-soko-peer'], headers['x-soko-local']])).toEqual([
      ['127.0.0.1', 'no'],
      ['127.0.0.1', 'yes'],
      ['127.0.0.1', 'no'],
    ]);
  });
});

describe('a request that Next could not read', () => {
  test.each([
    'GET /%',
    'GET //[',
    'GET /products/%ff',
    'TRACE /',
    'OPTIONS *',
    'POST /a\\b',
    'GET /a%00b',
    'GET http://[',
  ])('is told so, and Next never sees it: %s', async (line) => {
    await serve();
    const answer = await send(`${line} HTTP/1.1`);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*nosniff/s);
    const { error } = JSON.parse(answer.split('\r\n\r\n')[1] ?? '');
    expect(error).toEqual({ code: 'malformed_request', message: expect.stringContaining('not well formed') });
    expect(seen).toEqual([]);
  });

  test('is no other', async () => {
    await serve();
    await send('POST /api/search?text=%ff HTTP/1.1');
    expect(seen).toMatchObject([{ url: '/api/search?text=%ff', method: 'POST' }]);
  });
});
