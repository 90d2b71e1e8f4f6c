import sharp, { type JpegOptions, type OutputInfo, type Region, type Sharp } from 'sharp';
import { decodingMemory } from './decoding-memory';
import {
  type ImageLimits,
  type OpenedImage,
  openImage,
  PRODUCT_IMAGE_LIMITS,
  QUERY_IMAGE_LIMITS,
  SHARP_INPUT,
} from './image-check';
import type { ImageFormat } from './image-type';
import { imageUndecodable } from './media-errors';
import type { Pixels } from './pixels';

export interface NormalisedImage {
  body: Uint8Array;
  contentType: 'image/jpeg';
  width: number;
  height: number;
}

/** Enough for a model to judge by; Gemini counts one tile of 768. */
const REVIEW_SIDE = 768;
/** The widest the marketplace shows a product on a large, dense screen. */
const STORED_SIDE = 1_600;
/** What SigLIP's largest models read, and twice what the usual ones do. A crop is cut before. */
const QUERY_SIDE = 512;
/** Up to here it is sent on as it is, whatever the browser made of it (768): making it smaller takes longer than all that would be saved. */
const QUERY_SIDE_LEFT = 1_024;
/** Decoding and encoding 50 megapixels takes some seconds; beyond that something is wrong with the file. */
const TIMEOUT_SECONDS = 20;

/** For the reviewer: the first frame, upright, on white, in sRGB, no metadata, at most 768 pixels wide and high. */
export function forReview(bytes: Uint8Array): Promise<NormalisedImage> {
  return jpegOf(bytes, REVIEW_SIDE, { quality: 80 });
}

/**
 * To be kept and shown: like forReview, at most 1,600 pixels, with the quality a shop needs. Never the seller's own bytes. Always a
 * JPEG: every client and crawler shows it, and it is made five times as fast as a WebP or a mozjpeg of the same look.
 */
export function forStorage(bytes: Uint8Array): Promise<NormalisedImage> {
  return jpegOf(bytes, STORED_SIDE, { quality: 84, progressive: true });
}

/**
 * A shopper's photo on its way to the model: like forReview, 512 pixels (up to 1,024 if it has no more), three megabytes at most. Left
 * decoded: it goes no further than to the worker, and encoding it takes the shopper longer than sending it.
 */
export async function forQuery(bytes: Uint8Array, crop?: Crop, inTurn: InTurn = atOnce): Promise<Pixels> {
  const sideOf = (largest: number) => (largest <= QUERY_SIDE_LEFT ? largest : QUERY_SIDE);
  const { data, info } = await normalise(bytes, {
    limits: QUERY_IMAGE_LIMITS,
    sideOf,
    write: (picture) => picture.raw({ depth: 'uchar' }),
    crop,
    inTurn,
  });
  return { data, width: info.width, height: info.height };
}

async function jpegOf(bytes: Uint8Array, side: number, options: JpegOptions): Promise<NormalisedImage> {
  const { data, info } = await normalise(bytes, {
    limits: PRODUCT_IMAGE_LIMITS,
    sideOf: () => side,
    write: (picture) => picture.jpeg(options),
  });
  return { body: data, contentType: 'image/jpeg', width: info.width, height: info.height };
}

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

interface Normalisation {
  limits: ImageLimits;
  /** Of the larger side it has. */
  sideOf(largest: number): number;
  write(picture: Sharp): Sharp;
  crop?: Crop | undefined;
  inTurn?: InTurn;
}

async function normalise(
  bytes: Uint8Array,
  { limits, sideOf, write, crop, inTurn = atOnce }: Normalisation,
): Promise<{ data: Buffer; info: OutputInfo }> {
  const image = await openImage(bytes, limits);
  const decode = async () => {
    try {
      const opened = sharp(image.bytes, SHARP_INPUT).timeout({ seconds: TIMEOUT_SECONDS });
      // Turned last: asked before there is a part to cut, sharp turns all of it at its full size, which takes 0.8 s and 200 MB for a JPEG.
      const upright = fitted(opened, image, { crop, sideOf })
        .autoOrient()
        .flatten({ background: '#fff' })
        // An embedded profile is applied, then dropped with all other metadata: CMYK and wide gamuts come out as they looked.
        .toColourspace('srgb');
      return await write(upright).toBuffer({ resolveWithObject: true });
    } catch (error) {
      throw imageUndecodable(error);
    }
  };
  return inTurn(image, () => decodingMemory().during(image.decodingBytes, decode));
}

/** The part that is meant, as small as it is wanted; as it lies in the file. */
function fitted(
  picture: Sharp,
  { format, width, height, orientation }: OpenedImage,
  { crop, sideOf }: Pick<Normalisation, 'crop' | 'sideOf'>,
): Sharp {
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

/** Where a part of the upright picture is in the file, by EXIF's eight ways to lie: of every two one is the other's mirror. */
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
