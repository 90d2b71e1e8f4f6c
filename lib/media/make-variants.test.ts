import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { makeVariants } from './make-variants';
import { checkObject } from './object-key';
import { besidePicture } from './picture-variants';
import { colourAt, picture } from './pictures-for-tests';
import { preparePicture } from './prepare-picture';

async function stored(width: number, height: number) {
  return (await preparePicture(await picture(width, height).png().toBuffer())).forStorage;
}

describe('the smaller copies of a picture', () => {
  test('are the same picture, each of its own size and kind', async () => {
    const original = await stored(1200, 800);
    const copies = await makeVariants(original);
    expect([...copies.keys()]).toEqual(['480.avif', '480.webp', '960.webp']);
    for (const [name, copy] of copies) {
      checkObject(copy);
      expect(copy.key).toBe(besidePicture(original.key, name));
      const width = Number.parseInt(name, 10);
      const { format, compression, ...size } = await sharp(copy.body).metadata();
      expect(size).toMatchObject({ width, height: (width / 3) * 2 });
      expect(compression === 'av1' ? 'avif' : format).toBe(name.split('.')[1]);
      const [red = 0, , blue = 0] = await colourAt(copy.body, 0.9, 0.8);
      expect(blue - red).toBeGreaterThan(120);
    }
  });

  test('are no larger than the picture', async () => {
    expect([...(await makeVariants(await stored(90, 600))).keys()]).toEqual(['90.avif', '90.webp']);
  });

  test('are not made of what is no picture', async () => {
    const broken = { key: (await stored(10, 10)).key, body: Buffer.from('<html>') };
    await expect(makeVariants(broken)).rejects.toMatchObject({ code: 'image_undecodable' });
  });
});
