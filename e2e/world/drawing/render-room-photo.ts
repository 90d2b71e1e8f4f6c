import sharp from 'sharp';
import type { Random } from '@/e2e/world/sellers/random';
import { drawProductAlone } from './draw-product';
import type { ProductLook } from './product-look';
import { drawRoom, ROOM_SIDE, roomLight } from './room';
import { ellipse } from './shapes';

export interface RoomPhoto {
  photo: Buffer;
  /** Where the product is, as fractions of the picture. */
  box: { x: number; y: number; width: number; height: number };
}

const CANVAS = 800;
const SMALLEST = 0.15;
const LARGEST = 0.4;

/** A photo of a room, a square JPEG, in which the product takes 15 to 40 % of the side. */
export async function renderRoomPhoto(look: ProductLook, random: Random): Promise<RoomPhoto> {
  const { stance, elements } = drawProductAlone(look);
  const own = await outlineOf(elements);
  const longest = (SMALLEST + (LARGEST - SMALLEST) * random.next()) * ROOM_SIDE;
  const scale = longest / Math.max(own.width, own.height);
  const [width, height] = [own.width * scale, own.height * scale];
  const room = drawRoom(stance, Math.round(longest), random);
  // In the middle of its place, with its feet on the ground of it.
  const x = room.x + (longest - width) / 2;
  const y = room.y + (stance === 'standing' ? longest - height : (longest - height) / 2);
  const shadow =
    stance === 'standing'
      ? ellipse(x + width / 2, y + height, width * 0.55, height * 0.05, '#000', 'fill-opacity=".3"')
      : '';
  const canvas = CANVAS * scale;
  const product =
    `<svg x="${x - own.left * scale}" y="${y - own.top * scale}" width="${canvas}" height="${canvas}" ` +
    `viewBox="0 0 ${CANVAS} ${CANVAS}">${elements}</svg>`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${ROOM_SIDE}" height="${ROOM_SIDE}">` +
    `${room.behind}${shadow}${product}${roomLight(random)}</svg>`;
  const photo = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .blur(0.8)
    .jpeg({ quality: 82 })
    .toBuffer();
  const part = (pixels: number): number => pixels / ROOM_SIDE;
  return { photo, box: { x: part(x), y: part(y), width: part(width), height: part(height) } };
}

/** The part of the canvas that is drawn on. */
async function outlineOf(elements: string): Promise<{ left: number; top: number; width: number; height: number }> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CANVAS}" height="${CANVAS}">${elements}</svg>`;
  const { data, info } = await sharp(Buffer.from(svg))
    .resize(CANVAS / 4, CANVAS / 4)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let [left, top, right, bottom] = [info.width, info.height, 0, 0];
  for (let at = 0; at < info.width * info.height; at += 1) {
    if ((data[at * 4 + 3] ?? 0) < 128) continue;
    const [x, y] = [at % info.width, Math.floor(at / info.width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return { left: left * 4, top: top * 4, width: (right - left) * 4, height: (bottom - top) * 4 };
}
