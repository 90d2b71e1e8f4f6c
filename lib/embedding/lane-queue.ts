import { SokoError } from '@/lib/platform/errors';
import type { ModelThread } from './model-thread';
import type { ThreadJob } from './thread-messages';

type Work = { kind: 'image'; image: Uint8Array } | { kind: 'text'; text: string };

interface Queued {
  work: Work;
  signal: AbortSignal | undefined;
  resolve(vector: Float32Array): void;
  reject(error: unknown): void;
  triedAgain: boolean;
}

let nextId = 0;

/** Jobs of one lane over its threads: first come, first served, bounded; a job whose thread died is tried once more. */
export class LaneQueue {
  private readonly queue: Queued[] = [];
  private threads: ModelThread[] = [];

  constructor(
    private readonly limit: number,
    private readonly onFull: () => SokoError,
  ) {}

  use(threads: ModelThread[]): void {
    this.threads = threads;
    this.pump();
  }

  get length(): number {
    return this.queue.length;
  }

  add(work: Work, signal?: AbortSignal): Promise<Float32Array> {
    if (this.queue.length >= this.limit) return Promise.reject(this.onFull());
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const queued: Queued = { work, signal, resolve, reject, triedAgain: false };
      signal?.addEventListener('abort', () => this.drop(queued), { once: true });
      this.queue.push(queued);
      this.pump();
    });
  }

  rejectAll(error: SokoError): void {
    for (const queued of this.queue.splice(0)) queued.reject(error);
  }

  private drop(queued: Queued): void {
    const at = this.queue.indexOf(queued);
    if (at >= 0) this.queue.splice(at, 1);
    queued.reject(queued.signal?.reason);
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
    const job: ThreadJob = { id: nextId, ...queued.work };
    try {
      queued.resolve(await thread.run(job));
    } catch (error) {
      const threadDied = error instanceof SokoError && error.code === 'embedding_unavailable';
      if (threadDied && !queued.triedAgain) this.queue.unshift({ ...queued, triedAgain: true });
      else queued.reject(error);
    }
    this.pump();
  }
}
