import type { QueueItem } from '../store/engine-store';

/** One function's waiting calls, soonest first: a binary heap. */
export class Lane {
  private readonly heap: QueueItem[] = [];
  running = 0;
  readonly runningByKey = new Map<string, number>();

  get size(): number {
    return this.heap.length;
  }

  peek(): QueueItem | undefined {
    return this.heap[0];
  }

  push(item: QueueItem): void {
    this.heap.push(item);
    let at = this.heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.dueAt(parent) <= this.dueAt(at)) break;
      this.swap(at, parent);
      at = parent;
    }
  }

  pop(): QueueItem | undefined {
    const [first] = this.heap;
    const last = this.heap.pop();
    if (last === undefined || first === undefined || this.heap.length === 0) return first;
    this.heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      const smaller = left + 1 < this.heap.length && this.dueAt(left + 1) < this.dueAt(left) ? left + 1 : left;
      if (smaller >= this.heap.length || this.dueAt(at) <= this.dueAt(smaller)) return first;
      this.swap(at, smaller);
      at = smaller;
    }
  }

  private dueAt(index: number): number {
    return this.heap[index]?.dueAt ?? Number.POSITIVE_INFINITY;
  }

  private swap(a: number, b: number): void {
    const [x, y] = [this.heap[a], this.heap[b]];
    if (x === undefined || y === undefined) return;
    this.heap[a] = y;
    this.heap[b] = x;
  }
}
