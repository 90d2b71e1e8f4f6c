import type { Pixels } from './pixels';

const COLUMNS = 9;
const ROWS = 8;
/** In levels of 255: smaller differences are a compressor's noise on what is one colour. */
const LEAST_STEP = 2;

/**
 * A picture's 64-bit difference hash as 16 hex digits: whether each cell of a 9 × 8 grid is brighter than the one to
 * its right. The same picture in another size, quality or brightness differs in few bits. Null for a picture with
 * nothing in it.
 */
export function perceptualHash(picture: Pixels): string | null {
  const grey = greyGrid(picture);
  let bits = '';
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS - 1; column += 1) {
      const at = row * COLUMNS + column;
      bits += (grey[at] as number) > (grey[at + 1] as number) + LEAST_STEP ? '1' : '0';
    }
  }
  // All the same grey, or all brighter to one side: every such picture has this hash.
  if (!bits.includes('1') || !bits.includes('0')) return null;
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

/** A hash ready to be compared: its upper and lower 32 bits. */
export type PictureHash = readonly [upper: number, lower: number];

/** Of 16 hex digits, as `perceptualHash` makes them. */
export function readHash(hash: string): PictureHash {
  return [Number.parseInt(hash.slice(0, 8), 16) | 0, Number.parseInt(hash.slice(8), 16) | 0];
}

/** In how many of the 64 bits two hashes differ. */
export function hashDistance(a: PictureHash, b: PictureHash): number {
  return bitsIn(a[0] ^ b[0]) + bitsIn(a[1] ^ b[1]);
}

function bitsIn(value: number): number {
  let left = value - ((value >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The mean brightness of each cell. */
function greyGrid({ data, width, height }: Pixels): Float64Array {
  const sums = new Float64Array(COLUMNS * ROWS);
  const counts = new Float64Array(COLUMNS * ROWS);
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor((y * ROWS) / height);
    for (let x = 0; x < width; x += 1) {
      const cell = row * COLUMNS + Math.floor((x * COLUMNS) / width);
      const at = (y * width + x) * 3;
      const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
      sums[cell] = (sums[cell] as number) + 0.299 * r + 0.587 * g + 0.114 * b;
      counts[cell] = (counts[cell] as number) + 1;
    }
  }
  return sums.map((sum, cell) => sum / Math.max(1, counts[cell] as number));
}

/**
 * Of 64 bits, how many may differ between two files of one picture. Measured on the stand-in's pictures
 * (lib/media/stand-in-pictures.integration.test.ts): other sizes and qualities differ in fewer, others in more.
 */
export const SAME_PICTURE_BITS = 5;
