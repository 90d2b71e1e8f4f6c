import { SokoError } from '@/lib/platform/errors';

/** A part of a picture, as fractions of its width and height from the top left. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A smaller part says nothing about a product. */
const SMALLEST = 0.02;
/** Browsers' fractions rarely add up to exactly 1. */
const TOLERANCE = 1e-3;

/** Four fractions of twenty digits: nothing longer is taken apart. */
const MOST_LENGTH = 100;

/** `x,y,w,h` as fractions. Errors: `invalid_crop`. */
export function parseCrop(text: string): Crop {
  if (text.length > MOST_LENGTH) throw invalid();
  const parts = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [x, y, width, height] = parts;
  if (parts.length !== 4 || x === undefined || y === undefined || width === undefined || height === undefined)
    throw invalid();
  if (!parts.every((part) => part >= 0 && part <= 1)) throw invalid();
  if (width < SMALLEST || height < SMALLEST || x + width > 1 + TOLERANCE || y + height > 1 + TOLERANCE) throw invalid();
  return { x, y, width: Math.min(width, 1 - x), height: Math.min(height, 1 - y) };
}

function invalid(): SokoError {
  return new SokoError({
    code: 'invalid_crop',
    message: 'crop must be x,y,w,h as fractions of the picture that stay inside it, for example 0.1,0.2,0.5,0.6.',
    status: 400,
  });
}
