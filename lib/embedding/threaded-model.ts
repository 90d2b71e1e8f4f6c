import { SokoError } from '@/lib/platform/errors';
import { EMBEDDING_DIMENSIONS, type EmbeddingModel, type EmbedOptions } from './embedding-model';
import { LaneQueue } from './lane-queue';
import { ModelThread } from './model-thread';
import type { ThreadSettings } from './thread-messages';

export interface ThreadedModelOptions {
  settings: ThreadSettings;
  /** The bundled embedding-thread.ts. */
  threadFile: string | URL;
  /** Threads for the pipeline. One more is always kept for shoppers. */
  backfillThreads: number;
  onCrash?: (error: unknown) => void;
}

const RESTART_AFTER_MS = 1000;
/** A shopper who would wait longer than these many others is better told at once. */
const INTERACTIVE_QUEUE = 64;
const BACKFILL_QUEUE = 10_000;

/**
 * The model in worker threads: some for the pipeline, one of its own for shoppers, so that a query never waits behind a backfill.
 * Rejects with `model_unavailable` when the model cannot be loaded. A thread that dies is started again.
 */
export async function createThreadedModel(options: ThreadedModelOptions): Promise<EmbeddingModel> {
  const lanes = {
    interactive: new LaneQueue(INTERACTIVE_QUEUE, tooBusy),
    backfill: new LaneQueue(BACKFILL_QUEUE, tooBusy),
  };
  const pools = { interactive: new Set<ModelThread>(), backfill: new Set<ModelThread>() };
  let closed = false;

  async function start(lane: keyof typeof lanes): Promise<string> {
    const thread = new ModelThread(options.threadFile, options.settings, (gone) => {
      const wasWorking = pools[lane].delete(gone);
      lanes[lane].use([...pools[lane]]);
      if (wasWorking && !closed) restart(lane);
    });
    const space = await thread.ready;
    pools[lane].add(thread);
    lanes[lane].use([...pools[lane]]);
    return space;
  }

  function restart(lane: keyof typeof lanes): void {
    setTimeout(() => {
      if (closed) return;
      start(lane).catch((error: unknown) => {
        options.onCrash?.(error);
        restart(lane);
      });
    }, RESTART_AFTER_MS).unref();
  }

  // One after the other: loading two at once doubles the peak of memory, and the first to fail says why.
  const space = await start('interactive');
  for (let thread = 0; thread < options.backfillThreads; thread += 1) await start('backfill');

  return {
    space,
    dimensions: EMBEDDING_DIMENSIONS,
    embedImage: (image, { lane = 'backfill', signal }: EmbedOptions = {}) =>
      lanes[lane].add({ kind: 'image', image }, signal),
    embedText: (text, { lane = 'backfill', signal }: EmbedOptions = {}) =>
      lanes[lane].add({ kind: 'text', text }, signal),
    close: async () => {
      closed = true;
      const stopped = new SokoError({
        code: 'embedding_unavailable',
        message: 'The model is being stopped.',
        retry: { again: true, afterMs: 2000 },
        status: 503,
      });
      for (const lane of Object.values(lanes)) lane.rejectAll(stopped);
      await Promise.all([...pools.interactive, ...pools.backfill].map((thread) => thread.close()));
    },
  };
}

function tooBusy(): SokoError {
  return new SokoError({
    code: 'embedding_unavailable',
    message: 'Too many searches at once. Try again in a few seconds.',
    retry: { again: true, afterMs: 3000 },
    status: 503,
  });
}
