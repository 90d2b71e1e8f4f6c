import sharp from 'sharp';
import type { Picture } from '@/e2e/world/sellers/types';
import { posterSvg } from './poster';

/** Draws a picture as a JPEG. Another version is another photograph of the same thing. */
export async function drawPicture(picture: Picture, version: number, size: number): Promise<Buffer> {
  if (picture.of === 'poster')
    return sharp(Buffer.from(posterSvg(picture, size)))
      .jpeg({ quality: 84 })
      .toBuffer();
  const { background, colour } = picture.look;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="${background}"/><circle cx="${size / 2}" cy="${size / 2}" r="${size / (2 + version)}" fill="${colour}"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toBuffer();
}
