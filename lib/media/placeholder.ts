import sharp from 'sharp';
import { checkImage, SHARP_INPUT } from './image-check';
import { imageUndecodable } from './media-errors';

export interface Placeholder {
  /** Of the upright picture. */
  width: number;
  height: number;
  /** A `data:` URL of a few hundred bytes: blown up and blurred by the browser while the picture loads. */
  dataUrl: string;
}

const SIDE = 16;

/** Errors: those of checkImage. */
export async function makePlaceholder(bytes: Uint8Array): Promise<Placeholder> {
  const { width, height } = await checkImage(bytes);
  try {
    const tiny = await sharp(bytes, SHARP_INPUT)
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'inside' })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .webp({ quality: 40, effort: 4 })
      .toBuffer();
    return { width, height, dataUrl: `data:image/webp;base64,${tiny.toString('base64')}` };
  } catch (error) {
    throw imageUndecodable(error);
  }
}
