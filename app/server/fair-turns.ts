import { allBusy, clientBusy } from '@/lib/platform/errors';

export interface TurnLimits {
  /** Of everybody. */
  atOnce: number;
  clientAtOnce: number;
  /** Beyond those at once. */
  mostWaiting: number;
  clientWaiting: number;
  /** What is taken turns at, as the message names it, e.g. "photos". */
  what: string;
}

type Start = () => void;

/** What a search or a photo takes is well below this, also on a busy machine. */
const COME_BACK_MS = 2_000;

/**
 * Dear work of a few clients at once, the others in turn: whoever sends twenty has them done one by one, between those
 * of others. Errors: `too_many_requests` (429) for one client with too many waiting, `too_busy` (503) for all.
 */
export class FairTurns {
  private running = 0;
  private waiting = 0;
  private readonly runningOf = new Map<string, number>();
  /** The client that has waited longest for its turn is first. */
  private readonly queues = new Map<string, Set<Start>>();

  constructor(private readonly limits: TurnLimits) {}

  /** Runs the work when it is its turn; never when `signal` is aborted before. */
  async run<T>(client: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    await this.turn(client, signal);
    try {
      return await work();
    } finally {
      this.count(client, -1);
      this.startWaiting();
    }
  }

  private turn(client: string, signal: AbortSignal): Promise<void> {
    if (this.isFree(client)) {
      this.count(client, 1);
      return Promise.resolve();
    }
    const queue = this.queues.get(client) ?? new Set();
    const { what, clientWaiting, mostWaiting } = this.limits;
    if (queue.size >= clientWaiting)
      throw clientBusy(
        `Too many ${what} from your network at once. Please wait 2 seconds and try again.`,
        COME_BACK_MS,
      );
    if (this.waiting >= mostWaiting)
      throw allBusy(`Too many ${what} are being looked at just now. Please try again in a few seconds.`, COME_BACK_MS);
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.remove(client, start);
        reject(signal.reason);
      };
      const start = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      queue.add(start);
      this.queues.set(client, queue);
      this.waiting += 1;
    });
  }

  private isFree(client: string): boolean {
    return this.running < this.limits.atOnce && (this.runningOf.get(client) ?? 0) < this.limits.clientAtOnce;
  }

  private count(client: string, change: 1 | -1): void {
    this.running += change;
    const running = (this.runningOf.get(client) ?? 0) + change;
    if (running === 0) this.runningOf.delete(client);
    else this.runningOf.set(client, running);
  }

  private startWaiting(): void {
    for (const [client, queue] of this.queues) {
      const [next] = queue;
      if (next === undefined || !this.isFree(client)) continue;
      this.remove(client, next);
      // Behind the others until its next turn.
      if (queue.size > 0) {
        this.queues.delete(client);
        this.queues.set(client, queue);
      }
      this.count(client, 1);
      next();
      if (this.running >= this.limits.atOnce) return;
    }
  }

  private remove(client: string, start: Start): void {
    const queue = this.queues.get(client);
    if (!queue?.delete(start)) return;
    this.waiting -= 1;
    if (queue.size === 0) this.queues.delete(client);
  }
}
