/**
 * In how many bits each row differs from `wanted`, into `distances`, and how many rows there are of each distance, added to
 * `counts`. Rows lie one after another in `bits`, as many words each as `wanted` has: a multiple of eight. All in one loop, eight
 * words at a time through carry-save adders with one population count for the eights: this is where a search spends its time.
 */
export function differingBits(
  bits: Int32Array,
  wanted: Int32Array,
  rows: Int32Array | null,
  total: number,
  distances: Uint16Array,
  counts: Int32Array,
): void {
  const words = wanted.length;
  for (let at = 0; at < total; at += 1) {
    const base = (rows === null ? at : (rows[at] as number)) * words;
    let ones = 0;
    let twos = 0;
    let fours = 0;
    let eights = 0;
    for (let word = 0; word < words; word += 8) {
      const next = base + word;
      const a = (bits[next] as number) ^ (wanted[word] as number);
      const b = (bits[next + 1] as number) ^ (wanted[word + 1] as number);
      const c = (bits[next + 2] as number) ^ (wanted[word + 2] as number);
      const d = (bits[next + 3] as number) ^ (wanted[word + 3] as number);
      const e = (bits[next + 4] as number) ^ (wanted[word + 4] as number);
      const f = (bits[next + 5] as number) ^ (wanted[word + 5] as number);
      const g = (bits[next + 6] as number) ^ (wanted[word + 6] as number);
      const h = (bits[next + 7] as number) ^ (wanted[word + 7] as number);
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
    const distance = 8 * eights + 4 * popCount(fours) + 2 * popCount(twos) + popCount(ones);
    distances[at] = distance;
    counts[distance] = (counts[distance] as number) + 1;
  }
}

function popCount(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
