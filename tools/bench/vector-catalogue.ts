import type { VectorEntry, VectorFilter, VectorQuery } from '@/lib/vectors/vector-store';

export const DIMENSIONS = 768;
/** So many are asked for. */
export const TOP = 24;
const CLUSTERS = 400;

/** By comparing one by one. */
export function nearest(catalogue: VectorEntry[], { vector, filter = {} }: VectorQuery): Set<string> {
  let best: { id: string; score: number }[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (const { productId, vector: own, attributes } of catalogue) {
    if (filter.category !== undefined && attributes.category !== filter.category) continue;
    if (filter.sellerPhone !== undefined && attributes.sellerPhone !== filter.sellerPhone) continue;
    const score = dot(own, vector);
    if (score <= least) continue;
    best = [...best, { id: productId, score }].sort((a, b) => b.score - a.score).slice(0, TOP);
    if (best.length === TOP) least = best.at(-1)?.score ?? least;
  }
  return new Set(best.map(({ id }) => id));
}

/**
 * As a model's vectors lie: around a direction common to all, in clusters of unequal size, each with a spread of its
 * own.
 */
export function makeCatalogue(size: number): VectorEntry[] {
  const random = seeded(7);
  return Array.from({ length: size }, (_, at) => ({
    productId: String(at + 1),
    vector: clustered(Math.floor(random() ** 2 * CLUSTERS), random),
    attributes: {
      sellerPhone: `2547${String(at % 100).padStart(8, '0')}`,
      category: random() < 0.5 ? 'half' : 'other',
      priceAmount: null,
      priceCurrency: null,
    },
  }));
}

/** A photo of a product is near it; a text, and a photo of something nobody sells, are far from all. */
export type QueryKind = 'like a product' | 'like nothing';

export function queryFor(
  catalogue: VectorEntry[],
  at: number,
  filter: VectorFilter,
  kind: QueryKind = 'like a product',
): VectorQuery {
  const random = seeded(10_000 + at);
  const like = catalogue[Math.floor(random() * catalogue.length)];
  const vector =
    kind === 'like a product' && like !== undefined
      ? unit(like.vector.map((value) => value + 0.02 * normal(random)))
      : clustered(CLUSTERS + at, random);
  return { vector, limit: TOP, filter };
}

const COMMON = direction(seeded(1));

function clustered(cluster: number, random: () => number): Float32Array {
  const centre = direction(seeded(1_000 + cluster));
  const own = direction(random);
  return unit(COMMON.map((value, at) => 1.5 * value + (centre[at] ?? 0) + 0.8 * (own[at] ?? 0)));
}

function direction(random: () => number): Float32Array {
  return unit(Float32Array.from({ length: DIMENSIONS }, () => normal(random)));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

/** Two sums at once: one would make every addition wait for the one before. */
function dot(a: Float32Array, b: Float32Array): number {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < DIMENSIONS; at += 2) {
    even += (a[at] as number) * (b[at] as number);
    odd += (a[at + 1] as number) * (b[at + 1] as number);
  }
  return even + odd;
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
