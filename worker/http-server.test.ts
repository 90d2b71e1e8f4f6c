import { request as httpRequest } from 'node:http';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '@/lib/platform/logger';
import { answerJson, createHttpServer, listen } from './http-server';

/** How long a server may keep a connection that it has nothing more to say on. */
const QUIET_MS = 250;
/** Before its first word: a busy machine is not a server without an answer. */
const PATIENCE_MS = 4_000;

let port: number;
let close: () => Promise<void>;
let logged: { level: string; msg: string; requestId?: string }[];
/** What would have ended the process. */
let deaths: unknown[];
const remember = (error: unknown) => void deaths.push(error);

beforeEach(async () => {
  logged = [];
  deaths = [];
  const server = createHttpServer(
    {
      'GET /health': (_request, response) => answerJson(response, 200, { ok: true }),
      'GET /throws': () => {
        throw new Error('secret internals');
      },
      'POST /writes-late': (request, response) => {
        request.resume();
        setTimeout(() => {
          response.write('after');
          response.end('the end');
          response.write('and more');
        }, 20);
      },
    },
    createLogger({
      name: 'test',
      level: 'info',
      destination: { write: (line: string) => void logged.push(JSON.parse(line)) },
    }),
  );
  port = await listen(server, { port: 0, host: '127.0.0.1' });
  process.on('uncaughtExceptionMonitor', remember);
  close = async () => {
    process.off('uncaughtExceptionMonitor', remember);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

/** Sends these bytes as they are; what came back by the time the server hung up or had nothing more to say. */
function send(bytes: Buffer | string, patienceMs = PATIENCE_MS): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.setTimeout(patienceMs, () => socket.destroy());
    socket.on('data', (data) => {
      socket.setTimeout(QUIET_MS);
      answer += data.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer));
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

async function stillServes(): Promise<void> {
  expect(statusOf(await send('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))).toBe(200);
}

describe('a request line that no client of ours sends', () => {
  test.each([
    '//[',
    '//[::1',
    '//:99999999/',
    'http://',
    'http://[',
    'https://%zz/',
    'http://a b/',
    '//\u00ff[\u0001',
    '//%00[',
    'http://x:y:z/',
    '//@:',
    '/\\/[',
  ])('%s is 400, and the next request is answered', async (target) => {
    expect(statusOf(await send(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`))).toBe(400);
    await stillServes();
    expect(deaths).toEqual([]);
    expect(logged).toEqual([]);
  });

  test.each(['[', 'a b', 'x:y:z', '[::1', '%zz:1', 'a/b', 'x@y'])('a Host of %s is 400', async (host) => {
    expect(statusOf(await send(`GET /health HTTP/1.1\r\nHost: ${host}\r\n\r\n`))).toBe(400);
    expect(logged).toEqual([]);
  });

  test.each([
    ['a tunnel', 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a tunnel to nowhere', 'CONNECT //[ HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['another method', 'BREW /health HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.repeat(4)],
    ['too many headers', `GET /health HTTP/1.1\r\nHost: x\r\n${'a: b\r\n'.repeat(20_000)}\r\n`],
    ['two lengths', 'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST /health HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no length of a chunk', 'POST /health HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
  ])('%s is refused with words', async (_what, bytes) => {
    expect(statusOf(await send(bytes))).toBeGreaterThanOrEqual(400);
    await stillServes();
    expect(deaths).toEqual([]);
  });

  test.each(['websocket', 'h2c', '\u00ff'])('an upgrade to %s is a request like any other', async (protocol) => {
    const upgrade = `Connection: Upgrade\r\nUpgrade: ${protocol}\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n`;
    expect(statusOf(await send(`GET /health HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`))).toBe(200);
    await stillServes();
  });
});

test('a handler that throws at once, and one that writes to a caller who has left, hurt nobody', async () => {
  expect(statusOf(await send('GET /throws HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))).toBe(500);
  for (let times = 0; times < 5; times++) {
    const request = httpRequest({ port, host: '127.0.0.1', path: '/writes-late', method: 'POST' });
    request.on('error', () => {});
    request.write('x');
    await new Promise((sent) => request.once('socket', (socket) => socket.once('connect', sent)));
    request.destroy();
  }
  await send('POST /writes-late HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n');
  await stillServes();
  expect(deaths).toEqual([]);
});

/** mulberry32: the same bytes on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const PIECES = [
  'GET',
  'POST',
  'PUT',
  'CONNECT',
  'OPTIONS',
  'PRI',
  ' ',
  '  ',
  '/',
  '//',
  '[',
  ']',
  '//[',
  '*',
  '%00',
  '%',
  '%zz',
  '?',
  '#',
  '@',
  ':',
  '\\',
  'http://',
  'https://',
  'ws:',
  'x',
  '/health',
  '/api/inngest',
  ' HTTP/1.1',
  ' HTTP/2.0',
  ' HTTP/0.9',
  '\r\n',
  '\n',
  '\r',
  '\0',
  '\x7f',
  '\xff',
  '\xed\xa0\x80',
  'Host: ',
  'Host: [\r\n',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Expect: 100-continue',
  'Upgrade: websocket\r\nConnection: upgrade',
  'Connection: close',
  '\r\n\r\n',
  'a'.repeat(5_000),
]; // prettier-ignore

function hostileBytes(random: (below: number) => number): Buffer {
  const piece = () => PIECES[random(PIECES.length)] ?? '';
  const junk = (most: number) => Array.from({ length: random(most) }, piece).join('');
  switch (random(4)) {
    case 0:
      return Buffer.from(Array.from({ length: random(200) }, () => random(256)));
    case 1:
      return Buffer.from(junk(30), 'latin1');
    case 2:
      return Buffer.from(`GET ${junk(8)} HTTP/1.1\r\nHost: x\r\n\r\n`, 'latin1');
    default:
      return Buffer.from(`POST /${junk(6)} HTTP/1.1\r\nHost: ${junk(3)}\r\n${junk(6)}\r\n\r\n${junk(10)}`, 'latin1');
  }
}

test('no bytes end the process: 2,000 requests made of pieces, with a fixed seed', async () => {
  const random = randomFrom(8);
  for (let round = 0; round < 40; round++) {
    const requests = Array.from({ length: 50 }, () => hostileBytes(random));
    const answers = await Promise.all(requests.map((request) => send(request, QUIET_MS)));
    // Some are no more than a beginning, and get no answer.
    for (const answer of answers) if (answer !== '') expect(statusOf(answer)).toBeGreaterThanOrEqual(100);
    expect(answers.filter((answer) => statusOf(answer) >= 500)).toEqual([]);
    expect(deaths).toEqual([]);
  }
  await stillServes();
  expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
}, 120_000);

test('what goes wrong is logged under the id that the caller sent, which the answer names', async () => {
  const headers = { 'x-request-id': 'req-0001-abcd' };
  const answer = await fetch(`http://127.0.0.1:${port}/throws`, { headers });
  expect([answer.status, answer.headers.get('x-request-id')]).toEqual([500, 'req-0001-abcd']);
  expect(logged).toMatchObject([{ level: 'error', requestId: 'req-0001-abcd' }]);
});
