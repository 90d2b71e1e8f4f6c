import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { checkImage, PRODUCT_IMAGE_LIMITS, QUERY_IMAGE_LIMITS } from './image-check';
import { type ImageFormat, sniffImageType } from './image-type';
import { bombPng, picture } from './pictures-for-tests';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const never = { again: false };

describe('checkImage', () => {
  test.each<ImageFormat>(['jpeg', 'png', 'webp', 'avif', 'gif'])('accepts %s and measures it', async (format) => {
    const file = await picture().toFormat(format).toBuffer();
    expect(await checkImage(file)).toEqual({ format, width: 120, height: 80, frames: 1 });
  });

  test('measures as displayed when EXIF says the picture lies on its side', async () => {
    const file = await picture().jpeg().withMetadata({ orientation: 6 }).toBuffer();
    expect(await checkImage(file)).toMatchObject({ width: 80, height: 120 });
  });

  test('counts the frames of an animation', async () => {
    const frames = await Promise.all([10, 90, 200].map((red) => frame(red)));
    for (const format of ['gif', 'webp'] as const) {
      const file = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect(await checkImage(file)).toMatchObject({ format, frames: 3, width: 20, height: 20 });
    }
  });

  test.each([
    ['nothing', ''],
    ['HTML', '<!DOCTYPE html><html><body>URL signature expired</body></html>'],
    ['a login page with an svg far below', `<!DOCTYPE html><html>${' '.repeat(5000)}<svg></svg></html>`],
    ['JSON', '{"error":"Bad signature"}'],
    ['text', 'URL signature expired'],
    ['zeros', '\0'.repeat(4000)],
    ['a PDF', '%PDF-1.7\n'],
    ['a zip', 'PK\x03\x04aaaaaaaaaaaaa'],
    ['a RIFF that is sound', 'RIFF\x24\0\0\0WAVEfmt '],
    ['an MP4', '\0\0\0\x18ftypmp42\0\0\0\0mp42isom'],
    ['a GIF that is none', 'GIF88a'],
  ])('refuses %s as no picture', async (_, content) => {
    await expect(checkImage(bytes(content))).rejects.toMatchObject({
      code: 'image_not_an_image',
      retry: never,
      status: 415,
    });
  });

  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>';
  test.each([
    ['plain', bytes(SVG)],
    [
      'behind a declaration and a comment',
      bytes(`\xef\xbb\xbf <?xml version="1.0"?>\n<!-- ${'x'.repeat(1000)} -->\n${SVG}`),
    ],
    ['with a doctype full of entities', bytes(`<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${SVG}`)],
    ['in a namespace of its own', bytes('<x:svg xmlns:x="http://www.w3.org/2000/svg"></x:svg>')],
    ['in UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(SVG, 'utf16le')])],
    ['TIFF', bytes('II*\0\x08\0\0\0')],
    ['BMP', bytes(`BM${'\0'.repeat(60)}`)],
    ['ICO', bytes('\0\0\x01\0\x01\0')],
  ])('refuses other kinds: %s', async (_, file) => {
    await expect(checkImage(file)).rejects.toMatchObject({ code: 'image_type_refused', retry: never });
  });

  test('says what to do with an iPhone’s HEIC', async () => {
    const heic = bytes('\0\0\0\x24ftypheic\0\0\0\0mif1MiHEheicmiaf');
    await expect(checkImage(heic)).rejects.toMatchObject({
      code: 'image_heic',
      message: expect.stringMatching(/HEIC.*Most Compatible.*JPEG/s),
    });
    expect(sniffImageType(bytes('\0\0\0\x1cftypmif1\0\0\0\0mif1avif'))).toBe('avif');
  });

  test('takes no GIF as a shopper’s photo', async () => {
    const gif = await picture().gif().toBuffer();
    await expect(checkImage(gif, QUERY_IMAGE_LIMITS)).rejects.toMatchObject({ code: 'image_type_refused' });
  });

  test('refuses too many bytes without looking at them', async () => {
    const file = Buffer.alloc(QUERY_IMAGE_LIMITS.maxBytes + 1);
    await expect(checkImage(file, QUERY_IMAGE_LIMITS)).rejects.toMatchObject({
      code: 'image_too_large',
      status: 413,
      message: expect.stringMatching(/is 10\.1 MB; the most is 10\.0 MB/),
    });
  });

  test('refuses more than 50 megapixels by the header alone', async () => {
    const bomb = bombPng(40_000, 40_000);
    expect(bomb.length).toBeLessThan(400_000);
    await expect(checkImage(bomb)).rejects.toMatchObject({ code: 'image_too_large', message: /1600 megapixels/ });
    await expect(checkImage(bombPng(8_193, 6_144))).rejects.toMatchObject({
      code: 'image_too_large',
      message: expect.stringMatching(/50\.4 megapixels.*is 50\.3 megapixels/),
    });
    await expect(checkImage(bombPng(8_192, 6_144))).resolves.toMatchObject({ width: 8_192, height: 6_144 });
    await expect(checkImage(bombPng(500, 500), { ...PRODUCT_IMAGE_LIMITS, maxPixels: 249_999 })).rejects.toMatchObject({
      code: 'image_too_large',
    });
  });

  test('refuses a tracking pixel', async () => {
    await expect(checkImage(await picture(1, 1).png().toBuffer())).rejects.toMatchObject({
      code: 'image_not_an_image',
    });
  });

  test.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
    'refuses a %s of which only the beginning is there',
    async (format) => {
      const file = await picture().toFormat(format).toBuffer();
      await expect(checkImage(file.subarray(0, 16))).rejects.toMatchObject({
        code: 'image_undecodable',
        retry: never,
        status: 422,
      });
    },
  );
});

const frame = (red: number): Promise<Buffer> =>
  sharp({ create: { width: 20, height: 20, channels: 3, background: { r: red, g: 0, b: 0 } } })
    .png()
    .toBuffer();
