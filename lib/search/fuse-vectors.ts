/** How much the picture counts against the words, as products' own vectors weigh them. */
const PICTURE_WEIGHT = 0.6;

/** normalise(0.6 picture + 0.4 words), of unit vectors of one space. */
export function fuseVectors(picture: Float32Array, words: Float32Array): Float32Array {
  const fused = picture.map((value, i) => PICTURE_WEIGHT * value + (1 - PICTURE_WEIGHT) * (words[i] ?? 0));
  const length = Math.hypot(...fused);
  // Opposite vectors could cancel out; the picture alone is then the honest query.
  return length < 1e-6 ? picture : fused.map((value) => value / length);
}
