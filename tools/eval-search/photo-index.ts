import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import type { KnownPhoto } from './known-photos';

/** A known photo as the index holds it. */
export interface Indexed extends KnownPhoto {
  /** Of the picture alone. */
  picture: Float32Array;
  /** Of picture and title, as the pipeline weighs them. */
  product: Float32Array;
}

/** As the pipeline embeds products. */
export async function indexPhotos(model: EmbeddingModel, photos: readonly KnownPhoto[]): Promise<Indexed[]> {
  const index: Indexed[] = [];
  for (const known of photos) {
    const picture = await model.embedImage(known.photo);
    const text = known.title === null ? null : cleanTextForModel(known.title, null);
    const product = fuseVectors(picture, text === null ? null : await model.embedText(text)) ?? picture;
    index.push({ ...known, picture, product });
  }
  return index;
}

/** All but those left out, the most similar to the query first. */
export function rank(
  query: Float32Array,
  index: readonly Indexed[],
  by: 'picture' | 'product',
  except?: Indexed,
): Indexed[] {
  return index
    .filter((indexed) => indexed !== except)
    .map((indexed) => ({ indexed, score: dot(query, indexed[by]) }))
    .sort((a, b) => b.score - a.score)
    .map(({ indexed }) => indexed);
}

/** Of the most similar of all. */
export function nearestScore(query: Float32Array, index: readonly Indexed[]): number {
  return Math.max(...index.map(({ product }) => dot(query, product)));
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
