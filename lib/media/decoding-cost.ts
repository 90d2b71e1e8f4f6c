import type { Metadata } from 'sharp';
import type { PictureFile } from './files/picture-file';
import type { ImageFormat } from './image-type';

const MEGABYTE = 1024 * 1024;

/**
 * One picture's memory while it is opened. With two at once for shoppers and two for the pipeline, a web process of 400 MB stays within
 * 1.5 GB (CONTRIBUTING: npm run attack). A 50-megapixel phone's progressive JPEG needs 288 MB of it.
 */
export const MOST_DECODING_BYTES = 320 * MEGABYTE;
/**
 * Passes through all of a picture. Encoders write 10, the most thorough ones some 20; each took 9 ms for 48 megapixels, and 2,400 of them
 * fit into 0.5 MB (22 s).
 */
export const MOST_PASSES = 64;
/** Rows of a 10,000,000 × 2 PNG took 1 GB: decoders hold several at a time. Wider than any panorama that a phone makes (16,384). */
export const MOST_SIDE = 20_000;

/**
 * Measured with sharp 0.35.5 (libvips 8.18.7) on one core, memory above what the process had, pictures of 12 to 50 megapixels down to 512:
 *
 * | | bytes a pixel | s per 50 megapixels |
 * |---|---|---|
 * | JPEG, one scan | 0.1 (rows; shrinks while it reads) | 0.05 |
 * | JPEG, progressive | 3 (4:2:0), 6 (4:4:4), 8 (CMYK): its coefficients | 0.35, 0.6, 1.3 |
 * | PNG, 8 bits · 16 bits | 1 · 2 (rows) | 0.1 to 0.3 · 0.8, with alpha 1.9 |
 * | PNG, interlaced, 8 bits · 16 bits | 4.5 · 9 | 0.8 · 1.3 |
 * | WebP, lossless or animated · a part of any as large as it is | 5 · 8 | 1.0 |
 * | GIF | 5 | 0.5 |
 * | AVIF, 8 bits · 10 and 12 bits | 19 · 25 | 2.4 · 4 |
 */
const BYTES_A_PIXEL = {
  jpeg: 0.2,
  png: { rows: 2, rowsDeep: 4, whole: 5, wholeDeep: 9 },
  webp: 8,
  gif: 5,
  avif: { plain: 19, deep: 25 },
} as const;

/**
 * What a usual photo stays far below (a phone's JPEG by a hundred times, a screenshot as PNG by ten). Dear ones wait for each other, so that
 * nobody else does. An AVIF is dear whatever its size: 10 MB of one with 4 megapixels took 1.2 s.
 */
const DEAR_BYTES = 64 * MEGABYTE;

export function isDear({ format, decodingBytes: bytes }: { format: ImageFormat; decodingBytes: number }): boolean {
  return format === 'avif' || bytes > DEAR_BYTES;
}

/** What opening this picture takes at its peak, in bytes. */
export function decodingBytes(
  format: ImageFormat,
  header: Metadata,
  { heldBytes }: Pick<PictureFile, 'heldBytes'>,
): number {
  return heldBytes + header.width * header.height * bytesAPixel(format, header);
}

function bytesAPixel(format: ImageFormat, { depth, isProgressive }: Metadata): number {
  const isDeep = depth !== 'uchar';
  switch (format) {
    case 'png': {
      const { rows, rowsDeep, whole, wholeDeep } = BYTES_A_PIXEL.png;
      if (isProgressive === true) return isDeep ? wholeDeep : whole;
      return isDeep ? rowsDeep : rows;
    }
    case 'avif':
      return isDeep ? BYTES_A_PIXEL.avif.deep : BYTES_A_PIXEL.avif.plain;
    case 'jpeg':
    case 'webp':
    case 'gif':
      return BYTES_A_PIXEL[format];
  }
}
