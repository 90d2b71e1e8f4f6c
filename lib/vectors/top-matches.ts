export interface RowMatch {
  row: number;
  score: number;
}

/** Keeps the best `limit` rows that it is offered: a bounded min-heap, in two columns of numbers for speed. */
export class TopMatches {
  private readonly rowAt: Int32Array;
  private readonly scoreAt: Float64Array;
  private size = 0;

  constructor(
    private readonly limit: number,
    /** The order of two rows of the same score. */
    private readonly tieBreak: (a: number, b: number) => number,
  ) {
    this.rowAt = new Int32Array(limit);
    this.scoreAt = new Float64Array(limit);
  }

  offer(row: number, score: number): void {
    if (this.size < this.limit) {
      this.put(this.size, row, score);
      this.size += 1;
      this.rise();
    } else if (this.limit > 0 && this.compare(row, score, 0) < 0) {
      this.put(0, row, score);
      this.sink();
    }
  }

  /** Unordered. */
  get rows(): Int32Array {
    return this.rowAt.slice(0, this.size);
  }

  clear(): void {
    this.size = 0;
  }

  /** The score that a row must reach to be kept. */
  get leastScore(): number {
    if (this.size < this.limit) return Number.NEGATIVE_INFINITY;
    return this.limit === 0 ? Number.POSITIVE_INFINITY : (this.scoreAt[0] as number);
  }

  /** Best first. */
  sorted(): RowMatch[] {
    const matches = Array.from(this.rows, (row, at) => ({ row, score: this.scoreAt[at] as number }));
    return matches.sort((a, b) => b.score - a.score || this.tieBreak(a.row, b.row));
  }

  /** Negative when the row comes before the one that is kept there. */
  private compare(row: number, score: number, at: number): number {
    return (this.scoreAt[at] as number) - score || this.tieBreak(row, this.rowAt[at] as number);
  }

  private put(at: number, row: number, score: number): void {
    this.rowAt[at] = row;
    this.scoreAt[at] = score;
  }

  private rise(): void {
    let at = this.size - 1;
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
      if (left >= this.size) return;
      const child = left + 1 < this.size && this.worse(left + 1, left) ? left + 1 : left;
      if (!this.swapIfWorse(child, at)) return;
      at = child;
    }
  }

  private worse(at: number, than: number): boolean {
    return this.compare(this.rowAt[at] as number, this.scoreAt[at] as number, than) > 0;
  }

  /** Brings the worse of the two nearer the top. */
  private swapIfWorse(child: number, parent: number): boolean {
    if (!this.worse(child, parent)) return false;
    const [row, score] = [this.rowAt[child] as number, this.scoreAt[child] as number];
    this.put(child, this.rowAt[parent] as number, this.scoreAt[parent] as number);
    this.put(parent, row, score);
    return true;
  }
}
