/** How a photo is encoded: its longest side in pixels, and JPEG's quality. */
export interface Encoding {
  longestSide: number;
  quality: number;
}

/** What a slow connection sends in a second or two. */
export const MOST_BYTES = 150_000;

/** Models look at 224 to 512 pixels: quality goes first, then size, and the last one fits whatever it shows. */
const STEPS: readonly Encoding[] = [
  { longestSide: 768, quality: 0.86 },
  { longestSide: 768, quality: 0.74 },
  { longestSide: 640, quality: 0.72 },
  { longestSide: 512, quality: 0.66 },
  { longestSide: 384, quality: 0.5 },
  { longestSide: 224, quality: 0.4 },
];

/** The best encoding that is small enough; the smallest of all if none is. `encode` may be called several times. */
export async function fitInto<Encoded extends { size: number }>(
  bytes: number,
  encode: (encoding: Encoding) => Promise<Encoded>,
): Promise<Encoded> {
  let smallest: Encoded | null = null;
  for (const step of STEPS) {
    const encoded = await encode(step);
    if (encoded.size <= bytes) return encoded;
    if (smallest === null || encoded.size < smallest.size) smallest = encoded;
  }
  if (smallest === null) throw new Error('there is no way to encode a photo');
  return smallest;
}

/** Whole pixels of a picture made to fit a longest side; never made larger. */
export function sizeWithin(longestSide: number, width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, longestSide / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
