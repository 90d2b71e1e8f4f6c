import { Worker } from 'node:worker_threads';
import type { Pixels } from '@/lib/media/pixels';
import { type Retry, SokoError } from '@/lib/platform/errors';
import type { EmbeddingLane } from './embedding-model';
import type { PreprocessorConfig } from './model-config';
import type { SiglipOptions } from './siglip-model';

/** What goes to a model thread when it starts. */
export interface ThreadSettings extends SiglipOptions {
  lane: EmbeddingLane;
}

/** Pictures are decoded and made small before: copying what is larger between threads costs up to 4 ms of CPU. */
export type ThreadWork = { kind: 'image'; image: Pixels } | { kind: 'text'; text: string };
export type ThreadJob = ThreadWork & { id: number };

/** An error's class does not survive the way between threads. */
export interface ThreadError {
  code: string;
  message: string;
  status: number;
  retry: Retry;
}

/** What a thread says of its model. */
export interface ReadyModel {
  space: string;
  pictures: PreprocessorConfig;
}

export type ThreadMessage =
  | ({ kind: 'ready' } & ReadyModel)
  | { kind: 'failed'; error: ThreadError }
  /** `seconds`: what the model took, without what the job waited. */
  | { kind: 'vector'; id: number; vector: Float32Array; seconds: number }
  | { kind: 'error'; id: number; error: ThreadError };

export interface ModelThreadOptions {
  file: string | URL;
  settings: ThreadSettings;
  /** Longer than any picture takes on a busy machine: a thread that is silent for so long is wedged, and is ended. */
  jobPatienceMs: number;
  onExit(thread: ModelThread): void;
  onWork?(seconds: number): void;
}

interface Waiting {
  resolve(vector: Float32Array): void;
  reject(error: SokoError): void;
  timer: NodeJS.Timeout;
}

/** Room for one job being prepared while another is in the model. */
const JOBS_AT_ONCE = 2;

/** The thread ended with a job in hand: not the job's fault as far as anybody knows. */
export class ThreadGone extends SokoError {
  constructor(cause?: unknown) {
    super({
      code: 'embedding_unavailable',
      message: 'The model stopped while it worked; it is being started again.',
      retry: { again: true, afterMs: 2000 },
      status: 503,
      cause,
    });
  }
}

/** One worker thread with a model in it. When it dies, what it had in hand is rejected with ThreadGone. */
export class ModelThread {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private ended = false;
  private cause: unknown;
  /** Rejects with what the thread says is wrong, or ThreadGone. */
  readonly ready: Promise<ReadyModel>;

  constructor(private readonly options: ModelThreadOptions) {
    this.worker = new Worker(options.file, { workerData: options.settings });
    this.ready = new Promise((resolve, reject) => {
      this.worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'ready') resolve(message);
        else if (message.kind === 'failed') reject(new SokoError(message.error));
        else this.settle(message);
      });
      this.worker.on('error', (cause) => {
        this.cause = cause;
      });
      this.worker.once('exit', () => {
        this.end();
        reject(new ThreadGone(this.cause));
        options.onExit(this);
      });
    });
    // Whoever starts the thread waits for it; a later crash must not be an unhandled rejection.
    this.ready.catch(() => undefined);
  }

  get hasRoom(): boolean {
    return !this.ended && this.waiting.size < JOBS_AT_ONCE;
  }

  get load(): number {
    return this.waiting.size;
  }

  run(job: ThreadJob): Promise<Float32Array> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => void this.worker.terminate(), this.options.jobPatienceMs);
      this.waiting.set(job.id, { resolve, reject, timer });
      this.worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private settle(message: Extract<ThreadMessage, { id: number }>): void {
    const job = this.waiting.get(message.id);
    if (job === undefined) return;
    this.waiting.delete(message.id);
    clearTimeout(job.timer);
    if (message.kind === 'vector') {
      this.options.onWork?.(message.seconds);
      job.resolve(message.vector);
    } else job.reject(new SokoError(message.error));
  }

  private end(): void {
    this.ended = true;
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(new ThreadGone(this.cause));
    }
    this.waiting.clear();
  }
}
