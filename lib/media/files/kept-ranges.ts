/** The parts of a file that are kept, in order; neighbours as one, however many small parts the file is made of. */
export class KeptRanges {
  private readonly ranges: { start: number; end: number }[] = [];
  private kept = 0;

  keep(start: number, end: number): void {
    this.kept += end - start;
    const last = this.ranges.at(-1);
    if (last?.end === start) last.end = end;
    else this.ranges.push({ start, end });
  }

  /** Whether that is all of the file. */
  isAllOf(file: Buffer): boolean {
    return this.kept === file.length;
  }

  of(file: Buffer): Buffer[] {
    return this.ranges.map(({ start, end }) => file.subarray(start, end));
  }
}
