import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { describePicture } from './describe-picture';
import { checkObject } from './object-key';
import { picture } from './pictures-for-tests';
import { preparePicture } from './prepare-picture';

describe('a picture that is prepared', () => {
  test('is judged as it is stored when it is small', async () => {
    const { forReview, forStorage } = await preparePicture(await picture(768, 512).jpeg().toBuffer());
    expect(forReview).toBe(forStorage.body);
    checkObject(forStorage);
  });

  test('is judged, and goes to the model, by a smaller copy when it is large', async () => {
    const { forReview, forStorage, pixels } = await preparePicture(await picture(3_000, 1_500).jpeg().toBuffer());
    expect(await sharp(forReview).metadata()).toMatchObject({ width: 768, height: 384 });
    expect(await sharp(forStorage.body).metadata()).toMatchObject({ width: 1_600, height: 800 });
    expect(pixels).toMatchObject({ width: 768, height: 384 });
    expect(pixels.data).toHaveLength(768 * 384 * 3);
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('is described as it was, from %s', async (format) => {
    const file = await picture(1_800, 900)
      .toFormat(format, format === 'avif' ? { effort: 0 } : {})
      .toBuffer();
    const { placeholder: _, ...prepared } = (await preparePicture(file)).description;
    const { placeholder: __, ...described } = await describePicture(file);
    expect(prepared).toEqual(described);
    expect(prepared).toMatchObject({ width: 1_800, height: 900 });
  });

  test('is refused when it is none', async () => {
    await expect(preparePicture(Buffer.from('<html>'))).rejects.toMatchObject({ code: 'image_not_an_image' });
    const broken = (await picture(400, 400).jpeg().toBuffer()).subarray(0, 900);
    await expect(preparePicture(broken)).rejects.toMatchObject({ code: 'image_truncated' });
  });
});
