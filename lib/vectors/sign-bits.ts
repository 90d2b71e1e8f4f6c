/** How many rows the centre is taken from: the mean of so many vectors hardly moves any more. */
const CENTRE_SAMPLE = 4096;

/**
 * One bit per dimension and row: on which side of the catalogue's mean it lies. The number of bits in which two vectors differ
 * grows with their angle, so a few hundred rows that differ least from the query hold the nearest ones (96 bytes a row are read
 * instead of 3 KB). The mean matters: vectors of one model share a direction, and around zero most of their bits would agree.
 */
export class SignBits {
  private readonly words: number;
  private readonly centre: Float32Array;
  private readonly wanted: Uint32Array;
  /** By distance: where the next row of it goes. */
  private readonly places: Uint32Array;
  private bits: Uint32Array;
  private distances: Uint16Array;

  constructor(
    private readonly dimensions: number,
    capacity: number,
    /** How many rows there are when the centre is fixed; a catalogue twice that size needs a new one. */
    readonly centredAt: number,
    rowAt: (row: number) => Float32Array,
  ) {
    // A multiple of eight, for the counting below; the surplus stays zero in every row.
    this.words = Math.ceil(dimensions / 256) * 8;
    this.wanted = new Uint32Array(this.words);
    this.places = new Uint32Array(dimensions + 2);
    this.bits = new Uint32Array(capacity * this.words);
    this.distances = new Uint16Array(capacity);
    this.centre = meanOf(dimensions, centredAt, rowAt);
    for (let row = 0; row < centredAt; row += 1) this.set(row, rowAt(row));
  }

  grow(capacity: number): void {
    const bits = new Uint32Array(capacity * this.words);
    bits.set(this.bits);
    this.bits = bits;
    this.distances = new Uint16Array(capacity);
  }

  set(row: number, vector: Float32Array): void {
    this.encode(vector, this.bits, row * this.words);
  }

  move(from: number, to: number): void {
    this.bits.copyWithin(to * this.words, from * this.words, (from + 1) * this.words);
  }

  /** The rows, those most like the query first; all below `size` when `rows` is null. */
  order(query: Float32Array, rows: Int32Array | null, size: number): Int32Array {
    this.encode(query, this.wanted, 0);
    const total = rows?.length ?? size;
    const { distances, places } = this;
    places.fill(0);
    for (let at = 0; at < total; at += 1) {
      const distance = this.distanceTo(rows === null ? at : (rows[at] as number));
      distances[at] = distance;
      places[distance + 1] = (places[distance + 1] as number) + 1;
    }
    // From how many have each distance to where the first of them goes.
    for (let at = 1; at < places.length; at += 1) places[at] = (places[at] as number) + (places[at - 1] as number);
    const ordered = new Int32Array(total);
    for (let at = 0; at < total; at += 1) {
      const distance = distances[at] as number;
      const place = places[distance] as number;
      places[distance] = place + 1;
      ordered[place] = rows === null ? at : (rows[at] as number);
    }
    return ordered;
  }

  /** Eight words at a time through carry-save adders, one population count for the eights. */
  private distanceTo(row: number): number {
    const { bits, wanted, words } = this;
    const base = row * words;
    let ones = 0;
    let twos = 0;
    let fours = 0;
    let eights = 0;
    for (let at = 0; at < words; at += 8) {
      const a = (bits[base + at] as number) ^ (wanted[at] as number);
      const b = (bits[base + at + 1] as number) ^ (wanted[at + 1] as number);
      const c = (bits[base + at + 2] as number) ^ (wanted[at + 2] as number);
      const d = (bits[base + at + 3] as number) ^ (wanted[at + 3] as number);
      const e = (bits[base + at + 4] as number) ^ (wanted[at + 4] as number);
      const f = (bits[base + at + 5] as number) ^ (wanted[at + 5] as number);
      const g = (bits[base + at + 6] as number) ^ (wanted[at + 6] as number);
      const h = (bits[base + at + 7] as number) ^ (wanted[at + 7] as number);
      let u = ones ^ a;
      const twosA = (ones & a) | (u & b);
      ones = u ^ b;
      u = ones ^ c;
      const twosB = (ones & c) | (u & d);
      ones = u ^ d;
      u = twos ^ twosA;
      const foursA = (twos & twosA) | (u & twosB);
      twos = u ^ twosB;
      u = ones ^ e;
      const twosC = (ones & e) | (u & f);
      ones = u ^ f;
      u = ones ^ g;
      const twosD = (ones & g) | (u & h);
      ones = u ^ h;
      u = twos ^ twosC;
      const foursB = (twos & twosC) | (u & twosD);
      twos = u ^ twosD;
      u = fours ^ foursA;
      eights += popCount((fours & foursA) | (u & foursB));
      fours = u ^ foursB;
    }
    return 8 * eights + 4 * popCount(fours) + 2 * popCount(twos) + popCount(ones);
  }

  private encode(vector: Float32Array, into: Uint32Array, base: number): void {
    const { centre, dimensions, words } = this;
    for (let word = 0; word < words; word += 1) {
      let value = 0;
      const end = Math.min(32, dimensions - word * 32);
      for (let bit = 0; bit < end; bit += 1) {
        const at = word * 32 + bit;
        if ((vector[at] as number) > (centre[at] as number)) value |= 1 << bit;
      }
      into[base + word] = value;
    }
  }
}

function popCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function meanOf(dimensions: number, size: number, rowAt: (row: number) => Float32Array): Float32Array {
  const mean = new Float32Array(dimensions);
  const step = Math.max(1, Math.floor(size / CENTRE_SAMPLE));
  let taken = 0;
  for (let row = 0; row < size; row += step) {
    const vector = rowAt(row);
    for (let at = 0; at < dimensions; at += 1) mean[at] = (mean[at] ?? 0) + (vector[at] ?? 0);
    taken += 1;
  }
  return mean.map((sum) => sum / Math.max(1, taken));
}
