import type { Metadata } from 'sharp';
import type { PictureFile } from './files/picture-file';
import type { ImageFormat } from './image-type';

const MEGABYTE = 1024 * 1024;

/**
 * One picture's memory while it is opened. With two at once for shoppers and two for the pipeline, a web process of 400
 * MB stays within 1.5 GB (CONTRIBUTING: npm run attack). A 50-megapixel phone's progressive JPEG needs 288 MB of it.
 */
export const MOST_DECODING_BYTES = 320 * MEGABYTE;
/**
 * Passes through all of a picture. Encoders write 10, the most thorough ones some 20; each took 9 ms for 48 megapixels,
 * and 2,400 of them fit into 0.5 MB (22 s).
 */
export const MOST_PASSES = 64;
/**
 * Rows of a 10,000,000 × 2 PNG took 1 GB: decoders hold several at a time. Wider than any panorama that a phone makes
 * (16,384).
 */
export const MOST_SIDE = 20_000;

/**
 * Measured with sharp 0.35.5 (libvips 8.18.7) on one core, memory above what the process had, pictures of 12 to 50
 * megapixels down to 512:
 *
 * | | bytes a pixel | s per 50 megapixels |
 * |---|---|---|
 * | JPEG, one scan · a part of it as large as it is | 0.1 (rows; shrinks while it reads) | 0.05 · 0.15 |
 * | JPEG, progressive | 3 (4:2:0), 6 (4:4:4), 8 (CMYK): its coefficients | 0.35, 0.6, 1.3 |
 * | PNG, 8 bits · 16 bits | 1 · 2 (rows) | 0.1 to 0.3 · 0.8, with alpha 1.9 |
 * | PNG, interlaced, 8 bits · 16 bits | 4.5 · 9 | 0.8 · 1.3 |
 * | WebP, lossless or animated · a part of any as large as it is | 5 · 8 | 1.0 |
 * | GIF | 5 | 0.5 |
 * | AVIF, 8 bits · 10 and 12 bits | 19 · 25 | 2.4 · 4 |
 */
const KINDS = {
  jpeg: { bytesAPixel: 0.2, msAMegapixel: 3 },
  png: { bytesAPixel: 2, msAMegapixel: 7 },
  pngDeep: { bytesAPixel: 4, msAMegapixel: 38 },
  pngWhole: { bytesAPixel: 5, msAMegapixel: 16 },
  pngWholeDeep: { bytesAPixel: 9, msAMegapixel: 40 },
  webp: { bytesAPixel: 8, msAMegapixel: 32 },
  gif: { bytesAPixel: 5, msAMegapixel: 10 },
  avif: { bytesAPixel: 19, msAMegapixel: 80 },
  avifDeep: { bytesAPixel: 25, msAMegapixel: 120 },
} as const;
/** What was compressed has to be read whatever is made of it: 8 MB of one JPEG took 0.14 s beside its pixels. */
const MS_A_MEGABYTE = 17;
/** A progressive JPEG's coefficients are gone through as often as there are scans: 312 MB took 1.1 s. */
const MS_A_HELD_MEGABYTE = 3.6;

/**
 * Dear ones wait for each other, so that nobody else does. Two usual ones are opened at once: of 24 clients before,
 * another waits for 1.5 s at most. A phone's 12 megapixels in 5 MB are usual, and a screenshot as PNG; what a "50
 * megapixel" phone sends as it is, is dear (the browser makes it small first). An AVIF is dear whatever its size: 10 MB
 * of one with 4 megapixels took 1.2 s.
 */
const DEAR_MS = 125;

export function isDear({ format, decodingMs }: { format: ImageFormat; decodingMs: number }): boolean {
  return format === 'avif' || decodingMs > DEAR_MS;
}

export interface DecodingCost {
  /** At its peak. */
  decodingBytes: number;
  /** Of one core, for the dearest part of it that can be asked for. */
  decodingMs: number;
}

/** What opening this picture takes. */
export function decodingCost(
  format: ImageFormat,
  header: Metadata,
  { heldBytes, bytes, isCut }: Pick<PictureFile, 'heldBytes' | 'bytes' | 'isCut'>,
): DecodingCost {
  const { bytesAPixel, msAMegapixel } = KINDS[kindOf(format, header)];
  const pixels = header.width * header.height;
  const decodingMs =
    (pixels / 1e6) * msAMegapixel +
    (heldBytes / MEGABYTE) * MS_A_HELD_MEGABYTE +
    (bytes.byteLength / MEGABYTE) * MS_A_MEGABYTE;
  // How much is missing is looked for first, by decoding it once more.
  return { decodingBytes: heldBytes + pixels * bytesAPixel, decodingMs: isCut ? 2 * decodingMs : decodingMs };
}

function kindOf(format: ImageFormat, { depth, isProgressive }: Metadata): keyof typeof KINDS {
  const isDeep = depth !== 'uchar';
  if (format === 'avif') return isDeep ? 'avifDeep' : 'avif';
  if (format !== 'png') return format;
  if (isProgressive === true) return isDeep ? 'pngWholeDeep' : 'pngWhole';
  return isDeep ? 'pngDeep' : 'png';
}
