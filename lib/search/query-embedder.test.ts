import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { createWorkerQueryEmbedder, type QueryEmbedder, timeEmbedder } from './query-embedder';

interface Asked {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const vectorOf = (length: number): string => {
  const bytes = Buffer.alloc(length * 4);
  for (let i = 0; i < length; i++) bytes.writeFloatLE(i / length, i * 4);
  return bytes.toString('base64');
};
const VECTOR = JSON.stringify({ space: 'siglip', vector: vectorOf(EMBEDDING_DIMENSIONS) });
const NOT_FINITE = Buffer.alloc(EMBEDDING_DIMENSIONS * 4, 0xff).toString('base64');
const PHOTO = { data: Uint8Array.of(1, 2, 3), width: 1, height: 1 };

let server: Server;
let embedder: QueryEmbedder;
let answer: { status: number; body: string; headers?: Record<string, string> };
let asked: Asked;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    asked = { path: request.url, headers: request.headers, body: Buffer.concat(await request.toArray()) };
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  embedder = createWorkerQueryEmbedder({ workerUrl: `http://127.0.0.1:${port}`, workerToken: 'secret' });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const IN = { space: 'siglip' };

describe('the worker query embedder', () => {
  test('sends words as JSON with the token and reads the vector', async () => {
    answer = { status: 200, body: VECTOR };
    const { space, vector } = await embedder.embedText('viatu vyekundu', IN);
    expect(space).toBe('siglip');
    expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
    expect(vector[384]).toBeCloseTo(0.5, 5);
    expect(asked).toMatchObject({
      path: '/internal/embed',
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json', 'x-soko-space': 'siglip' },
    });
    expect(asked.body.toString()).toBe(JSON.stringify({ text: 'viatu vyekundu' }));
  });

  test('sends a photo as its pixels', async () => {
    answer = { status: 200, body: VECTOR };
    await embedder.embedImage(PHOTO, IN);
    expect(asked.headers['content-type']).toBe('image/x-rgb; width=1; height=1');
    expect([...asked.body]).toEqual([1, 2, 3]);
  });

  test.each([
    ['it is overloaded', 503, JSON.stringify({ error: { code: 'busy', message: 'x' } })],
    ['the token is wrong', 401, JSON.stringify({ error: { code: 'unauthorised', message: 'x' } })],
    ['it answers no JSON', 200, '<html>'],
    ['it answers another shape', 200, JSON.stringify({ vector: 'AAAA' })],
    ['the vector is too short', 200, JSON.stringify({ space: 's', vector: vectorOf(3) })],
    ['the vector is not finite', 200, JSON.stringify({ space: 's', vector: NOT_FINITE })],
    ['it sends us elsewhere', 307, VECTOR],
  ])('says that search is away when %s', async (_when, status, body) => {
    answer = { status, body, headers: { location: '/elsewhere' } };
    await expect(embedder.embedText('x', IN)).rejects.toMatchObject({ code: 'search_unavailable', status: 503 });
    expect(asked.path).toBe('/internal/embed');
  });

  test('says that search is away when the worker is', async () => {
    const nobody = createWorkerQueryEmbedder({ workerUrl: 'http://127.0.0.1:9', workerToken: 'secret' });
    await expect(nobody.embedText('x', IN)).rejects.toMatchObject({ code: 'search_unavailable', status: 503 });
  });

  test('does not wait longer for words than a person would, whatever the worker has begun to say', async () => {
    let said: (() => void) | undefined;
    const begun = new Promise<void>((resolve) => {
      said = resolve;
    });
    const slow = createServer((_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
      said?.();
    });
    await new Promise<void>((listening) => slow.listen(0, '127.0.0.1', listening));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { port } = slow.address() as AddressInfo;
      const asked = createWorkerQueryEmbedder({ workerUrl: `http://127.0.0.1:${port}`, workerToken: 'secret' });
      const answer = asked.embedText('x', IN).catch((error: unknown) => error);
      await begun;
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await answer).toMatchObject({ code: 'search_unavailable' });
    } finally {
      vi.useRealTimers();
      slow.closeAllConnections();
      slow.close();
    }
  });

  test('gives up with a shopper who left', async () => {
    const left = AbortSignal.abort();
    await expect(embedder.embedImage(PHOTO, { ...IN, signal: left })).rejects.toMatchObject({
      code: 'search_unavailable',
    });
  });

  test('passes on what is wrong with the words', async () => {
    answer = { status: 422, body: JSON.stringify({ error: { code: 'invalid_input', message: 'No words.' } }) };
    await expect(embedder.embedText(' ', IN)).rejects.toMatchObject({
      code: 'invalid_input',
      status: 422,
      retry: { again: false },
    });
  });
});

describe('timeEmbedder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const answer = { space: 'test/v1', vector: Float32Array.of(1) };
  const later = <T>(ms: number, what: () => T) =>
    new Promise<T>((resolve, reject) => {
      setTimeout(() => {
        try {
          resolve(what());
        } catch (error) {
          reject(error);
        }
      }, ms);
    });
  const slow: QueryEmbedder = {
    embedImage: () => later(300, () => answer),
    embedText: () => later(100, () => answer),
  };

  test('was not waited for when it was not asked', () => {
    expect(timeEmbedder(slow).waitedMs()).toBe(0);
  });

  test('counts from the question to the answer, and a picture and words beside each other once', async () => {
    const { embedder, waitedMs } = timeEmbedder(slow);
    await vi.advanceTimersByTimeAsync(1_000);
    const both = Promise.all([embedder.embedImage(PHOTO, IN), embedder.embedText('red', IN)]);
    await vi.advanceTimersByTimeAsync(300);
    expect(await both).toEqual([answer, answer]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(waitedMs()).toBe(300);
  });

  test('counts what was waited for in vain', async () => {
    const { embedder, waitedMs } = timeEmbedder({
      ...slow,
      embedText: () =>
        later(5_000, () => {
          throw new Error('away');
        }),
    });
    const refused = expect(embedder.embedText('red', IN)).rejects.toThrow('away');
    await vi.advanceTimersByTimeAsync(5_000);
    await refused;
    expect(waitedMs()).toBe(5_000);
  });
});
