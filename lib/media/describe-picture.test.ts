import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { describePicture } from './describe-picture';
import { picture } from './pictures-for-tests';

describe('describePicture', () => {
  test('makes a placeholder that is tiny and upright, and knows the size of the whole', async () => {
    const file = await picture(1200, 600).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { width, height, placeholder } = await describePicture(file);
    expect([width, height]).toEqual([600, 1200]);
    expect(placeholder).toMatch(/^data:image\/webp;base64,[A-Za-z0-9+/]+=*$/);
    expect(placeholder.length).toBeLessThan(600);
    const tiny = Buffer.from(placeholder.split(',')[1] ?? '', 'base64');
    expect(await sharp(tiny).metadata()).toMatchObject({ width: 8, height: 16, format: 'webp' });
  });

  test('names the colours of what is in the middle, not of what is around it', async () => {
    const thing = await sharp({ create: { width: 200, height: 200, channels: 3, background: '#1d4ed8' } })
      .png()
      .toBuffer();
    const file = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#f5e9d8' } })
      .composite([{ input: thing }])
      .jpeg()
      .toBuffer();
    expect((await describePicture(file)).colours).toEqual(['blue']);
  });

  test('names the colour of cloth that fills the picture', async () => {
    const cloth = sharp({ create: { width: 300, height: 300, channels: 3, background: '#c0392b' } });
    expect((await describePicture(await cloth.jpeg().toBuffer())).colours).toEqual(['red']);
  });

  test('has no hash for a picture with nothing in it: all of those would be the same', async () => {
    const blank = sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } });
    expect((await describePicture(await blank.jpeg().toBuffer())).perceptualHash).toBeNull();
    expect((await describePicture(await picture().jpeg().toBuffer())).perceptualHash).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each(['png', 'webp', 'avif', 'gif'] as const)('reads %s, with alpha and in grey', async (format) => {
    const file = await picture().greyscale().ensureAlpha(0.5).toFormat(format).toBuffer();
    expect(await describePicture(file)).toMatchObject({ width: 120, height: 80 });
  });

  test('refuses what is no picture', async () => {
    await expect(describePicture(Buffer.from('<html>'))).rejects.toMatchObject({ code: 'image_not_an_image' });
  });
});
