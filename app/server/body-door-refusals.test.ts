import { createServer, request as httpRequest, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { BODY_LIMITS } from './bodies-in-flight';
import { guardBodies } from './body-door';

const UPLOAD =
  'POST /api/search HTTP/1.1\r\nhost: soko.test\r\nx-forwarded-for: 203.0.113.1\r\ncontent-length: 9000\r\n\r\n';

let server: Server;
let port: number;
/** Of what Next would have been handed. */
let seen: string[] = [];
let sockets: Socket[] = [];

beforeAll(async () => {
  guardBodies();
  server = createServer((request, response) => {
    seen.push(request.url ?? '');
    request.resume().on('end', () => response.end('from the route'));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  seen = [];
  sockets = [];
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  server.close();
});

/** Opens a connection and sends the beginning of a request; what came back so far. */
function begin(bytes: string): () => string {
  const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
  sockets.push(socket);
  let answer = '';
  socket.on('data', (data) => (answer += data)).on('error', () => {});
  return () => answer;
}

test('answers what is one too many before anybody else sees it', async () => {
  for (let count = 0; count < BODY_LIMITS.clientBodies; count += 1) begin(UPLOAD);
  await vi.waitFor(() => expect(seen).toHaveLength(BODY_LIMITS.clientBodies));
  const late = begin(UPLOAD);
  const patient = begin(UPLOAD.replace('\r\n\r\n', '\r\nexpect: 100-continue\r\n\r\n'));
  for (const answer of [late, patient]) {
    await vi.waitFor(() => expect(answer()).toMatch(/ 429 .*retry-after: 5.*"code":"too_many_requests"/is));
  }
  expect(seen).toHaveLength(BODY_LIMITS.clientBodies);
  // Nor is it read on, nor kept.
  await vi.waitFor(() => expect(sockets.slice(-2).every((socket) => socket.closed)).toBe(true), { timeout: 5_000 });

  const other = await new Promise<string>((resolve, reject) => {
    const headers = { 'x-forwarded-for': '203.0.113.2', 'content-length': 2 };
    const asked = httpRequest({ port, host: '127.0.0.1', method: 'POST', path: '/other', headers }, (response) => {
      response.setEncoding('utf8').on('data', resolve);
    });
    asked.on('error', reject).end('hi');
  });
  expect([other, seen.at(-1)]).toEqual(['from the route', '/other']);
});

test('answers what cannot all come before anybody else sees it', async () => {
  const large = UPLOAD.replace('9000', '9000000').replace('203.0.113.1', '203.0.113.5');
  const answers = Array.from({ length: 60 }, () => begin(large));
  await vi.waitFor(() => expect(answers.filter((answer) => / 429 /.test(answer()))).toHaveLength(46));
  expect(seen).toHaveLength(14);
});

test('leaves the bodies of /api/inngest to who reads those', async () => {
  const inngest = UPLOAD.replace('/api/search', '/api/inngest?fnId=a');
  for (let count = 0; count < BODY_LIMITS.clientBodies + 20; count += 1) begin(inngest);
  await vi.waitFor(() => expect(seen).toHaveLength(BODY_LIMITS.clientBodies + 20));
});
