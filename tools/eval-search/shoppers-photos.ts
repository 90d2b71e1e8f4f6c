import sharp from 'sharp';
import { Random } from '@/e2e/world/sellers/random';
import { HARD, MODERATE, type PhotoLimits, takePhoto } from '../train-tiny-siglip/take-photo';

const SIDE = 640;
const INSIDE = { fit: 'inside', withoutEnlargement: true } as const;

/** The same thing as a shopper might have it: each makes another photo of a photo. */
export const SHOPPERS_PHOTOS: Record<string, (photo: Buffer) => Promise<Buffer>> = {
  'as it is': async (photo) => photo,
  'photo of the photo': photographed(MODERATE),
  'photo of the photo, in bad light': photographed(HARD),
  'cropped to a half': cropped(0.7),
  'cropped to a quarter': cropped(0.5),
  blurred: (photo) => sharp(photo).resize(SIDE, SIDE, INSIDE).blur(6).jpeg().toBuffer(),
  'a quarter covered': covered(0.5),
  mirrored: (photo) => sharp(photo).flop().jpeg().toBuffer(),
};

function photographed(limits: PhotoLimits): (photo: Buffer) => Promise<Buffer> {
  const random = new Random(`photographed ${JSON.stringify(limits)}`);
  return (photo) => takePhoto(photo, limits, random);
}

/** A part with so much of each side, somewhere near the middle, where the thing is. */
function cropped(share: number): (photo: Buffer) => Promise<Buffer> {
  const random = new Random(`cropped ${share}`);
  return async (photo) => {
    const { width, height } = await sharp(photo).metadata();
    const part = { width: Math.round(width * share), height: Math.round(height * share) };
    const left = Math.floor((width - part.width) * (0.25 + random.next() / 2));
    const top = Math.floor((height - part.height) * (0.25 + random.next() / 2));
    return sharp(photo)
      .extract({ left, top, ...part })
      .jpeg()
      .toBuffer();
  };
}

/** Something grey, with so much of each side, lies in one corner or other. */
function covered(share: number): (photo: Buffer) => Promise<Buffer> {
  const random = new Random(`covered ${share}`);
  return async (photo) => {
    const { width, height } = await sharp(photo).metadata();
    const [across, down] = [Math.round(width * share), Math.round(height * share)];
    const input = { create: { width: across, height: down, channels: 3, background: '#8a8a86' } } as const;
    const left = random.chance(0.5) ? 0 : width - across;
    const top = random.chance(0.5) ? 0 : height - down;
    return sharp(photo).composite([{ input, left, top }]).jpeg().toBuffer();
  };
}
