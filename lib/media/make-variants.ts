import sharp, { type Sharp } from 'sharp';
import { SHARP_INPUT } from './image-check';
import { imageUndecodable } from './media-errors';
import type { StoredObject } from './object-store';
import { besidePicture, type PictureVariant, VARIANT_TYPES, variantName, variantsFor } from './picture-variants';

/**
 * Chosen by what they cost and save on pictures like WhatsApp's; the figures are in docs/decisions (smaller copies).
 */
const ENCODINGS = {
  avif: { quality: 50, effort: 1 },
  webp: { quality: 76, effort: 2 },
} as const;

/** The smaller copies of a stored picture, by their names (`480.avif`). Errors: `image_undecodable`. */
export async function makeVariants(picture: { key: string; body: Uint8Array }): Promise<Map<string, StoredObject>> {
  try {
    const { width } = await sharp(picture.body, SHARP_INPUT).metadata();
    const variants = variantsFor(width);
    // Decoded once for all of them.
    const widest = Math.max(...variants.map((variant) => variant.width));
    const { data, info } = await sharp(picture.body, SHARP_INPUT)
      .resize({ width: widest })
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const raw = { width: info.width, height: info.height, channels: info.channels };
    const made = new Map<string, StoredObject>();
    // One after another: shoppers' requests share these threads.
    for (const variant of variants) {
      const name = variantName(variant);
      const body = await encode(sharp(data, { raw }), variant);
      made.set(name, { key: besidePicture(picture.key, name), body, contentType: VARIANT_TYPES[variant.format] });
    }
    return made;
  } catch (error) {
    throw imageUndecodable(error);
  }
}

/**
 * The names that makeVariants gives the copies of this picture, for whoever removes it: a process that was killed
 * between storing the copies and saying so has left some that no row names. None for what is no picture.
 */
export async function variantNames(body: Uint8Array): Promise<string[]> {
  try {
    return variantsFor((await sharp(body, SHARP_INPUT).metadata()).width).map(variantName);
  } catch {
    return [];
  }
}

function encode(pixels: Sharp, { width, format }: PictureVariant): Promise<Buffer> {
  return pixels.resize({ width }).toFormat(format, ENCODINGS[format]).toBuffer();
}
