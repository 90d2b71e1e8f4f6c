import type { SokoError } from '@/lib/platform/errors';
import type { ThreadWork } from './model-thread';
import { type ModelThread, ThreadGone } from './model-thread';

interface Queued {
  work: ThreadWork;
  triedAgain: boolean;
  /** Answered, given up by its caller, or refused. */
  done: boolean;
  resolve(vector: Float32Array): void;
  reject(error: unknown): void;
}

let nextId = 0;

/** Jobs of one lane over its threads: first come, first served, bounded; a job whose thread died is tried once more. */
export class LaneQueue {
  private readonly queue: Queued[] = [];
  private threads: readonly ModelThread[] = [];
  private closedBy: SokoError | undefined;

  constructor(
    private readonly limit: number,
    private readonly onFull: () => SokoError,
  ) {}

  use(threads: readonly ModelThread[]): void {
    this.threads = threads;
    this.pump();
  }

  add(work: ThreadWork, signal?: AbortSignal): Promise<Float32Array> {
    if (this.closedBy) return Promise.reject(this.closedBy);
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.queue.length >= this.limit) return Promise.reject(this.onFull());
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        // A place in the queue is free at once; what is in a thread already is computed for nobody.
        this.remove(queued);
        queued.reject(signal?.reason);
      };
      const finish = () => {
        queued.done = true;
        signal?.removeEventListener('abort', giveUp);
      };
      const queued: Queued = {
        work,
        triedAgain: false,
        done: false,
        resolve: (vector) => {
          finish();
          resolve(vector);
        },
        reject: (error) => {
          finish();
          reject(error);
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.queue.push(queued);
      this.pump();
    });
  }

  /** Refuses what waits and what comes. What is in a thread is refused when that thread goes. */
  close(error: SokoError): void {
    this.closedBy = error;
    for (const queued of this.queue.splice(0)) queued.reject(error);
  }

  private remove(queued: Queued): void {
    const at = this.queue.indexOf(queued);
    if (at >= 0) this.queue.splice(at, 1);
  }

  private pump(): void {
    for (;;) {
      const [thread] = this.threads.filter((candidate) => candidate.hasRoom).sort((a, b) => a.load - b.load);
      const queued = thread === undefined ? undefined : this.queue.shift();
      if (thread === undefined || queued === undefined) return;
      void this.run(thread, queued);
    }
  }

  private async run(thread: ModelThread, queued: Queued): Promise<void> {
    nextId += 1;
    try {
      queued.resolve(await thread.run({ id: nextId, ...queued.work }));
    } catch (error) {
      if (error instanceof ThreadGone) this.tryAgain(queued, error);
      else queued.reject(error);
    }
    this.pump();
  }

  /** Once: a picture that kills whatever looks at it must not go round for ever. */
  private tryAgain(queued: Queued, error: ThreadGone): void {
    if (queued.done) return;
    if (queued.triedAgain || this.closedBy) {
      queued.reject(this.closedBy ?? error);
      return;
    }
    queued.triedAgain = true;
    this.queue.unshift(queued);
  }
}
