/** How much the picture counts against the words where nobody says: as products' own vectors weigh them. */
const PICTURE_WEIGHT = 0.6;

/** normalise(weight × picture + (1 − weight) × words), of unit vectors of one space. `weight`: 0 to 1. */
export function fuseVectors(picture: Float32Array, words: Float32Array, weight = PICTURE_WEIGHT): Float32Array {
  const fused = picture.map((value, i) => weight * value + (1 - weight) * (words[i] ?? 0));
  const length = Math.hypot(...fused);
  // Opposite vectors could cancel out; the picture alone is then the honest query.
  return length < 1e-6 ? picture : fused.map((value) => value / length);
}
