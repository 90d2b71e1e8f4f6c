/** The seed's weights: the concept comes from the picture first, the words refine it. */
const IMAGE_WEIGHT = 0.6;
const TEXT_WEIGHT = 0.4;

/** The vector at unit length. Throws on a zero or non-finite vector: a model that gives one is broken. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length) || length === 0) throw new Error('a vector without length cannot be normalised');
  return vector.map((value) => value / length);
}

/**
 * A product's vector: normalise(0.6 image + 0.4 text), each of unit length first. With only one of them, that one; with neither,
 * there is nothing to find the product by: null.
 */
export function fuseVectors(image: Float32Array | null, text: Float32Array | null): Float32Array | null {
  if (image === null || text === null) {
    const only = image ?? text;
    return only === null ? null : normalise(only);
  }
  const [a, b] = [normalise(image), normalise(text)];
  return normalise(a.map((value, at) => IMAGE_WEIGHT * value + TEXT_WEIGHT * (b[at] ?? 0)));
}
