import { Worker } from 'node:worker_threads';
import { AGAIN, NEVER, SokoError } from '@/lib/platform/errors';
import type { ThreadError, ThreadJob, ThreadMessage, ThreadSettings } from './thread-messages';

interface Waiting {
  resolve(vector: Float32Array): void;
  reject(error: SokoError): void;
}

/** Room for one job being prepared while another is in the model. */
const JOBS_AT_ONCE = 2;

/** One worker thread with a model in it. When it dies, what it had in hand is rejected with `embedding_unavailable`. */
export class ModelThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private dead = false;
  readonly ready: Promise<string>;

  constructor(file: string | URL, settings: ThreadSettings, onExit: (thread: ModelThread) => void) {
    this.worker = new Worker(file, { workerData: settings });
    this.ready = new Promise((resolve, reject) => {
      this.worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'ready') resolve(message.space);
        else if (message.kind === 'failed') reject(asError(message.error));
        else this.settle(message);
      });
      this.worker.on('error', (cause) => reject(gone(cause)));
      this.worker.once('exit', () => {
        this.dead = true;
        reject(gone());
        for (const { reject: rejectJob } of this.waiting.values()) rejectJob(gone());
        this.waiting.clear();
        onExit(this);
      });
    });
    // Whoever starts the thread waits for it; a later crash must not be an unhandled rejection.
    this.ready.catch(() => undefined);
  }

  get hasRoom(): boolean {
    return !this.dead && this.waiting.size < JOBS_AT_ONCE;
  }

  get load(): number {
    return this.waiting.size;
  }

  run(job: ThreadJob): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      this.waiting.set(job.id, { resolve, reject });
      this.worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(message: Extract<ThreadMessage, { id: number }>): void {
    const job = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === 'vector') job?.resolve(message.vector);
    else job?.reject(asError(message.error));
  }
}

function asError({ code, message, status, again }: ThreadError): SokoError {
  return new SokoError({ code, message, retry: again ? AGAIN : NEVER, ...(status === undefined ? {} : { status }) });
}

function gone(cause?: unknown): SokoError {
  return new SokoError({
    code: 'embedding_unavailable',
    message: 'The model stopped while it worked; it is being started again.',
    retry: { again: true, afterMs: 2000 },
    status: 503,
    cause,
  });
}
