import sharp, { type KernelEnum, type Sharp } from 'sharp';
import { decodingMemory } from '@/lib/media/decoding-memory';
import { openImage, SHARP_INPUT } from '@/lib/media/image-check';
import { assertNearlyWhole } from '@/lib/media/missing-part';
import { openPixels } from '@/lib/media/normalise-image';
import type { Pixels } from '@/lib/media/pixels';
import { AGAIN, SokoError } from '@/lib/platform/errors';
import { canEnlarge, enlarge } from './enlarge';
import type { PreprocessorConfig } from './model-config';

/** Pillow's filter numbers, as sharp names them. */
const KERNELS: Record<number, keyof KernelEnum> = { 0: 'nearest', 1: 'lanczos3', 2: 'linear', 3: 'cubic' };

/**
 * A picture no larger than the model reads: first frame, upright, alpha on white, sRGB, squeezed. What is smaller is
 * left as it is.
 * Errors: `image_too_large`, `image_undecodable`.
 */
export async function fitForModel(image: Uint8Array | Pixels, config: PreprocessorConfig): Promise<Pixels> {
  const { width, height } = config.size;
  const kernel = kernelOf(config);
  if (!(image instanceof Uint8Array) && fits(image, config)) return image;
  const { picture, decodingBytes } = await open(image);
  const sized = picture
    .resize(width, height, { fit: 'fill', kernel, withoutEnlargement: canEnlarge(kernel) })
    .raw({ depth: 'uchar' });
  try {
    const { data, info } = await decodingMemory().during(decodingBytes, () =>
      sized.toBuffer({ resolveWithObject: true }),
    );
    return { data, width: info.width, height: info.height };
  } catch (cause) {
    throw decodingError(cause);
  }
}

/**
 * What fitForModel gives, as the vision model reads it: its full size, normalised, planes R G B. transformers.js's own
 * processor does not antialias (7/255 mean error) and throws on grey + alpha.
 */
export async function imageTensor(image: Uint8Array | Pixels, config: PreprocessorConfig): Promise<Float32Array> {
  const { width, height } = config.size;
  const fitted = await fitForModel(image, config);
  const isFull = fitted.width === width && fitted.height === height;
  const { data: pixels } = isFull ? fitted : enlarge(fitted, width, height, kernelOf(config));
  const plane = width * height;
  const tensor = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel += 1) {
    const mean = config.image_mean[channel] ?? 0.5;
    const std = config.image_std[channel] ?? 0.5;
    for (let at = 0; at < plane; at += 1) {
      tensor[channel * plane + at] = ((pixels[at * 3 + channel] ?? 0) * config.rescale_factor - mean) / std;
    }
  }
  return tensor;
}

const kernelOf = (config: PreprocessorConfig): keyof KernelEnum => KERNELS[config.resample] ?? 'cubic';

/** Nothing is left to do but what enlarge() does. */
function fits({ width, height }: Pixels, config: PreprocessorConfig): boolean {
  const { size } = config;
  if (width === size.width && height === size.height) return true;
  return width <= size.width && height <= size.height && canEnlarge(kernelOf(config));
}

async function open(image: Uint8Array | Pixels): Promise<{ picture: Sharp; decodingBytes: number }> {
  if (!(image instanceof Uint8Array)) return { picture: openPixels(image), decodingBytes: 0 };
  const { bytes, decodingBytes } = await openPhoto(image);
  const picture = sharp(bytes, SHARP_INPUT)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha();
  return { picture, decodingBytes };
}

/**
 * Only what is a photo goes on to libvips. It would open SVG too, gzipped or in UTF-16: librsvg is a large surface
 * that must never see bytes from outside.
 */
async function openPhoto(image: Uint8Array) {
  try {
    const photo = await openImage(image);
    await decodingMemory().during(photo.decodingBytes, () => assertNearlyWhole(photo));
    return photo;
  } catch (error) {
    if (!(error instanceof SokoError) || error.code === 'image_too_large') throw error;
    throw decodingError(error);
  }
}

function decodingError(cause: unknown): SokoError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const retry = /out of memory|EMFILE/i.test(message) ? { retry: AGAIN } : {};
  return new SokoError({
    code: 'image_undecodable',
    message: 'The picture could not be read: it is damaged or of an unknown kind.',
    status: 422,
    cause,
    ...retry,
  });
}
