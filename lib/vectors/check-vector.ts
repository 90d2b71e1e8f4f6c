import { PRODUCT_ID } from '@/lib/products/ids.schema';
import { type VectorEntry, type VectorQuery, vectorInvalid } from './vector-store';

/** float32 arithmetic over 768 terms stays well below this; a vector that was never normalised does not. */
const LENGTH_TOLERANCE = 1e-3;
/** Milvus's own limit for offset + limit. */
const MAX_DEPTH = 16_384;

/** Throws `vector_invalid` for what must never reach an index: wrong dimension, not finite, not unit length. */
function checkVector(vector: Float32Array, dimensions: number): void {
  if (vector.length !== dimensions) {
    throw vectorInvalid(`A vector has ${vector.length} dimensions where the store holds ${dimensions}.`);
  }
  let squares = 0;
  for (const value of vector) squares += value * value;
  // Negated for NaN and infinities, of which no comparison is true.
  if (!(Math.abs(Math.sqrt(squares) - 1) <= LENGTH_TOLERANCE)) {
    throw vectorInvalid(`A vector must be finite and of unit length; this one's length is ${Math.sqrt(squares)}.`);
  }
}

/** Checks every entry and drops repeated ids: the last one wins. Ordered by id, so that two writers lock alike. */
export function checkEntries(entries: readonly VectorEntry[], dimensions: number): VectorEntry[] {
  const byId = new Map<string, VectorEntry>();
  for (const entry of entries) {
    if (!PRODUCT_ID.test(entry.productId)) {
      throw vectorInvalid(`"${entry.productId.slice(0, 40)}" is not a product id (1 to 20 digits).`);
    }
    checkVector(entry.vector, dimensions);
    byId.set(entry.productId, entry);
  }
  return [...byId.values()].sort((a, b) => compareIds(a.productId, b.productId));
}

export function checkQuery(query: VectorQuery, dimensions: number): void {
  checkVector(query.vector, dimensions);
  const { limit, offset = 0 } = query;
  if (!Number.isInteger(limit) || limit < 1 || !Number.isInteger(offset) || offset < 0 || offset + limit > MAX_DEPTH) {
    throw vectorInvalid(
      `limit (${limit}) and offset (${offset}) must be whole, positive, and at most ${MAX_DEPTH} together.`,
    );
  }
}

/** The order of equal scores: by code unit, the same in every adapter. */
export function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
