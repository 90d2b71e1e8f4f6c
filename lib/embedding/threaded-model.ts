import { SokoError } from '@/lib/platform/errors';
import { EMBEDDING_DIMENSIONS, type EmbeddingLane, type EmbeddingModel, type EmbedOptions } from './embedding-model';
import { fitForModel } from './image-tensor';
import { LaneQueue } from './lane-queue';
import { ModelThread, type ReadyModel } from './model-thread';
import type { SiglipOptions } from './siglip-model';

export interface ThreadedModelOptions {
  settings: SiglipOptions;
  /** The bundled embedding-thread.ts. */
  threadFile: string | URL;
  /** Threads for the pipeline. One more is always kept for shoppers. */
  backfillThreads: number;
  onCrash?: (error: unknown) => void;
  /** Told what the model took for each vector of the pipeline's. */
  onBackfill?: (seconds: number) => void;
  /** For tests. */
  restartAfterMs?: number;
  jobPatienceMs?: number;
}

const RESTART_AFTER_MS = 1_000;
const JOB_PATIENCE_MS = 60_000;
/** A shopper who would wait longer than these many others is better told at once. */
const INTERACTIVE_QUEUE = 64;
/** Each holds a picture of the model's size in memory. The pipeline keeps far fewer waiting. */
const BACKFILL_QUEUE = 256;

/**
 * The model in worker threads: some for the pipeline, one of its own for shoppers, so that a query never waits behind
 * a backfill. Rejects with `model_unavailable` when the model cannot be loaded. A thread that dies is started again.
 */
export async function createThreadedModel(options: ThreadedModelOptions): Promise<EmbeddingModel> {
  const { restartAfterMs = RESTART_AFTER_MS, jobPatienceMs = JOB_PATIENCE_MS } = options;
  const lanes = {
    interactive: new LaneQueue(INTERACTIVE_QUEUE, tooBusy),
    backfill: new LaneQueue(BACKFILL_QUEUE, tooBusy),
  };
  const serving = { interactive: new Set<ModelThread>(), backfill: new Set<ModelThread>() };
  /** Those that are still loading, too. */
  const alive = new Set<ModelThread>();
  const restarts = new Set<NodeJS.Timeout>();
  let closed = false;

  async function start(lane: EmbeddingLane): Promise<ReadyModel> {
    const thread = new ModelThread({
      file: options.threadFile,
      settings: { ...options.settings, lane },
      jobPatienceMs,
      ...(lane === 'backfill' && options.onBackfill ? { onWork: options.onBackfill } : {}),
      onExit: (gone) => {
        alive.delete(gone);
        const wasServing = serving[lane].delete(gone);
        lanes[lane].use([...serving[lane]]);
        if (wasServing && !closed) restart(lane);
      },
    });
    alive.add(thread);
    const ready = await thread.ready;
    serving[lane].add(thread);
    lanes[lane].use([...serving[lane]]);
    return ready;
  }

  function restart(lane: EmbeddingLane): void {
    const timer = setTimeout(() => {
      restarts.delete(timer);
      start(lane).catch((error: unknown) => {
        if (closed) return;
        options.onCrash?.(error);
        restart(lane);
      });
    }, restartAfterMs);
    restarts.add(timer);
  }

  async function close(): Promise<void> {
    closed = true;
    for (const timer of restarts) clearTimeout(timer);
    for (const lane of Object.values(lanes)) lane.close(stopped());
    await Promise.all([...alive].map((thread) => thread.close()));
  }

  let model: ReadyModel;
  try {
    // One after the other: the first fetches from the hub what the others find, and loading two at once doubles the
    // peak of memory.
    model = await start('interactive');
    for (let thread = 0; thread < options.backfillThreads; thread += 1) await start('backfill');
  } catch (error) {
    await close();
    throw error;
  }

  return {
    space: model.space,
    dimensions: EMBEDDING_DIMENSIONS,
    embedImage: async (image, { lane = 'backfill', signal }: EmbedOptions = {}) => {
      signal?.throwIfAborted();
      return lanes[lane].add({ kind: 'image', image: await fitForModel(image, model.pictures) }, signal);
    },
    embedText: (text, { lane = 'backfill', signal }: EmbedOptions = {}) =>
      lanes[lane].add({ kind: 'text', text }, signal),
    close,
  };
}

const tooBusy = (): SokoError =>
  new SokoError({
    code: 'embedding_unavailable',
    message: 'Too many searches at once. Try again in a few seconds.',
    retry: { again: true, afterMs: 3_000 },
    status: 503,
  });

const stopped = (): SokoError =>
  new SokoError({
    code: 'embedding_unavailable',
    message: 'The model is being stopped.',
    retry: { again: true, afterMs: 2_000 },
    status: 503,
  });
