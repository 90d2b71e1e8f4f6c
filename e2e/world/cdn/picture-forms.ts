import sharp, { type Sharp } from 'sharp';
import type { ImageForm } from '@/e2e/world/quirks/image';

export interface FormedPicture {
  bytes: Buffer;
  type: string;
}

const JPEG = 'image/jpeg';
const PNG = 'image/png';

/** The same picture in another form: another format, colour space, depth, orientation, or more frames. */
export async function inForm(jpeg: Buffer, form: ImageForm): Promise<FormedPicture> {
  switch (form) {
    case 'jpeg':
      return { bytes: jpeg, type: JPEG };
    case 'webp':
      return {
        bytes: await sharp(jpeg).webp({ quality: 82, effort: 2 }).toBuffer(),
        type: 'image/webp',
      };
    case 'png':
      return {
        bytes: await sharp(jpeg).png({ compressionLevel: 3 }).toBuffer(),
        type: PNG,
      };
    case 'avif':
      return {
        bytes: await sharp(jpeg).avif({ effort: 0 }).toBuffer(),
        type: 'image/avif',
      };
    case 'cmyk':
      return {
        bytes: await sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer(),
        type: JPEG,
      };
    case 'progressive':
      return {
        bytes: await sharp(jpeg).jpeg({ progressive: true }).toBuffer(),
        type: JPEG,
      };
    case 'exif-rotated':
      return {
        bytes: await sharp(jpeg).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
        type: JPEG,
      };
    case 'grey-alpha-png':
      return {
        bytes: await sharp(jpeg).toColourspace('b-w').ensureAlpha(0.9).png().toBuffer(),
        type: PNG,
      };
    case 'palette-png':
      return {
        bytes: await sharp(jpeg).png({ palette: true, colours: 64 }).toBuffer(),
        type: PNG,
      };
    case 'png-16bit':
      return {
        bytes: await sharp(jpeg).toColourspace('rgb16').png({ compressionLevel: 3 }).toBuffer(),
        type: PNG,
      };
    case 'animated-webp':
      return {
        bytes: await twoFrames(jpeg).then((pair) => pair.webp({ effort: 0 }).toBuffer()),
        type: 'image/webp',
      };
    case 'animated-gif':
      return {
        bytes: await twoFrames(jpeg).then((pair) => pair.gif({ effort: 1 }).toBuffer()),
        type: 'image/gif',
      };
    case 'megapixels':
      return { bytes: await stretched(jpeg), type: JPEG };
    case 'tiny':
      return {
        bytes: await sharp(jpeg).resize(8, 8).jpeg().toBuffer(),
        type: JPEG,
      };
  }
}

/** The picture itself, then its negative: a reader that takes any frame but the first gets the wrong colours. */
async function twoFrames(jpeg: Buffer): Promise<Sharp> {
  const negative = await sharp(jpeg).negate({ alpha: false }).toBuffer();
  return sharp([jpeg, negative], { join: { animated: true } });
}

/** 8,000 × 6,500: 52 megapixels. */
const stretched = (jpeg: Buffer): Promise<Buffer> =>
  sharp(jpeg).resize(8000, 6500, { fit: 'fill', kernel: 'nearest' }).jpeg({ quality: 40 }).toBuffer();
