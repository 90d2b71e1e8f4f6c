import { describe, expect, it, vi } from 'vitest';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { createWorkerQueryEmbedder } from './worker-query-embedder';

function embedder(answer: () => Promise<Response>) {
  const fetch = vi.fn((_url: URL | RequestInfo, _init?: RequestInit) => answer());
  return {
    fetch,
    embedder: createWorkerQueryEmbedder({ workerUrl: 'http://worker.test:3100', workerToken: 'secret', fetch }),
  };
}

function vectorOf(length: number): string {
  const bytes = Buffer.alloc(length * 4);
  for (let i = 0; i < length; i++) bytes.writeFloatLE(i / length, i * 4);
  return bytes.toString('base64');
}

describe('the worker query embedder', () => {
  it('sends words as JSON with the token and reads the vector', async () => {
    const { fetch, embedder: worker } = embedder(async () =>
      Response.json({ space: 'siglip', vector: vectorOf(EMBEDDING_DIMENSIONS) }),
    );
    const { space, vector } = await worker.embedText('viatu vyekundu');
    expect(space).toBe('siglip');
    expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
    expect(vector[384]).toBeCloseTo(0.5, 5);
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(String(url)).toBe('http://worker.test:3100/internal/embed');
    expect(init).toMatchObject({
      body: JSON.stringify({ text: 'viatu vyekundu' }),
      headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
      redirect: 'error',
    });
  });

  it('sends a photo as it is', async () => {
    const { fetch, embedder: worker } = embedder(async () =>
      Response.json({ space: 's', vector: vectorOf(EMBEDDING_DIMENSIONS) }),
    );
    await worker.embedImage(Uint8Array.of(1, 2, 3), 'image/jpeg');
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      body: Uint8Array.of(1, 2, 3),
      headers: { 'content-type': 'image/jpeg' },
    });
  });

  it.each([
    ['the worker is away', () => Promise.reject(new TypeError('fetch failed'))],
    ['it is overloaded', async () => Response.json({ error: { code: 'busy', message: 'x' } }, { status: 503 })],
    [
      'the token is wrong',
      async () => Response.json({ error: { code: 'unauthorised', message: 'x' } }, { status: 401 }),
    ],
    ['it answers no JSON', async () => new Response('<html>')],
    ['it answers another shape', async () => Response.json({ vector: 'AAAA' })],
    ['the vector is too short', async () => Response.json({ space: 's', vector: vectorOf(3) })],
    [
      'the vector is not finite',
      async () =>
        Response.json({ space: 's', vector: Buffer.alloc(EMBEDDING_DIMENSIONS * 4, 0xff).toString('base64') }),
    ],
  ])('says that search is away when %s', async (_when, answer) => {
    await expect(embedder(answer).embedder.embedText('x')).rejects.toMatchObject({
      code: 'search_unavailable',
      status: 503,
    });
  });

  it('passes on what is wrong with the photo', async () => {
    const answer = async () =>
      Response.json({ error: { code: 'image_undecodable', message: 'It is damaged.' } }, { status: 422 });
    await expect(embedder(answer).embedder.embedImage(new Uint8Array(1), 'image/jpeg')).rejects.toMatchObject({
      code: 'image_undecodable',
      status: 422,
      retry: { again: false },
    });
  });
});
