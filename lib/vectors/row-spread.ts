/** From so many rows: mean and order hardly change with more of them. */
const SAMPLE = 4096;

export interface RowSpread {
  mean: Float32Array;
  /** The dimensions, those first in which rows differ most. */
  order: Uint16Array;
}

export function spreadOf(dimensions: number, size: number, rowAt: (row: number) => Float32Array): RowSpread {
  const sums = new Float64Array(dimensions);
  const squares = new Float64Array(dimensions);
  const step = Math.max(1, Math.floor(size / SAMPLE));
  let taken = 0;
  for (let row = 0; row < size; row += step) {
    const vector = rowAt(row);
    for (let at = 0; at < dimensions; at += 1) {
      const value = vector[at] as number;
      sums[at] = (sums[at] as number) + value;
      squares[at] = (squares[at] as number) + value * value;
    }
    taken += 1;
  }
  const mean = Float32Array.from(sums, (sum) => sum / Math.max(1, taken));
  const variance = squares.map((sum, at) => sum / Math.max(1, taken) - (mean[at] as number) ** 2);
  const order = Uint16Array.from(mean.keys()).sort(
    (a, b) => (variance[b] as number) - (variance[a] as number) || a - b,
  );
  return { mean, order };
}
