import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { QueryEmbedder } from './query-embedder';
import { timeEmbedder } from './time-embedder';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const answer = { space: 'test/v1', vector: Float32Array.of(1) };
const after = <T>(ms: number, what: () => T) =>
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
  embedImage: () => after(300, () => answer),
  embedText: () => after(100, () => answer),
};
const photo = { data: new Uint8Array(3), width: 1, height: 1 };

it('was not waited for when it was not asked', () => {
  expect(timeEmbedder(slow).waitedMs()).toBe(0);
});

it('counts from the question to the answer, and a picture and words beside each other once', async () => {
  const { embedder, waitedMs } = timeEmbedder(slow);
  await vi.advanceTimersByTimeAsync(1_000);
  const both = Promise.all([embedder.embedImage(photo), embedder.embedText('red')]);
  await vi.advanceTimersByTimeAsync(300);
  expect(await both).toEqual([answer, answer]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(waitedMs()).toBe(300);
});

it('counts what was waited for in vain', async () => {
  const { embedder, waitedMs } = timeEmbedder({
    ...slow,
    embedText: () =>
      after(5_000, () => {
        throw new Error('away');
      }),
  });
  const refused = expect(embedder.embedText('red')).rejects.toThrow('away');
  await vi.advanceTimersByTimeAsync(5_000);
  await refused;
  expect(waitedMs()).toBe(5_000);
});
