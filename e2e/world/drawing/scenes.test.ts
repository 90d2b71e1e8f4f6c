import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Random } from '@/e2e/world/sellers/random';
import type { ProductLook } from './product-look';
import { renderRoomPhoto } from './render-room-photo';
import { drawUnsoldSvg, UNSOLD_THINGS } from './unsold-things';

describe('renderRoomPhoto', () => {
  test.each(['dress', 'thermos', 'sneakers', 'necklace'] as const)('shows a %s small, and says where', async (kind) => {
    const look: ProductLook = { kind, colour: 'red', pattern: 'plain', background: 'studio', seed: 7 };
    const { photo, box } = await renderRoomPhoto(look, new Random(kind));
    expect(await sharp(photo).metadata()).toMatchObject({ format: 'jpeg', width: 960, height: 960 });
    expect(Math.max(box.width, box.height)).toBeGreaterThanOrEqual(0.149);
    expect(Math.max(box.width, box.height)).toBeLessThanOrEqual(0.401);
    expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
    expect(Math.max(box.x + box.width, box.y + box.height)).toBeLessThanOrEqual(1);
  });
});

describe('drawUnsoldSvg', () => {
  test.each(UNSOLD_THINGS)('draws a %s, another one by another chance', async (thing) => {
    const draw = (seed: string) =>
      sharp(Buffer.from(drawUnsoldSvg(thing, new Random(seed))))
        .raw()
        .toBuffer();
    const [one, other, again] = await Promise.all([draw('1'), draw('2'), draw('1')]);
    expect(one.equals(again)).toBe(true);
    expect(one.equals(other)).toBe(false);
  });
});
