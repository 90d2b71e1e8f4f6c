/** The seed's weight for products, 0 to 1: the concept comes from the picture first, the words refine it. */
const PRODUCT_IMAGE_WEIGHT = 0.6;

/** The vector at unit length. Throws on a zero or non-finite vector: a model that gives one is broken. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new Error('a vector without length cannot be normalised');
  return vector.map((value) => value / length);
}

/**
 * normalise(w image + (1 − w) text), each of unit length first; w is what products are indexed by unless another is
 * given. With only one of them, that one; with neither, there is nothing to find the product by: null.
 */
export function fuseVectors(
  image: Float32Array | null,
  text: Float32Array | null,
  imageWeight = PRODUCT_IMAGE_WEIGHT,
): Float32Array | null {
  if (image === null || text === null) {
    const only = image ?? text;
    return only === null ? null : normalise(only);
  }
  const [a, b] = [normalise(image), normalise(text)];
  const fused = a.map((value, at) => imageWeight * value + (1 - imageWeight) * (b[at] ?? 0));
  // Opposite vectors can cancel out: what is then left is noise, and the picture alone is the honest answer.
  return Math.hypot(...fused) < 1e-6 ? a : normalise(fused);
}
