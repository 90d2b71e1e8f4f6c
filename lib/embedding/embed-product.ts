import type { Pixels } from '@/lib/media/pixels';
import type { EmbeddingModel } from './embedding-model';
import { fuseVectors } from './fuse-vectors';

interface Content {
  picture: Uint8Array | Pixels | null;
  /** As cleaned. */
  words: string | null;
}

/**
 * What a product is indexed by, made in the pipeline's lane; null where there is nothing to see or read. Errors: the
 * model's.
 */
export async function embedProduct(
  model: Pick<EmbeddingModel, 'embedImage' | 'embedText'>,
  { picture, words }: Content,
): Promise<Float32Array | null> {
  const [seen, said] = await Promise.all([
    picture && model.embedImage(picture, { lane: 'backfill' }),
    words === null ? null : model.embedText(words, { lane: 'backfill' }),
  ]);
  return fuseVectors(seen, said);
}
