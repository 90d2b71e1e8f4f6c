import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { errorResponse } from '@/lib/platform/http-errors';
import { BODY_LIMITS } from './bodies-in-flight';
import { BODY_HEADER, guardBody } from './body-door';
import { readBody } from './read-body';

const MEGABYTE = 1024 * 1024;
const MOST = 10 * MEGABYTE;

let server: Server;
let port: number;
let unexpected: unknown[];
/** What the route does with a request, as Next hands it over. */
let route: (request: Request) => Promise<Response>;
let sockets: Socket[];

/** As Next 16 makes one of a Node request. */
function asRequest(incoming: IncomingMessage): Request {
  const headers = new Headers(
    Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const init = { method: 'POST', headers, body: incoming, duplex: 'half' };
  // undici takes any async iterable as a body; the types of RequestInit know none.
  return new Request('http://soko.test/', init as unknown as RequestInit);
}

const reading = async (request: Request): Promise<Response> => {
  const body = await readBody(request, MOST, 'The most is 10 MB.');
  return Response.json({ bytes: body.length });
};

beforeEach(async () => {
  unexpected = [];
  sockets = [];
  route = reading;
  server = createServer(async (incoming, outgoing) => {
    guardBody(incoming, outgoing);
    const answer = await route(asRequest(incoming)).catch((error: unknown) =>
      errorResponse(error, (one) => unexpected.push(one)),
    );
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  vi.useRealTimers();
  for (const socket of sockets) socket.destroy();
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

interface Sent {
  socket: Socket;
  /** What came back so far. */
  answer: () => string;
  closed: Promise<void>;
}

/** Opens a connection, says what is to come, and sends so much of it. */
async function send({
  length,
  bytes,
  pieces = 64 * 1024,
  from = '203.0.113.1',
}: {
  length: number | null;
  bytes: number;
  pieces?: number;
  from?: string;
}): Promise<Sent> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let received = '';
  socket.on('data', (data) => {
    received += data;
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  const size = length === null ? 'transfer-encoding: chunked' : `content-length: ${length}`;
  socket.write(
    `POST / HTTP/1.1\r\nhost: soko.test\r\nx-forwarded-for: ${from}\r\n${BODY_HEADER}: 1\r\n${size}\r\n\r\n`,
  );
  const piece = Buffer.alloc(Math.min(bytes, pieces), 'x');
  for (let sent = 0; sent < bytes; sent += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, bytes - sent));
    if (length === null) socket.write(`${part.length.toString(16)}\r\n`);
    const isFlowing = socket.write(part);
    if (length === null) socket.write('\r\n');
    if (!isFlowing) await Promise.race([new Promise((drained) => socket.once('drain', drained)), closed]);
  }
  return { socket, answer: () => received, closed };
}

const answered = (sent: Sent, words: RegExp) =>
  vi.waitFor(() => expect(sent.answer()).toMatch(words), { timeout: 20_000 });

describe('a body', () => {
  test('is read whole when it fits', async () => {
    const sent = await send({ length: 3 * MEGABYTE, bytes: 3 * MEGABYTE });
    await answered(sent, /200 OK.*"bytes":3145728/s);
  });

  test.each([
    ['that says it is too long', { length: 50 * MEGABYTE, bytes: 100 }],
    ['that turns out too long', { length: null, bytes: 11 * MEGABYTE }],
  ])('%s is told so, and its connection ends though more could come', async (_, what) => {
    const sent = await send(what);
    await answered(sent, /413 .*body_too_large/s);
    await sent.closed;
    expect(unexpected).toEqual([]);
  });

  test('that goes on after its refusal is not read on', async () => {
    let received = 0;
    server.on('connection', (socket) => socket.on('close', () => (received = socket.bytesRead)));
    const sent = await send({ length: 500 * MEGABYTE, bytes: 100 * MEGABYTE });
    await answered(sent, /413 .*body_too_large/s);
    await sent.closed;
    await vi.waitFor(() => expect(received).toBeGreaterThan(0));
    expect(received).toBeLessThan(2 * MEGABYTE);
  });

  test('that comes to a stop is told so, and its connection ends', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
    const sent = await send({ length: 9 * MEGABYTE, bytes: MEGABYTE });
    await vi.waitFor(() => expect(server.listening).toBe(true));
    await settled();
    vi.advanceTimersByTime(BODY_LIMITS.stallMs + 2_000);
    await answered(sent, /408 .*body_too_slow/s);
    await sent.closed;
    expect(unexpected).toEqual([]);
  });

  test('that breaks off is no error of ours', async () => {
    const outcome = new Promise<unknown>((tell) => {
      route = (request) =>
        reading(request).catch((error: unknown) => {
          tell(error);
          throw error;
        });
    });
    const sent = await send({ length: 9 * MEGABYTE, bytes: MEGABYTE });
    await settled();
    sent.socket.destroy();
    expect(await outcome).toMatchObject({ code: 'client_gone', status: 499 });
    expect(unexpected).toEqual([]);
  });

  test('that no route reads ends its connection after the answer, too', async () => {
    route = async () => new Response('no');
    const sent = await send({ length: 9 * MEGABYTE, bytes: MEGABYTE });
    await answered(sent, /200 OK/);
    await sent.closed;
  });

  test('that comes byte by byte is told so, and costs what it has', async () => {
    let chunks = 0;
    route = async (request) => {
      const { body } = request;
      if (body !== null) for await (const _ of body) chunks += 1;
      return new Response('read');
    };
    const whole = await send({ length: null, bytes: 900, pieces: 1 });
    whole.socket.write('0\r\n\r\n');
    await answered(whole, /200 OK/);
    expect(chunks).toBeLessThan(3);
    route = reading;
    await answered(await send({ length: null, bytes: 100_000, pieces: 1 }), /400 .*invalid_request/s);
    expect(unexpected).toEqual([]);
  });

  test('that is refused and that no route answers for ends by itself', async () => {
    route = async (request) => {
      // As Next reads a server action's.
      await request.arrayBuffer().catch(() => {});
      return new Promise(() => {});
    };
    const first = await send({ length: 90 * MEGABYTE, bytes: 40 * MEGABYTE });
    await first.closed;
    expect(first.answer()).toBe('');
  });
});

describe('hundreds of unfinished bodies', () => {
  test('of one client hold its share, and another client is served meanwhile', async () => {
    const refused = new Set<number>();
    const all = await Promise.all(
      Array.from({ length: 12 }, async (_, place) => {
        const sent = await send({ length: 9 * MEGABYTE, bytes: 8 * MEGABYTE });
        sent.socket.on('data', () => refused.add(place));
        if (sent.answer() !== '') refused.add(place);
        return sent;
      }),
    );
    await vi.waitFor(() => expect(refused.size).toBeGreaterThanOrEqual(8), { timeout: 20_000 });
    const answers = all.map((sent) => sent.answer()).filter((answer) => answer !== '');
    for (const answer of answers) expect(answer).toMatch(/429 .*retry-after: 5.*too_many_requests/is);
    const other = await send({ length: 8 * MEGABYTE, bytes: 8 * MEGABYTE, from: '203.0.113.2' });
    await answered(other, /200 OK/);
    expect(unexpected).toEqual([]);
  });

  test('that send nothing are counted', async () => {
    const all = await Promise.all(
      Array.from({ length: BODY_LIMITS.clientBodies + 20 }, () => send({ length: 100, bytes: 1, from: '203.0.113.3' })),
    );
    await vi.waitFor(() => expect(all.filter((sent) => /429 /.test(sent.answer()))).toHaveLength(20), {
      timeout: 20_000,
    });
    const other = await send({ length: 10, bytes: 10, from: '203.0.113.4' });
    await answered(other, /200 OK/);
  });
});

describe('bodies behind another request on one connection', () => {
  test('are forgotten with it, though their answers never had their turn', async () => {
    route = (request) => (request.headers.has('x-waits') ? new Promise(() => {}) : reading(request));
    const gone = new Promise((closed) => server.once('connection', (one) => one.once('close', closed)));
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    const head = 'POST / HTTP/1.1\r\nhost: soko.test\r\nx-forwarded-for: 203.0.113.9\r\ncontent-length: 2\r\n';
    let arrived = 0;
    server.on('request', () => {
      arrived += 1;
    });
    socket.write(`${head}x-waits: 1\r\n\r\nhi`.repeat(BODY_LIMITS.clientBodies));
    await vi.waitFor(() => expect(arrived).toBe(BODY_LIMITS.clientBodies));
    await answered(await send({ length: 10, bytes: 10, from: '203.0.113.9' }), /429 /);
    socket.destroy();
    await gone;
    for (let others = 0; others < 10; others += 1) await send({ length: 10, bytes: 1, from: '203.0.113.9' });
    await answered(await send({ length: 10, bytes: 10, from: '203.0.113.9' }), /200 OK/);
  });
});

/** What was written has arrived: the loop has gone round a few times. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
