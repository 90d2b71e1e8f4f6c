import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { retakePhoto } from './retake-photo';

const picture = () =>
  sharp({ create: { width: 300, height: 200, channels: 3, background: '#b03040' } })
    .composite([{ input: { create: { width: 60, height: 60, channels: 3, background: '#20a060' } } }])
    .jpeg()
    .toBuffer();

describe('retakePhoto', () => {
  test('makes another photo of each number, the same every time', async () => {
    const own = await picture();
    const photos = await Promise.all([1, 2, 3, 1].map((nth) => retakePhoto(own, nth)));
    const [one, two, three, again] = photos.map((photo) => photo.toString('base64'));
    expect(new Set([one, two, three]).size).toBe(3);
    expect(again).toBe(one);
  });

  test('is a JPEG of a part of it, whatever the number', async () => {
    const own = await picture();
    for (const nth of [0, 7, 999_999]) {
      const { format, width, height } = await sharp(await retakePhoto(own, nth)).metadata();
      expect(format).toBe('jpeg');
      expect(width).toBeGreaterThanOrEqual(360);
      expect(width).toBeLessThanOrEqual(640);
      // Between all across with half down, and the other way round.
      expect(width / height).toBeGreaterThanOrEqual(0.7);
      expect(width / height).toBeLessThanOrEqual(3.1);
    }
  });

  test('takes a picture of one pixel', async () => {
    const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    await expect(retakePhoto(dot, 5)).resolves.toBeInstanceOf(Buffer);
  });
});
