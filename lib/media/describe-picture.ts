import type { Colour } from './colours.schema';
import { dominantColours } from './dominant-colours';
import { decodeProduct, openPixels } from './normalise-image';
import { perceptualHash } from './perceptual-hash';
import type { Pixels } from './pixels';

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

interface PictureSize {
  /** Upright. */
  width: number;
  height: number;
}

/** Squeezed into a square: enough to tell a picture's colours and to know it again, an eighth of most JPEGs. */
const SIDE = 96;
const PLACEHOLDER_SIDE = 16;

/** From the picture's file. Errors: those of checkImage. */
export async function describePicture(bytes: Uint8Array): Promise<PictureDescription> {
  const { pixels, image } = await decodeProduct(bytes);
  return describePixels(pixels, image);
}

/** From a picture decoded already, however small it was made; `size`: what it was before. */
export async function describePixels(pixels: Pixels, { width, height }: PictureSize): Promise<PictureDescription> {
  const data = await openPixels(pixels).resize({ width: SIDE, height: SIDE, fit: 'fill' }).raw().toBuffer();
  const small = { data, width: SIDE, height: SIDE };
  return {
    width,
    height,
    placeholder: await makePlaceholder(small, { width, height }),
    perceptualHash: perceptualHash(small),
    colours: dominantColours(small),
  };
}

async function makePlaceholder(small: Pixels, { width, height }: PictureSize): Promise<string> {
  const scale = PLACEHOLDER_SIDE / Math.max(width, height);
  const side = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const tiny = await openPixels(small)
    .resize({ width: side(width), height: side(height), fit: 'fill' })
    .webp({ quality: 40, effort: 4 })
    .toBuffer();
  return `data:image/webp;base64,${tiny.toString('base64')}`;
}
