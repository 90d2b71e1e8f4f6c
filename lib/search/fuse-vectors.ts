import { fuseVectors as fuse } from '@/lib/embedding/fuse-vectors';

/**
 * How much the picture counts against the words where nobody says: measured, docs/decisions/0011. Less than in products' own vectors:
 * who adds words to a photo wants something about it to be different.
 */
const PICTURE_WEIGHT = 0.3;

/** normalise(weight × picture + (1 − weight) × words), of unit vectors of one space. `weight`: 0 to 1. */
export function fuseVectors(picture: Float32Array, words: Float32Array, weight = PICTURE_WEIGHT): Float32Array {
  return fuse(picture, words, weight) ?? picture;
}
