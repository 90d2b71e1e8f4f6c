import type { QueryEmbedder } from './query-embedder';

/** An embedder that knows how long it was waited for, in ms: a picture and words beside each other are waited for once. */
export function timeEmbedder(embedder: QueryEmbedder): { embedder: QueryEmbedder; waitedMs(): number } {
  let firstAsked = Number.POSITIVE_INFINITY;
  let lastAnswered = Number.NEGATIVE_INFINITY;
  async function timed<T>(ask: () => Promise<T>): Promise<T> {
    firstAsked = Math.min(firstAsked, performance.now());
    try {
      return await ask();
    } finally {
      lastAnswered = performance.now();
    }
  }
  return {
    embedder: {
      embedImage: (...asked) => timed(() => embedder.embedImage(...asked)),
      embedText: (...asked) => timed(() => embedder.embedText(...asked)),
    },
    waitedMs: () => Math.max(0, lastAnswered - firstAsked),
  };
}
