/** Photos of things that are sold, of a hundred, that may be told that nothing here is like them. */
const WRONGLY_TOLD = 0.03;
/** Enough for the lowest hundredths of them to be told apart. */
export const PHOTOS_MEASURED = 240;
/** With fewer, what is usual among their photos says little about others. */
export const FEWEST_PRODUCTS = 12;
const MOST_PHOTOS_OF_ONE = 8;

/**
 * The similarity that nearly every photo of a thing that is sold reaches with its nearest product (split conformal
 * prediction). `nearest`: for photos of products that are in the index, the similarity of the nearest product.
 * A new photo like these lies below it with a probability of at most WRONGLY_TOLD, whatever the model and however its
 * similarities are distributed. Null when there are too few to say.
 */
export function likenessFloor(nearest: readonly number[]): number | null {
  const below = Math.floor(WRONGLY_TOLD * (nearest.length + 1));
  return nearest.toSorted((a, b) => a - b)[below - 1] ?? null;
}

/** Whether a photo, the similarity of whose nearest product this is, shows nothing that is sold. */
export function isNothingAlike(nearest: number | null, floor: number | null): boolean {
  return nearest !== null && floor !== null && nearest < floor;
}

/** How many photos of each of so many products make PHOTOS_MEASURED; 0 when the products are too few. */
export function photosOfEach(products: number): number {
  if (products < FEWEST_PRODUCTS) return 0;
  return Math.min(MOST_PHOTOS_OF_ONE, Math.ceil(PHOTOS_MEASURED / products));
}
