import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from '@/lib/embedding/embedding-model';
import { createLogger } from '@/lib/platform/logger';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { createWorkerQueryEmbedder } from '@/lib/search/query-embedder';
import { createEmbedEndpoint } from './embed-endpoint';
import { createHttpServer, listen } from './http-server';

const TOKEN = 'a-token-of-at-least-32-characters!';
const vector = Float32Array.from({ length: EMBEDDING_DIMENSIONS }, (_, i) => Math.fround((i - 384) / 1000));

let close: () => Promise<void>;
let url: string;
let model: Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'>;
let shoppers: ShoppersFirst;
let spaces: (string | undefined)[];
let seen: { what: string; lane: string | undefined; signal: AbortSignal | undefined }[];

beforeEach(async () => {
  seen = [];
  spaces = [];
  model = {
    space: 'space-1',
    embedImage: async (image, options) => {
      const what = image instanceof Uint8Array ? 'a file' : `${image.width}×${image.height}`;
      seen.push({ what, lane: options?.lane, signal: options?.signal });
      return vector;
    },
    embedText: async (text, options) => {
      seen.push({ what: text, lane: options?.lane, signal: options?.signal });
      return vector;
    },
  };
  shoppers = new ShoppersFirst();
  const endpoint = createEmbedEndpoint({
    token: TOKEN,
    shoppers,
    models: {
      ofSearch: async (wanted) => {
        spaces.push(wanted);
        return model;
      },
    },
  });
  const server = createHttpServer(
    { 'POST /internal/embed': endpoint },
    createLogger({ name: 'test', level: 'silent' }),
  );
  url = `http://127.0.0.1:${await listen(server, { port: 0, host: '127.0.0.1' })}`;
  close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

const post = (body: string | Uint8Array<ArrayBuffer>, type: string, token = TOKEN) =>
  fetch(`${url}/internal/embed`, {
    method: 'POST',
    body,
    headers: { 'content-type': type, authorization: `Bearer ${token}` },
  });
const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code;

describe('what web sends is understood, and web understands the answer', () => {
  test('a picture and words, ahead of the pipeline', async () => {
    const embedder = createWorkerQueryEmbedder({ workerUrl: url, workerToken: TOKEN });
    const photo = { data: new Uint8Array(4 * 5 * 3), width: 4, height: 5 };
    expect(await embedder.embedImage(photo, { space: 'space-1' })).toEqual({ space: 'space-1', vector });
    expect(await embedder.embedText('kitenge dress', { space: 'space-1' })).toEqual({ space: 'space-1', vector });
    expect(seen.map(({ what, lane }) => [what, lane])).toEqual([
      ['4×5', 'interactive'],
      ['kitenge dress', 'interactive'],
    ]);
    expect(spaces).toEqual(['space-1', 'space-1']);
  });
});

describe('refused', () => {
  test('without the token, and with another one', async () => {
    expect((await fetch(`${url}/internal/embed`, { method: 'POST' })).status).toBe(401);
    const response = await post('{"text":"x"}', 'application/json', `${TOKEN}x`);
    expect([response.status, await codeOf(response)]).toEqual([401, 'unauthorised']);
    expect(seen).toEqual([]);
  });

  test.each([
    ['too large a picture', new Uint8Array(5 * 1024 * 1024), 'image/x-rgb; width=2000; height=2000', 413],
    ['too much text', JSON.stringify({ text: 'x'.repeat(70_000) }), 'application/json', 413],
    ['no text', '{"text":"  "}', 'application/json', 422],
    ['no JSON', 'text', 'application/json', 400],
    ['another type', 'text', 'text/plain', 415],
    ['a file yet to be decoded', new Uint8Array(12), 'image/png', 415],
    ['fewer pixels than it says', new Uint8Array(12), 'image/x-rgb; width=2; height=3', 415],
  ])('%s', async (_, body, type, status) => {
    expect((await post(body, type)).status).toBe(status);
    expect(seen).toEqual([]);
  });

  test('an unknown path, and what nobody threw on purpose, without its words', async () => {
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    model.embedText = async () => {
      throw new Error('secret internals');
    };
    const response = await post('{"text":"x"}', 'application/json');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });
});

test('a shopper who leaves stops the work', async () => {
  let stopped: (() => void) | undefined;
  const stoppedWork = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  let began: (() => void) | undefined;
  const begun = new Promise<void>((resolve) => {
    began = resolve;
  });
  model.embedText = (_text, options) =>
    new Promise((_, reject) => {
      options?.signal?.addEventListener('abort', () => {
        stopped?.();
        reject(new Error('aborted'));
      });
      began?.();
    });
  const leaving = new AbortController();
  const request = fetch(`${url}/internal/embed`, {
    method: 'POST',
    body: '{"text":"x"}',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    signal: leaving.signal,
  });
  await begun;
  leaving.abort();
  await expect(request).rejects.toThrow();
  await stoppedWork;
});

test('an upload that stands still is no search under way', async () => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(
    `POST /internal/embed HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${TOKEN}\r\n` +
      'content-type: application/json\r\ncontent-length: 12\r\n\r\n{"text"',
  );
  // Answered after the endpoint has seen the other one.
  expect((await post('{"text":"x"}', 'application/json')).status).toBe(200);
  expect(shoppers.underWay).toBe(0);
  let during = 0;
  model.embedText = async () => {
    during = shoppers.underWay;
    return vector;
  };
  const answered = new Promise((resolve) => socket.once('data', resolve));
  socket.write(':"x"}');
  await answered;
  expect([during, shoppers.underWay]).toEqual([1, 0]);
  socket.destroy();
});

test('more shoppers than the machine can serve are told to come back', async () => {
  let release: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  model.embedText = async () => {
    await gate;
    return vector;
  };
  const refused: Response[] = [];
  let allRefused: (() => void) | undefined;
  const eightRefused = new Promise<void>((resolve) => {
    allRefused = resolve;
  });
  const requests = Array.from({ length: 40 }, async () => {
    const response = await post('{"text":"x"}', 'application/json');
    if (response.status === 503 && refused.push(response) === 8) allRefused?.();
    return response.status;
  });
  // The other 32 are being served until the gate opens.
  await eightRefused;
  for (const response of refused) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  release?.();
  expect((await Promise.all(requests)).filter((status) => status === 200)).toHaveLength(32);
});
