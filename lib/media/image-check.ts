import sharp, { type Metadata } from 'sharp';
import { sniffImageType } from './image-type';
import { imageIsHeic, imageTooLarge, imageTypeRefused, imageUndecodable, notAnImage } from './media-errors';

export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** As displayed: after its EXIF orientation is applied. */
export interface CheckedImage {
  format: ImageFormat;
  width: number;
  height: number;
  /** More than one when animated. Only the first is ever used. */
  frames: number;
}

export interface ImageLimits {
  maxBytes: number;
  maxPixels: number;
  accept: readonly ImageFormat[];
}

/** A phone's largest photo has 50 megapixels; decoded that is 200 MB. */
const MAX_PIXELS = 50_000_000;
/** Products: what WhatsApp's network serves, and room for what it may serve. */
export const PRODUCT_IMAGE_LIMITS: ImageLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxPixels: MAX_PIXELS,
  accept: ['jpeg', 'png', 'webp', 'avif', 'gif'],
};
/** A shopper's photo, as the API's contract says. */
export const QUERY_IMAGE_LIMITS: ImageLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxPixels: MAX_PIXELS,
  accept: ['jpeg', 'png', 'webp', 'avif'],
};
/** Nothing can be seen on less, and some decoders stumble over it. */
const MIN_SIDE = 2;
/** More frames than any real animation: the header of each is read while looking. */
const MAX_FRAMES = 1_000;

/** How sharp opens anything here: the first frame only, nothing larger than checked, broken files refused. */
export const SHARP_INPUT = { pages: 1, limitInputPixels: MAX_PIXELS, failOn: 'error', unlimited: false } as const;

/**
 * Looks at the bytes and the header, decodes nothing. Errors: `image_not_an_image`, `image_heic`, `image_type_refused`,
 * `image_too_large`, `image_undecodable`; none is worth another try.
 */
export async function checkImage(bytes: Uint8Array, limits: ImageLimits = PRODUCT_IMAGE_LIMITS): Promise<CheckedImage> {
  if (bytes.byteLength === 0) throw notAnImage('The file is empty.');
  if (bytes.byteLength > limits.maxBytes) {
    throw imageTooLarge(
      `The picture is ${megabytes(bytes.byteLength)} MB; the most is ${megabytes(limits.maxBytes)} MB. Send a smaller one.`,
    );
  }
  const format = acceptedFormat(bytes, limits.accept);
  const header = await readHeader(bytes);
  if (header.format !== SHARP_NAMES[format]) throw imageUndecodable();
  const { width, height, frames } = header;
  if (width < MIN_SIDE || height < MIN_SIDE) throw notAnImage(`The picture is only ${width}×${height} pixels.`);
  if (width * height > limits.maxPixels) {
    const size = `${width}×${height} pixels (${Math.round((width * height) / 1e6)} megapixels)`;
    throw imageTooLarge(
      `The picture has ${size}; the most is ${Math.round(limits.maxPixels / 1e6)} megapixels. Send a smaller one.`,
    );
  }
  if (frames > MAX_FRAMES) throw imageTooLarge(`The animation has ${frames} frames. Send a single picture.`);
  return { format, width, height, frames };
}

const SHARP_NAMES: Record<ImageFormat, string> = { jpeg: 'jpeg', png: 'png', webp: 'webp', gif: 'gif', avif: 'heif' };

function acceptedFormat(bytes: Uint8Array, accept: readonly ImageFormat[]): ImageFormat {
  const type = sniffImageType(bytes);
  if (type === null) throw notAnImage('This is not a picture.');
  const accepted = accept.find((format) => format === type);
  if (accepted !== undefined) return accepted;
  if (type === 'pdf') throw notAnImage('This is a PDF, not a picture.');
  if (type === 'heic') throw imageIsHeic();
  throw imageTypeRefused(type.toUpperCase(), 'Send a JPEG, PNG, WebP or AVIF picture.');
}

async function readHeader(
  bytes: Uint8Array,
): Promise<{ format: string; width: number; height: number; frames: number }> {
  let metadata: Metadata;
  try {
    // Without its own limit here, so that ours can say what is too large.
    metadata = await sharp(bytes, { ...SHARP_INPUT, limitInputPixels: false }).metadata();
  } catch (error) {
    throw imageUndecodable(error);
  }
  const { format, width, height, pages = 1, autoOrient } = metadata;
  if (!(width > 0 && height > 0)) throw imageUndecodable();
  return {
    format,
    width: autoOrient.width,
    height: autoOrient.height,
    frames: pages,
  };
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
