/** So many products of so many sellers. */
export interface CatalogueSize {
  products: number;
  sellers: number;
  /** The biggest shop's; the others have about as many as each other. */
  ofBiggest: number;
}

export const BIGGEST = '254700000000';
export const phoneOf = (at: number): string => `2547${String(at).padStart(8, '0')}`;
export const idOf = (at: number): string => String(1_000_000_000 + at);

/** Whose the n-th product is. */
export function sellerAt(at: number, { products, sellers, ofBiggest }: CatalogueSize): number {
  return ofBiggest > 0 && at % Math.ceil(products / ofBiggest) === 0 ? 0 : at % sellers;
}
