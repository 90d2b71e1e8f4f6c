import sharp from 'sharp';
import { decodingMemory } from './decoding-memory';
import { openImage, SHARP_INPUT } from './image-check';
import { imageUndecodable } from './media-errors';
import type { Pixels } from './pixels';

export interface ReadPicture {
  /** Squeezed into a small square: enough to tell its colours and to know it again. */
  small: Pixels;
  /** Of the upright picture as it was. */
  width: number;
  height: number;
}

/** JPEGs are decoded at an eighth of their size for it, which is most of the work saved. */
const SIDE = 96;

/** Decoded once: upright, on white, in sRGB. Errors: those of checkImage. */
export async function readSmallPicture(bytes: Uint8Array): Promise<ReadPicture> {
  const { width, height, bytes: file, decodingBytes } = await openImage(bytes);
  try {
    const small = sharp(file, SHARP_INPUT)
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'fill' })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .removeAlpha()
      .raw({ depth: 'uchar' });
    const data = await decodingMemory().during(decodingBytes, () => small.toBuffer());
    return { small: { data, width: SIDE, height: SIDE }, width, height };
  } catch (error) {
    throw imageUndecodable(error);
  }
}
