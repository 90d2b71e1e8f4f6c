import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { EmbeddingModel } from './embedding-model';
import { createThreadedModel, type ThreadedModelOptions } from './threaded-model';

/** How this model wants pictures: as small as they come. */
const PICTURES = {
  size: { width: 1, height: 1 },
  image_mean: [0, 0, 0],
  image_std: [1, 1, 1],
  rescale_factor: 1,
  resample: 3,
};
const PIXEL = { data: new Uint8Array(3), width: 1, height: 1 };

/**
 * A thread that speaks the messages and does as it is told by the text: what matters here is what happens around a
 * model. Vectors: [lane, thread, value, width, height].
 */
const THREAD = `
import { parentPort, threadId, workerData } from 'node:worker_threads';
const { lane, source } = workerData;
const REFUSED = { code: 'image_undecodable', message: 'no picture', status: 422, retry: { again: false } };
const BROKEN = { code: 'model_unavailable', message: 'no such model', status: 500, retry: { again: false } };
const held = [];
parentPort.on('message', ({ id, kind, text, image }) => {
  const values = [lane === 'interactive' ? 1 : 0, threadId, kind === 'image' ? 2 : 3, image?.width, image?.height];
  const answer = () => parentPort.postMessage({ kind: 'vector', id, vector: Float32Array.from(values), seconds: 0.5 });
  if (text === 'die') process.exit(1);
  if (text === 'throw') throw new Error('a fault of the thread');
  if (text === 'hold') held.push(answer);
  else if (text === 'release') { for (const one of held.splice(0)) one(); answer(); }
  else if (text === 'refuse') parentPort.postMessage({ kind: 'error', id, error: REFUSED });
  else if (text?.startsWith('die-once ') ) {
    const seen = new Int32Array(source.seen);
    if (Atomics.add(seen, 0, 1) === 0) process.exit(1);
    answer();
  } else answer();
});
if (source.id === 'broken') {
  parentPort.postMessage({ kind: 'failed', error: BROKEN });
  parentPort.close();
} else parentPort.postMessage({ kind: 'ready', space: 'space of ' + source.id, pictures: ${JSON.stringify(PICTURES)} });
`;

describe('the model in threads', () => {
  let folder: string;
  let open: EmbeddingModel[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'soko-threads-'));
    await writeFile(path.join(folder, 'thread.mjs'), THREAD);
  });
  afterEach(async () => {
    await Promise.all(open.map((model) => model.close()));
    open = [];
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function start(options: Partial<ThreadedModelOptions> & { id?: string } = {}): Promise<EmbeddingModel> {
    const { id = 'fake', ...rest } = options;
    const source = { kind: 'hub' as const, id, seen: new SharedArrayBuffer(4) };
    const model = await createThreadedModel({
      settings: { source, dtype: 'fp32', cacheDir: folder },
      threadFile: path.join(folder, 'thread.mjs'),
      backfillThreads: 1,
      restartAfterMs: 1,
      ...rest,
    });
    open.push(model);
    return model;
  }

  test('has the space of its threads and says when the model cannot be loaded', async () => {
    expect((await start()).space).toBe('space of fake');
    await expect(start({ id: 'broken' })).rejects.toMatchObject({ code: 'model_unavailable', retry: { again: false } });
  });

  test('keeps a thread for shoppers that no backfill can hold up', async () => {
    const model = await start();
    const held = Promise.allSettled(Array.from({ length: 8 }, () => model.embedText('hold')));
    const query = await model.embedText('query', { lane: 'interactive' });
    expect(query[0]).toBe(1);
    await model.close();
    expect((await held).every((outcome) => outcome.status === 'rejected')).toBe(true);
  });

  test('tells what the model took for the pipeline, not for shoppers', async () => {
    const told: number[] = [];
    const model = await start({ onBackfill: (seconds) => told.push(seconds) });
    await model.embedText('query', { lane: 'interactive' });
    await model.embedText('words');
    await model.embedImage(PIXEL);
    expect(told).toEqual([0.5, 0.5]);
  });

  test('spreads a backfill over its threads', async () => {
    const model = await start({ backfillThreads: 2 });
    const vectors = await Promise.all(Array.from({ length: 12 }, () => model.embedImage(PIXEL)));
    expect(new Set(vectors.map((vector) => vector[1])).size).toBe(2);
    expect(vectors.every((vector) => vector[0] === 0 && vector[2] === 2)).toBe(true);
  });

  test('sends its threads no picture larger than the model reads, and none that cannot be opened', async () => {
    const model = await start();
    const photo = sharp({ create: { width: 64, height: 48, channels: 3, background: '#c02030' } });
    const pixels = { data: await photo.clone().raw().toBuffer(), width: 64, height: 48 };
    for (const image of [pixels, await photo.png().toBuffer()]) {
      expect([...(await model.embedImage(image))].slice(3)).toEqual([1, 1]);
    }
    await expect(model.embedImage(new Uint8Array([1]))).rejects.toMatchObject({ code: 'image_undecodable' });
  });

  test("passes on a thread's typed errors", async () => {
    const model = await start();
    await expect(model.embedText('refuse')).rejects.toMatchObject({
      code: 'image_undecodable',
      status: 422,
      retry: { again: false },
    });
    await expect(model.embedText('fine')).resolves.toBeDefined();
  });

  test('tries a job again in a new thread when its thread died', async () => {
    const model = await start();
    const [before] = await Promise.all([model.embedText('fine')]);
    const after = await model.embedText('die-once here');
    expect(after[1]).not.toBe(before?.[1]);
  });

  test.each(['die', 'throw'])('gives a job up, to be retried later, when it kills two threads (%s)', async (text) => {
    const model = await start();
    await expect(model.embedText(text)).rejects.toMatchObject({
      code: 'embedding_unavailable',
      retry: { again: true },
    });
    await expect(model.embedText('fine')).resolves.toBeDefined();
  });

  test('ends a thread that does not answer any more', async () => {
    const model = await start({ jobPatienceMs: 20 });
    await expect(model.embedText('hold')).rejects.toMatchObject({ code: 'embedding_unavailable' });
  });

  test('gives up what its caller gave up, waiting or under way', async () => {
    const model = await start();
    const leaving = new AbortController();
    const abandoned = Array.from({ length: 4 }, () => model.embedText('hold', { signal: leaving.signal }));
    leaving.abort(new Error('gone home'));
    const outcomes = await Promise.allSettled(abandoned);
    expect(outcomes.every((outcome) => outcome.status === 'rejected' && outcome.reason.message === 'gone home')).toBe(
      true,
    );
    await expect(model.embedText('x', { signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow(
      'too late',
    );
  });

  test('does not bring back what was given up when its thread dies', async () => {
    const model = await start();
    const leaving = new AbortController();
    const abandoned = model.embedText('hold', { signal: leaving.signal });
    leaving.abort(new Error('gone home'));
    await expect(abandoned).rejects.toThrow('gone home');
    await expect(model.embedText('die')).rejects.toMatchObject({ code: 'embedding_unavailable' });
    await expect(model.embedText('fine')).resolves.toBeDefined();
  });

  test('refuses more than it can hold', async () => {
    const model = await start();
    const many = Array.from({ length: 70 }, () => model.embedText('hold', { lane: 'interactive' }));
    await expect(many.at(-1)).rejects.toMatchObject({ code: 'embedding_unavailable', retry: { again: true } });
    void Promise.allSettled(many);
  });

  test('refuses everything once it is closed, under way or new', async () => {
    const model = await start();
    const held = Promise.allSettled(Array.from({ length: 5 }, () => model.embedText('hold')));
    await model.close();
    for (const outcome of await held)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'embedding_unavailable' } });
    await expect(model.embedText('fine')).rejects.toMatchObject({ code: 'embedding_unavailable' });
    await model.close();
  });
});
