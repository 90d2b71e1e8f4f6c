/** Rows that each have a small whole number, the lowest first; put in order only as far as they are asked for. */
export class RankedRows {
  private next = 0;

  constructor(
    /** By position in `rows`, or by row when there are none. */
    private readonly ranks: Uint16Array,
    /** How many rows have each rank. */
    private readonly counts: Int32Array,
    private readonly rows: Int32Array | null,
    private readonly total: number,
  ) {}

  /** All rows of ranks below this have been taken. */
  get taken(): number {
    return this.next;
  }

  /** The next rows: at least `count` of them, unless fewer are left. Rows of one rank come together, in the order they lie. */
  take(count: number): Int32Array {
    const { counts, ranks, rows, total } = this;
    const from = this.next;
    const places = new Int32Array(counts.length);
    let to = from;
    let found = 0;
    while (to < counts.length && found < count) {
      places[to] = found;
      found += counts[to] as number;
      to += 1;
    }
    this.next = to;
    const ordered = new Int32Array(found);
    if (found === 0) return ordered;
    for (let at = 0; at < total; at += 1) {
      const rank = ranks[at] as number;
      if (rank < from || rank >= to) continue;
      const place = places[rank] as number;
      places[rank] = place + 1;
      ordered[place] = rows === null ? at : (rows[at] as number);
    }
    return ordered;
  }
}
