import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { normalise } from '@/lib/embedding/fuse-vectors';
import { checkImage } from '@/lib/media/image-check';

type Model = Pick<EmbeddingModel, 'space' | 'embedImage' | 'embedText'>;

/** Vectors that say nothing but differ from content to content, at no cost but the time that is asked for. */
export function standInModel({ space = 'stand-in', tookMs = 0 }: { space?: string; tookMs?: number } = {}): Model {
  return {
    space,
    async embedImage(image) {
      if (tookMs > 0) await sleep(tookMs);
      if (!(image instanceof Uint8Array)) return vectorOf(image.data);
      await checkImage(image);
      return vectorOf(image);
    },
    async embedText(text) {
      return vectorOf(Buffer.from(text));
    },
  };
}

function vectorOf(content: Uint8Array): Float32Array {
  const digest = createHash('shake256', { outputLength: 768 }).update(content).digest();
  return normalise(Float32Array.from(digest, (byte) => byte - 127.5));
}
