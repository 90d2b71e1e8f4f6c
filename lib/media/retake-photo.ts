import sharp from 'sharp';
import { SHARP_INPUT } from './image-check';

/** The least of each side that is still in the photo. */
const LEAST_SIDE = 0.5;
/** How much of what is cut off is cut off on one side: people hold what they mean near the middle. */
const LEAST_CUT = 0.25;
/** Up or down, as fractions. */
const BRIGHTNESS = 0.3;
const CONTRAST = 0.2;
const LEAST_QUALITY = 40;
const MOST_QUALITY = 90;
const SMALLEST = 360;
const LARGEST = 640;

/**
 * The same thing as a shopper's phone might have it: part of it, lighter or darker, small, compressed anew (a JPEG).
 * `nth`: each number makes another photo, the same every time; any run of them is spread evenly over all of these.
 */
export async function retakePhoto(picture: Uint8Array, nth: number): Promise<Buffer> {
  const { width, height } = await sharp(picture, SHARP_INPUT).metadata();
  // Sides, place, light, size and quality, each by an irrational step of its own.
  const between = (step: number, low: number, high: number): number => low + (high - low) * ((nth * step) % 1);
  const part = {
    width: Math.max(1, Math.round(width * between(Math.SQRT2, LEAST_SIDE, 1))),
    height: Math.max(1, Math.round(height * between(Math.sqrt(3), LEAST_SIDE, 1))),
  };
  const left = Math.floor((width - part.width) * between(Math.sqrt(5), LEAST_CUT, 1 - LEAST_CUT));
  const top = Math.floor((height - part.height) * between(Math.sqrt(7), LEAST_CUT, 1 - LEAST_CUT));
  const contrast = between(Math.sqrt(11), 1 - CONTRAST, 1 + CONTRAST);
  return sharp(picture, SHARP_INPUT)
    .extract({ left, top, ...part })
    .modulate({ brightness: between(Math.sqrt(13), 1 - BRIGHTNESS, 1 + BRIGHTNESS) })
    .linear(contrast, 128 * (1 - contrast))
    .resize({ width: Math.round(between(Math.sqrt(17), SMALLEST, LARGEST)) })
    .jpeg({ quality: Math.round(between(Math.sqrt(19), LEAST_QUALITY, MOST_QUALITY)) })
    .toBuffer();
}
