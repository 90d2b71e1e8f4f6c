import sharp from 'sharp';
import type { Random } from '@/e2e/world/sellers/random';

/** How far a shopper's photograph of a picture may be from it. */
export interface PhotoLimits {
  /** The least of a side that is kept, 1 for all. */
  crop: number;
  /** Brightness up or down, as a fraction. */
  brightness: number;
  /** The lowest JPEG quality. */
  quality: number;
  /** Contrast up or down, as a fraction. */
  contrast: number;
}

/** What a crop, the phone's light and a messenger do. */
export const MODERATE: PhotoLimits = { crop: 0.8, brightness: 0.2, quality: 50, contrast: 0.1 };
export const HARD: PhotoLimits = { crop: 0.7, brightness: 0.3, quality: 40, contrast: 0.2 };

/** A photograph of a picture: part of it, lighter or darker, smaller, compressed anew. */
export async function takePhoto(picture: Uint8Array, limits: PhotoLimits, random: Random): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const between = (low: number, high: number): number => low + (high - low) * random.next();
  const [across, down] = [between(limits.crop, 1), between(limits.crop, 1)];
  const part = { width: Math.round(width * across), height: Math.round(height * down) };
  const left = Math.floor((width - part.width) * random.next());
  const top = Math.floor((height - part.height) * random.next());
  const contrast = between(1 - limits.contrast, 1 + limits.contrast);
  return sharp(picture)
    .extract({ left, top, ...part })
    .modulate({ brightness: between(1 - limits.brightness, 1 + limits.brightness) })
    .linear(contrast, 128 * (1 - contrast))
    .resize({ width: random.int(360, 640) })
    .jpeg({ quality: random.int(limits.quality, 90) })
    .toBuffer();
}
