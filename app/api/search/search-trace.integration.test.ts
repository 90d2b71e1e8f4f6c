import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTraceCollector, type TraceCollector } from '@/e2e/support/trace-collector';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { EMBEDDING_DIMENSIONS } from '@/lib/embedding/embedding-model';
import { picture } from '@/lib/media/pictures-for-tests';
import { createLogger } from '@/lib/platform/logger';
import { ShoppersFirst } from '@/lib/platform/shoppers-first';
import { startTracing, stopTracing } from '@/lib/platform/tracing/start-tracing';
import { enterSpaces } from '@/lib/reindex/space-in-use';
import { createEmbedEndpoint } from '@/worker/embed-endpoint';
import { createHttpServer, listen } from '@/worker/http-server';

const SPACE = 'test/v1';
const TOKEN = 'w'.repeat(32);
const db = useTestDatabase();
let collector: TraceCollector;
let closeWorker: () => void;

/** The route as Next calls it, and the worker's own endpoint over HTTP. */
beforeAll(async () => {
  const vector = new Float32Array(EMBEDDING_DIMENSIONS);
  vector[0] = 1;
  const model = { space: SPACE, embedImage: async () => vector, embedText: async () => vector };
  const endpoint = createEmbedEndpoint({
    token: TOKEN,
    shoppers: new ShoppersFirst(),
    models: { ofSearch: async () => model },
  });
  const server = createHttpServer(
    { 'POST /internal/embed': endpoint },
    createLogger({ name: 'test', level: 'silent' }),
  );
  const port = await listen(server, { port: 0, host: '127.0.0.1' });
  closeWorker = () => server.closeAllConnections();
  Object.assign(process.env, {
    DATABASE_URL: db.url,
    WORKER_URL: `http://127.0.0.1:${port}`,
    WORKER_TOKEN: TOKEN,
    LOG_LEVEL: 'silent',
  });
  await enterSpaces(db.prisma, { main: SPACE, next: null });
  collector = await startTraceCollector();
  await startTracing({ process: 'web', endpoint: collector.url });
});
afterAll(async () => {
  closeWorker();
  await collector.close();
});

test('a photo and its words: one trace over web and worker, without what was searched', async () => {
  const { POST } = await import('./route');
  const form = new FormData();
  form.set(
    'image',
    new Blob([new Uint8Array(await picture().jpeg().toBuffer())], { type: 'image/jpeg' }),
    'IMG_254712345678.jpg',
  );
  form.set('text', 'green kitenge');
  const answer = await POST(new Request('http://localhost:3000/api/search', { method: 'POST', body: form }), undefined);
  expect(answer.status).toBe(200);
  await stopTracing();
  const search = collector.spans.find(({ name }) => name === 'search');
  expect(search).toMatchObject({ parentId: undefined, attributes: { 'soko.mode': 'both' } });
  expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
  const of = (name: string) => collector.spans.filter((span) => span.name === name);
  for (const name of ['read photo', 'rank']) expect(of(name)[0]?.parentId).toBe(search?.spanId);
  // Photo and words are asked for each by itself; what the worker does stands below the question.
  expect(of('ask worker').map(({ parentId }) => parentId)).toEqual([search?.spanId, search?.spanId]);
  const asked = of('ask worker').map(({ spanId }) => spanId);
  expect(
    of('embed')
      .map(({ parentId }) => parentId)
      .sort(),
  ).toEqual(asked.sort());
  expect(collector.text()).not.toMatch(/kitenge|254712345678|:\/\//);
});
