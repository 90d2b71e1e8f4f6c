import sharp from 'sharp';
import type { Colour } from './colours.schema';
import { dominantColours } from './dominant-colours';
import { perceptualHash } from './perceptual-hash';
import { type ReadPicture, readSmallPicture } from './small-picture';

/** What is kept of a product's picture beside its vector. */
export interface PictureDescription {
  /** Of the upright picture. */
  width: number;
  height: number;
  /** A `data:` URL of a few hundred bytes: blown up and blurred by the browser while the picture loads. */
  placeholder: string;
  /** Tells the same picture in another size or quality; null for one with nothing in it. */
  perceptualHash: string | null;
  /** The product's, the most of it first; without what is around it. */
  colours: Colour[];
}

const PLACEHOLDER_SIDE = 16;

/** All of it from one decoding. Errors: those of checkImage. */
export async function describePicture(bytes: Uint8Array): Promise<PictureDescription> {
  const picture = await readSmallPicture(bytes);
  return {
    width: picture.width,
    height: picture.height,
    placeholder: await makePlaceholder(picture),
    perceptualHash: perceptualHash(picture.small),
    colours: dominantColours(picture.small),
  };
}

async function makePlaceholder({ small, width, height }: ReadPicture): Promise<string> {
  const scale = PLACEHOLDER_SIDE / Math.max(width, height);
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const tiny = await sharp(small.data, { raw: { width: small.width, height: small.height, channels: 3 } })
    .resize({ width: side(width), height: side(height), fit: 'fill' })
    .webp({ quality: 40, effort: 4 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString('base64')}`;
}
