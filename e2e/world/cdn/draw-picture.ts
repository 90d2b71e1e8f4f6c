import sharp from 'sharp';
import { renderProduct } from '@/e2e/world/drawing/render-product';
import { anotherView } from '@/e2e/world/drawing/view';
import { Random } from '@/e2e/world/sellers/random';
import type { Picture } from '@/e2e/world/sellers/types';
import { posterSvg } from './poster';

/** The blur's sigma: shapes and colours are left, what it is cannot be told. */
const BLUR_OF_SIDE = 1 / 24;

/** Draws a picture as a JPEG. Another version is another photograph of the same thing. */
export async function drawPicture(picture: Picture, version: number, size: number): Promise<Buffer> {
  if (picture.of === 'poster')
    return sharp(Buffer.from(posterSvg(picture, size)))
      .jpeg({ quality: 84 })
      .toBuffer();
  const again = version === 1 ? {} : { view: anotherView(new Random(`photograph ${version}`)) };
  const sharpPicture = await renderProduct(picture.look, { size, format: 'jpeg', ...again });
  if (picture.of === 'product') return sharpPicture;
  return sharp(sharpPicture)
    .blur(size * BLUR_OF_SIDE)
    .jpeg({ quality: 84 })
    .toBuffer();
}
