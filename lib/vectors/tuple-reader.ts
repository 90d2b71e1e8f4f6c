/** The columns of one row as PostgreSQL sends them in binary; valid only until the call returns. */
export type EachTuple = (columns: readonly (Buffer | null)[]) => void;

/** "PGCOPY\n\377\r\n\0", flags, and the length of an extension that no server sends yet. */
const HEADER_BYTES = 19;
const EXTENSION_LENGTH_AT = 15;
const NOTHING = Buffer.alloc(0);

/** Parses PostgreSQL's binary COPY format. Servers send a row at a time, but do not promise to. */
export class TupleReader {
  private rest: Buffer = NOTHING;
  private started = false;
  private ended = false;

  constructor(private readonly each: EachTuple) {}

  push(chunk: Buffer): void {
    const bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    let at = 0;
    for (;;) {
      const next = this.started ? this.readTuple(bytes, at) : this.readHeader(bytes);
      if (next < 0) break;
      at = next;
    }
    // Copied: the chunk lies in the driver's buffer, which it uses again.
    this.rest = at === bytes.length ? NOTHING : Buffer.from(bytes.subarray(at));
  }

  /** Where the first row begins; -1 when it has not all arrived. */
  private readHeader(bytes: Buffer): number {
    if (bytes.length < HEADER_BYTES) return -1;
    const end = HEADER_BYTES + bytes.readInt32BE(EXTENSION_LENGTH_AT);
    if (bytes.length < end) return -1;
    this.started = true;
    return end;
  }

  /** Where the row after the one at `at` begins; -1 when it has not all arrived, or there is none. */
  private readTuple(bytes: Buffer, at: number): number {
    if (this.ended || at + 2 > bytes.length) return -1;
    const count = bytes.readInt16BE(at);
    if (count < 0) {
      this.ended = true;
      return at + 2;
    }
    const columns: (Buffer | null)[] = [];
    let next = at + 2;
    for (let column = 0; column < count; column += 1) {
      if (next + 4 > bytes.length) return -1;
      const length = bytes.readInt32BE(next);
      next += 4;
      if (length < 0) {
        columns.push(null);
        continue;
      }
      if (next + length > bytes.length) return -1;
      columns.push(bytes.subarray(next, next + length));
      next += length;
    }
    this.each(columns);
    return next;
  }
}
