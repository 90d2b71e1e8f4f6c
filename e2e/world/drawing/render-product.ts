import sharp from 'sharp';
import { drawProductSvg } from './draw-product';
import type { ProductLook } from './product-look';
import type { ViewVariation } from './view';

export interface RenderOptions {
  /** Side in pixels. */
  size?: number;
  format?: 'jpeg' | 'webp' | 'png';
  view?: ViewVariation;
}

const CANVAS = 800;
/** What librsvg draws one user unit per pixel at. */
const UNIT_DENSITY = 72;

/** The product as a picture file, byte for byte the same for the same look and options. */
export async function renderProduct(
  look: ProductLook,
  { size = CANVAS, format = 'jpeg', view }: RenderOptions = {},
): Promise<Buffer> {
  const svg = Buffer.from(drawProductSvg(look, view));
  // Drawn at the size that is asked for; resize only settles the last pixel.
  const picture = sharp(svg, { density: (UNIT_DENSITY * size) / CANVAS })
    .resize(size, size, { fit: 'fill' })
    .flatten({ background: '#fff' });
  switch (format) {
    case 'jpeg':
      return picture.jpeg({ quality: 86 }).toBuffer();
    case 'webp':
      return picture.webp({ quality: 82, effort: 2 }).toBuffer();
    case 'png':
      return picture.png({ compressionLevel: 4 }).toBuffer();
  }
}
