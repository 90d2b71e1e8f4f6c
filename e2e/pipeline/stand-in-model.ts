import { createHash } from 'node:crypto';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { checkImage } from '@/lib/media/image-check';

type Model = Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'> & {
  fuse(image: Float32Array, text: Float32Array): Float32Array;
  calls: { image: number; text: number };
};

/** Vectors that say nothing but differ from content to content, at no cost: these tests are about the pipeline, not the model. */
export function standInModel(): Model {
  const calls = { image: 0, text: 0 };
  return {
    space: 'stand-in',
    calls,
    async embedImage(bytes) {
      calls.image += 1;
      await checkImage(bytes);
      return vectorOf(bytes);
    },
    async embedText(text) {
      calls.text += 1;
      return vectorOf(Buffer.from(text));
    },
    fuse: (image, text) => normalised(image.map((value, i) => 0.6 * value + 0.4 * (text[i] ?? 0))),
  };
}

function vectorOf(content: Uint8Array): Float32Array {
  const digest = createHash('shake256', { outputLength: 768 }).update(content).digest();
  return normalised(Float32Array.from(digest, (byte) => byte - 127.5));
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
