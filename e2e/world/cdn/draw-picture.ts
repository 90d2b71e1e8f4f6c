import sharp from 'sharp';
import type { Picture } from '@/e2e/world/sellers/types';
import { posterSvg } from './poster';

/** Draws a picture as a JPEG. Another version is another photograph of the same thing. */
export async function drawPicture(picture: Picture, version: number, size: number): Promise<Buffer> {
  if (picture.of === 'poster')
    return sharp(Buffer.from(posterSvg(picture, size)))
      .jpeg({ quality: 84 })
      .toBuffer();
  const { seed, colour, kind } = picture.look;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}"><rect width="100%" height="100%" fill="hsl(${(seed * 47) % 360} 30% 85%)"/><ellipse cx="${size / 2}" cy="${size / 2}" rx="${size / (2 + version)}" ry="${(size * kind.length) / 30}" fill="${colour}"/><rect x="${(seed * 13) % size}" y="0" width="20" height="100%"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toBuffer();
}
