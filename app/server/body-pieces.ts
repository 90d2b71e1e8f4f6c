/** Smaller pieces are put together: each costs some 400 bytes and a turn of its own, whatever is in it. */
const SMALL_BYTES = 4 * 1024;
const TOGETHER_BYTES = 16 * 1024;
/** Whoever writes a body in so many may do so as they like. */
const FREE_PIECES = 1_000;
/** From there on: the smallest segments that networks send have 500 bytes, their last ones fewer. */
const BYTES_PER_PIECE = 128;

/**
 * A body as it comes from the parser. A megabyte in chunks of one byte took 430 MB and 3 s: what is counted by its
 * bytes has to have few pieces.
 */
export class BodyPieces {
  private together: Buffer | null = null;
  private length = 0;
  private count = 0;
  private received = 0;

  /** What may be passed on now, in its order. */
  add(piece: Buffer): Buffer[] {
    this.count += 1;
    this.received += piece.length;
    if (piece.length >= SMALL_BYTES) return [...this.rest(), piece];
    const before = this.length + piece.length > TOGETHER_BYTES ? this.rest() : [];
    this.together ??= Buffer.allocUnsafeSlow(TOGETHER_BYTES);
    piece.copy(this.together, this.length);
    this.length += piece.length;
    return before;
  }

  /** What was held back. */
  rest(): Buffer[] {
    const { together, length } = this;
    this.together = null;
    this.length = 0;
    return together === null ? [] : [together.subarray(0, length)];
  }

  /** Pieces so small and so many that receiving them is the attack. */
  get areCrumbs(): boolean {
    return this.count > FREE_PIECES + this.received / BYTES_PER_PIECE;
  }
}
