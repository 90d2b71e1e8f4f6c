import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { asSokoError } from '@/lib/platform/errors';
import type { EmbeddingModel } from './embedding-model';
import type { ThreadError, ThreadJob, ThreadMessage, ThreadSettings } from './model-thread';
import { loadSiglipModel } from './siglip-model';

/** On Linux priority is a thread's own: a shopper's query, and the web, get the core that a backfill is using. */
const BACKFILL_PRIORITY = 10;

/** One model in a thread of its own: loading and every call block the thread they are in. */
if (parentPort === null) throw new Error('this file is started as a worker thread');
const port = parentPort;

function post(message: ThreadMessage, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function asThreadError(error: unknown): ThreadError {
  const { code, message, status, retry } = asSokoError(error);
  return { code, message, status, retry };
}

async function answer(model: EmbeddingModel, job: ThreadJob): Promise<void> {
  try {
    const startedAt = performance.now();
    const vector = job.kind === 'image' ? await model.embedImage(job.image) : await model.embedText(job.text);
    // A copy of its own: the model's output may be a view of a larger buffer.
    const own = new Float32Array(vector);
    const seconds = (performance.now() - startedAt) / 1000;
    post({ kind: 'vector', id: job.id, vector: own, seconds }, [own.buffer]);
  } catch (error) {
    post({ kind: 'error', id: job.id, error: asThreadError(error) });
  }
}

try {
  // The parent is this project's own threaded-model.ts: structured clone keeps the type.
  const { lane, ...settings } = workerData as ThreadSettings;
  // Before the model is loaded: its own threads get what this one has.
  if (lane === 'backfill' && process.platform === 'linux') setPriority(BACKFILL_PRIORITY);
  const model = await loadSiglipModel(settings);
  port.on('message', (job: ThreadJob) => void answer(model, job));
  post({ kind: 'ready', space: model.space, pictures: model.pictures });
} catch (error) {
  post({ kind: 'failed', error: asThreadError(error) });
  port.close();
}
