import sharp, { type Metadata } from 'sharp';
import { type DecodingCost, decodingCost, MOST_DECODING_BYTES, MOST_PASSES, MOST_SIDE } from './decoding-cost';
import { type PictureFile, readPictureFile } from './files/picture-file';
import { type ImageFormat, sniffImageType } from './image-type';
import {
  imageIsHeic,
  imageTooLarge,
  imageTruncated,
  imageTypeRefused,
  imageUndecodable,
  notAnImage,
} from './media-errors';

/** As displayed: after its EXIF orientation is applied. */
export interface CheckedImage {
  format: ImageFormat;
  width: number;
  height: number;
  /** More than one when animated. Only the first is ever used. */
  frames: number;
}

/** A picture that may be decoded. */
export interface OpenedImage extends CheckedImage, DecodingCost {
  /** What decoders are given: the picture without EXIF, texts and other pictures. */
  bytes: Uint8Array;
  /** EXIF's: how it lies in the file, 1 to 8. */
  orientation: number;
  /** It breaks off: how much of it is missing shows once it is decoded. */
  isCut: boolean;
}

export interface ImageLimits {
  maxBytes: number;
  maxPixels: number;
  /** A JPEG shrinks while it is read. */
  maxJpegPixels: number;
  accept: readonly ImageFormat[];
}

/** What phones "of 50 megapixels" make; what a kind of picture costs may allow fewer (decoding-cost.ts). */
const MAX_PIXELS = 8_192 * 6_144;
/** Those "of 64" make 9280 × 6944 (64.4). Read shrunk, in rows: 0.1 s and 10 MB. */
const MAX_JPEG_PIXELS = 65_000_000;
/** Products: what WhatsApp's network serves, and room for what it may serve. */
export const PRODUCT_IMAGE_LIMITS: ImageLimits = {
  maxBytes: 20 * 1024 * 1024,
  maxPixels: MAX_PIXELS,
  maxJpegPixels: MAX_JPEG_PIXELS,
  accept: ['jpeg', 'png', 'webp', 'avif', 'gif'],
};
/** A shopper's photo, as the API's contract says. */
export const QUERY_IMAGE_LIMITS: ImageLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxPixels: MAX_PIXELS,
  maxJpegPixels: MAX_JPEG_PIXELS,
  accept: ['jpeg', 'png', 'webp', 'avif'],
};
/** Nothing can be seen on less, and some decoders stumble over it. */
const MIN_SIDE = 2;
/**
 * More frames than any real animation: the header of each is read while looking (WebP: as often as there are frames).
 */
const MAX_FRAMES = 1_000;

/** How sharp opens anything here: the first frame only, nothing larger than checked, broken files refused. */
export const SHARP_INPUT = { pages: 1, limitInputPixels: MAX_JPEG_PIXELS, failOn: 'error', unlimited: false } as const;

// Every picture is another one: what libvips would keep of the last ones (50 MB) is never asked for again.
sharp.cache(false);

/**
 * Looks at the bytes and the header, decodes nothing. Errors: `image_not_an_image`, `image_heic`, `image_type_refused`,
 * `image_too_large`, `image_truncated`, `image_undecodable`; none is worth another try.
 */
export async function checkImage(bytes: Uint8Array, limits: ImageLimits = PRODUCT_IMAGE_LIMITS): Promise<CheckedImage> {
  const { format, width, height, frames } = await openImage(bytes, limits);
  return { format, width, height, frames };
}

/** The same, with what is to be decoded. Nothing else from outside goes to sharp. */
export async function openImage(bytes: Uint8Array, limits: ImageLimits = PRODUCT_IMAGE_LIMITS): Promise<OpenedImage> {
  if (bytes.byteLength === 0) throw notAnImage('The file is empty.');
  if (bytes.byteLength > limits.maxBytes) {
    throw imageTooLarge(
      `The picture is ${megabytes(bytes.byteLength)} MB; the most is ${megabytes(limits.maxBytes)} MB. ` +
        'Send a smaller one.',
    );
  }
  const format = acceptedFormat(bytes, limits.accept);
  const file = readPictureFile(bytes, format);
  assertFewFrames(file.frames ?? 1);
  const header = await readHeader(file);
  if (header.format !== SHARP_NAMES[format]) throw imageUndecodable();
  const { width, height } = header.autoOrient;
  if (width < MIN_SIDE || height < MIN_SIDE) throw notAnImage(`The picture is only ${width}×${height} pixels.`);
  const frames = file.frames ?? header.pages ?? 1;
  assertFewFrames(frames);
  return {
    format,
    width,
    height,
    frames,
    bytes: file.bytes,
    orientation: header.orientation ?? 1,
    isCut: file.isCut,
    ...affordable({ format, header, file, limits }),
  };
}

const SHARP_NAMES: Record<ImageFormat, string> = { jpeg: 'jpeg', png: 'png', webp: 'webp', gif: 'gif', avif: 'heif' };

interface Priced {
  format: ImageFormat;
  header: Metadata;
  file: PictureFile;
  limits: ImageLimits;
}

/** What decoding it takes. Errors: `image_too_large`. */
function affordable({ format, header, file, limits }: Priced): DecodingCost {
  const { width, height } = header.autoOrient;
  const most = format === 'jpeg' ? limits.maxJpegPixels : limits.maxPixels;
  const size = `${width}×${height} pixels (${megapixels(width * height)} megapixels)`;
  if (width * height > most) {
    throw imageTooLarge(
      `The picture has ${size}; the most for a ${format.toUpperCase()} is ${mostMegapixels(most)} megapixels. ` +
        'Send a smaller one.',
    );
  }
  if (Math.max(width, height) > MOST_SIDE) {
    throw imageTooLarge(`The picture has ${size}; no side may have more than ${MOST_SIDE} pixels. Send a smaller one.`);
  }
  if (file.passes > MOST_PASSES) {
    throw imageTooLarge(
      `The picture is written in ${file.passes} passes; the most is ${MOST_PASSES}. ` +
        'Save it again as a plain JPEG and send that.',
    );
  }
  const cost = decodingCost(format, header, file);
  if (cost.decodingBytes > MOST_DECODING_BYTES) {
    const possible = Math.floor((width * height * MOST_DECODING_BYTES) / cost.decodingBytes / 1e5) / 10;
    throw imageTooLarge(
      `The picture has ${size}; the most for a ${format.toUpperCase()} of this kind is ${possible} megapixels. ` +
        'Send a smaller one, or a plain JPEG.',
    );
  }
  return cost;
}

function assertFewFrames(frames: number): void {
  if (frames > MAX_FRAMES) throw imageTooLarge(`The animation has ${frames} frames. Send a single picture.`);
}

function acceptedFormat(bytes: Uint8Array, accept: readonly ImageFormat[]): ImageFormat {
  const type = sniffImageType(bytes);
  if (type === null) throw notAnImage('This is not a picture.');
  const accepted = accept.find((format) => format === type);
  if (accepted !== undefined) return accepted;
  if (type === 'pdf') throw notAnImage('This is a PDF, not a picture.');
  if (type === 'heic') throw imageIsHeic();
  throw imageTypeRefused(type.toUpperCase(), 'Send a JPEG, PNG, WebP or AVIF picture.');
}

async function readHeader({ bytes, isCut }: PictureFile): Promise<Metadata> {
  let header: Metadata;
  try {
    // Without its own limit here, so that ours can say what is too large.
    header = await sharp(bytes, { ...SHARP_INPUT, limitInputPixels: false }).metadata();
  } catch (error) {
    throw isCut ? imageTruncated(error) : imageUndecodable(error);
  }
  if (!(header.width > 0 && header.height > 0)) throw imageUndecodable();
  return header;
}

/** Rounded up, the most down: what is just above it must not be told to have it. */
const megabytes = (bytes: number): string => (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
const megapixels = (pixels: number): number => Math.ceil(pixels / 1e5) / 10;
const mostMegapixels = (pixels: number): number => Math.floor(pixels / 1e5) / 10;
