export interface RowMatch {
  row: number;
  score: number;
}

/** The best so many of what it is offered: a heap with the worst kept one on top. */
export class TopMatches {
  private readonly heap: RowMatch[] = [];

  constructor(
    private readonly limit: number,
    /** The order of two rows of the same score. */
    private readonly tieBreak: (a: number, b: number) => number,
  ) {}

  offer(row: number, score: number): void {
    const { heap, limit } = this;
    const worst = heap[0];
    if (worst !== undefined && heap.length === limit) {
      if (score < worst.score) return;
      const match = { row, score };
      if (this.compare(match, worst) >= 0) return;
      heap[0] = match;
      this.sink();
    } else {
      heap.push({ row, score });
      this.rise();
    }
  }

  /** In no order. */
  get rows(): number[] {
    return this.heap.map(({ row }) => row);
  }

  clear(): void {
    this.heap.length = 0;
  }

  /** What a row must reach to be among the best: none is left out while there are too few. */
  get leastScore(): number {
    return this.heap.length < this.limit ? Number.NEGATIVE_INFINITY : (this.heap[0]?.score ?? Number.POSITIVE_INFINITY);
  }

  /** Best first. */
  sorted(): RowMatch[] {
    return [...this.heap].sort((a, b) => this.compare(a, b));
  }

  /** Negative when `a` comes before `b`. */
  private compare(a: RowMatch, b: RowMatch): number {
    return b.score - a.score || this.tieBreak(a.row, b.row);
  }

  private rise(): void {
    let at = this.heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfWorse(at, parent)) return;
      at = parent;
    }
  }

  private sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.heap.length) return;
      const child = left + 1 < this.heap.length && this.worse(left + 1, left) ? left + 1 : left;
      if (!this.swapIfWorse(child, at)) return;
      at = child;
    }
  }

  private worse(at: number, than: number): boolean {
    return this.compare(this.heap[at] as RowMatch, this.heap[than] as RowMatch) > 0;
  }

  /** Brings the worse of the two nearer the top. */
  private swapIfWorse(child: number, parent: number): boolean {
    if (!this.worse(child, parent)) return false;
    const lower = this.heap[child] as RowMatch;
    this.heap[child] = this.heap[parent] as RowMatch;
    this.heap[parent] = lower;
    return true;
  }
}
