import sharp, { type Region, type Sharp } from 'sharp';
import { decodingMemory } from './decoding-memory';
import { type OpenedImage, openImage, PRODUCT_IMAGE_LIMITS, QUERY_IMAGE_LIMITS, SHARP_INPUT } from './image-check';
import type { ImageFormat } from './image-type';
import { imageTruncated, imageUndecodable } from './media-errors';
import { assertNearlyWhole } from './missing-part';
import type { Pixels } from './pixels';

/** The widest the marketplace shows a product on a large, dense screen. */
const PRODUCT_SIDE = 1_600;
/** What SigLIP's largest models read, and twice what the usual ones do. A crop is cut before. */
const QUERY_SIDE = 512;
/**
 * Up to here it is sent on as it is, whatever the browser made of it (768): making it smaller takes longer than all
 * that would be saved.
 */
const QUERY_SIDE_LEFT = 1_024;
/** Decoding and encoding 50 megapixels takes some seconds; beyond that something is wrong with the file. */
const TIMEOUT_SECONDS = 20;

/**
 * A product's picture for all that is made of it (prepare-picture.ts): the first frame, upright, on white, in sRGB, no
 * metadata, at most 1,600 pixels wide and high. `image`: what it was. Errors: those of checkImage.
 */
export async function decodeProduct(bytes: Uint8Array): Promise<{ pixels: Pixels; image: OpenedImage }> {
  const image = await openImage(bytes, PRODUCT_IMAGE_LIMITS);
  return { image, pixels: await decode(image, { sideOf: () => PRODUCT_SIDE }) };
}

/**
 * A shopper's photo on its way to the model: like a product's, 512 pixels (up to 1,024 if it has no more), three
 * megabytes at most. Left decoded: it goes no further than to the worker, and encoding it takes the shopper longer than
 * sending it.
 */
export async function forQuery(bytes: Uint8Array, crop?: Crop, inTurn: InTurn = atOnce): Promise<Pixels> {
  const image = await openImage(bytes, QUERY_IMAGE_LIMITS);
  const sideOf = (largest: number) => (largest <= QUERY_SIDE_LEFT ? largest : QUERY_SIDE);
  return inTurn(image, () => decode(image, { sideOf, crop }));
}

/** What was decoded, to be made something else of. */
export const openPixels = ({ data, width, height }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });

/** In fractions of the upright picture, 0 to 1. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Decides when a picture is decoded, by what that costs. */
export type InTurn = <T>(picture: OpenedImage, decode: () => Promise<T>) => Promise<T>;
const atOnce: InTurn = (_picture, decode) => decode();

interface Fit {
  /** Of the larger side it has. */
  sideOf(largest: number): number;
  crop?: Crop | undefined;
}

async function decode(image: OpenedImage, fit: Fit): Promise<Pixels> {
  try {
    const opened = sharp(image.bytes, SHARP_INPUT).timeout({ seconds: TIMEOUT_SECONDS });
    // Turned last: asked before there is a part to cut, sharp turns all of it at its full size: 0.8 s and 200 MB for a
    // JPEG.
    const upright = fitted(opened, image, fit)
      .autoOrient()
      .flatten({ background: '#fff' })
      // An embedded profile is applied, then dropped with all other metadata: CMYK and wide gamuts come out as they
      // looked.
      .toColourspace('srgb')
      .raw({ depth: 'uchar' });
    const { data, info } = await decodingMemory().during(image.decodingBytes, async () => {
      await assertNearlyWhole(image);
      return upright.toBuffer({ resolveWithObject: true });
    });
    return { data, width: info.width, height: info.height };
  } catch (error) {
    throw image.isCut ? imageTruncated(error) : imageUndecodable(error);
  }
}

/** The part that is meant, as small as it is wanted; as it lies in the file. */
function fitted(picture: Sharp, { format, width, height, orientation }: OpenedImage, { crop, sideOf }: Fit): Sharp {
  if (crop === undefined) {
    const side = sideOf(Math.max(width, height));
    return picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  }
  const cut = pixelsOf(crop, width, height);
  const largest = Math.max(cut.width, cut.height);
  const side = sideOf(largest);
  const scale = side / largest;
  if (scale < 1 && shrinksWhileRead(format, scale)) return shrunkThenCut(picture, { cut, scale, width, height });
  const part = picture.extract(asItLies(cut, { width, height, orientation }));
  return scale >= 1 ? part : part.resize({ width: side, height: side, fit: 'inside' });
}

/** The other way round sharp reads it at its full size. What is cut from what was shrunk is upright by then. */
function shrunkThenCut(
  picture: Sharp,
  { cut, scale, width, height }: { cut: Region; scale: number; width: number; height: number },
): Sharp {
  const scaled = (pixels: number) => Math.max(1, Math.round(pixels * scale));
  const whole = { width: scaled(width), height: scaled(height) };
  const size = { width: Math.min(scaled(cut.width), whole.width), height: Math.min(scaled(cut.height), whole.height) };
  return picture.resize({ ...whole, fit: 'fill' }).extract({
    ...size,
    left: Math.min(Math.round(cut.left * scale), whole.width - size.width),
    top: Math.min(Math.round(cut.top * scale), whole.height - size.height),
  });
}

/** Decoders shrink to a half, a quarter, an eighth. */
function shrinksWhileRead(format: ImageFormat, scale: number): boolean {
  return (format === 'jpeg' || format === 'webp') && scale <= 0.5;
}

/** Inside the picture, at least one pixel. */
function pixelsOf({ x, y, width, height }: Crop, fullWidth: number, fullHeight: number): Region {
  const left = clamp(Math.floor(x * fullWidth), 0, fullWidth - 1);
  const top = clamp(Math.floor(y * fullHeight), 0, fullHeight - 1);
  return {
    left,
    top,
    width: clamp(Math.round(width * fullWidth), 1, fullWidth - left),
    height: clamp(Math.round(height * fullHeight), 1, fullHeight - top),
  };
}

/**
 * Where a part of the upright picture is in the file, by EXIF's eight ways to lie: of every two one is the other's
 * mirror.
 */
function asItLies(
  { left, top, width, height }: Region,
  whole: Pick<OpenedImage, 'width' | 'height' | 'orientation'>,
): Region {
  const [right, bottom] = [whole.width - left - width, whole.height - top - height];
  const fromTheRight = [2, 3, 6, 7].includes(whole.orientation);
  const fromBelow = [3, 4, 7, 8].includes(whole.orientation);
  const [across, down] = [fromTheRight ? right : left, fromBelow ? bottom : top];
  if (whole.orientation < 5) return { left: across, top: down, width, height };
  return { left: down, top: across, width: height, height: width };
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
