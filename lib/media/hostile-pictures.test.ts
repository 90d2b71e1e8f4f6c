import { readFile, writeFile } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isDear } from './decoding-cost';
import { DecodingMemory } from './decoding-memory';
import {
  avifThatSays,
  avifWithExif,
  endlessExif,
  jpegOfScans,
  jpegThatSays,
  jpegWithExif,
  pngChunk,
  pngHeader,
  pngWith,
  pngWithExif,
  webpOfFrames,
  webpWithExif,
} from './files/hostile-files-for-tests';
import { checkImage, openImage, QUERY_IMAGE_LIMITS } from './image-check';
import { type Crop, decodeProduct, forQuery } from './normalise-image';
import { colourAt, picture } from './pictures-for-tests';

const tooLarge = { code: 'image_too_large', status: 413, retry: { again: false } };

describe('what decoding would cost too much', () => {
  test.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
    [
      'an AVIF of 7000 × 7000',
      () => avifThatSays(7_000, 7_000),
      /49 megapixels.*AVIF of this kind is 17\.6 megapixels/,
    ],
    ['an AVIF of 12 bits', () => avifThatSays(4_500, 3_500, 12), /15\.8 megapixels.*this kind is 13\.4/],
    ['an interlaced PNG of 16 bits', () => header(7_000, 6_000, 16, 6, true), /42 megapixels.*this kind is 37\.2/],
    ['a PNG of 10,000,000 × 2', () => header(10_000_000, 2, 8, 2, false), /no side.*20000 pixels/],
    ['a PNG of 2 × 10,000,000', () => header(2, 10_000_000, 8, 2, false), /no side.*20000 pixels/],
    ['a JPEG of 108 megapixels', () => jpegThatSays(12_000, 9_000), /108 megapixels.*JPEG is 65 megapixels/],
    [
      'a progressive JPEG of 64 megapixels',
      () => jpegThatSays(9_280, 6_944, { progressive: true, chromaSubsampling: '4:4:4' }),
      /JPEG of this kind is 54\.1/,
    ],
    ['a progressive JPEG of 150 scans', () => jpegOfScans(150), /150 passes.*most is 64/],
    ['a WebP whose canvas is larger than its frame', () => webpOfFrames(1, 8_000), /64 megapixels/],
    ['a WebP of 100,000 frames', () => webpOfFrames(100_000), /100000 frames/],
  ])('is refused: %s', async (_, make, words) => {
    const file = await make();
    await expect(checkImage(file)).rejects.toMatchObject({ ...tooLarge, message: expect.stringMatching(words) });
    await expect(forQuery(file)).rejects.toMatchObject(tooLarge);
  });

  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a phone’s JPEG of 8192 × 6144', () => jpegThatSays(8_192, 6_144)],
    ['the same, progressive', () => jpegThatSays(8_192, 6_144, { progressive: true })],
    ['a JPEG of a 64-megapixel phone', () => jpegThatSays(9_280, 6_944)],
    ['an AVIF of 12 megapixels', () => avifThatSays(4_032, 3_024, 10)],
    ['a PNG of 50 megapixels', () => header(8_000, 6_250, 8, 2, false)],
    ['a panorama', () => jpegThatSays(16_384, 3_000)],
    ['a progressive JPEG as encoders write them', () => jpegOfScans(20)],
  ])('is taken within it: %s', async (_, make) => {
    await expect(checkImage(await make(), QUERY_IMAGE_LIMITS)).resolves.toMatchObject({ frames: 1 });
  });

  test('is refused where pictures are put together from others', async () => {
    const file = await avifThatSays(100, 100);
    file.write('grid', file.indexOf('av01', file.indexOf('infe')));
    await expect(checkImage(file)).rejects.toMatchObject({ code: 'image_type_refused' });
  });

  test('is not decoded where a file holds more than it says', async () => {
    const file = await picture(1_000, 1_000).avif().toBuffer();
    const size = file.indexOf('ispe');
    file.writeUInt32BE(64, size + 8);
    file.writeUInt32BE(64, size + 12);
    await expect(checkImage(file)).resolves.toMatchObject({ width: 64, height: 64 });
    await expect(forQuery(file)).rejects.toMatchObject({ code: 'image_undecodable' });
  });

  test('is refused where it is coded as no camera does', async () => {
    const file = await picture().jpeg().toBuffer();
    file[file.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc9;
    await expect(checkImage(file)).rejects.toMatchObject({ code: 'image_type_refused' });
  });
});

describe('what takes long to open', () => {
  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a JPEG of 65 megapixels, small as a file', () => jpegThatSays(9_280, 6_944)],
    ['a progressive JPEG of 16 megapixels', () => jpegThatSays(4_608, 3_456, { progressive: true })],
    ['a PNG of 16 bits and 15 megapixels', () => header(5_000, 3_000, 16, 6, false)],
    ['a PNG of 24 megapixels', () => header(6_000, 4_000, 8, 2, false)],
    ['a JPEG of 9 MB', async () => Buffer.concat([await jpegThatSays(4_000, 3_000), Buffer.alloc(9_000_000)])],
    ['an AVIF, however small', () => avifThatSays(400, 300)],
  ])('waits for its like: %s', async (_, make) => {
    expect(isDear(await openImage(await make(), QUERY_IMAGE_LIMITS))).toBe(true);
  });

  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a phone’s photo', async () => Buffer.concat([await jpegThatSays(4_032, 3_024), Buffer.alloc(5_000_000)])],
    ['a screenshot', () => header(1_440, 3_200, 8, 6, false)],
    ['a picture from the web', () => jpegThatSays(2_400, 1_600, { progressive: true })],
  ])('does not wait for them: %s', async (_, make) => {
    expect(isDear(await openImage(await make(), QUERY_IMAGE_LIMITS))).toBe(false);
  });
});

describe('what is in a file beside the picture', () => {
  test.each([
    ['jpeg', jpegWithExif],
    ['png', pngWithExif],
    ['webp', webpWithExif],
  ])('reaches no decoder, but for how it lies: endless EXIF in a %s', async (_, make) => {
    const file = await make(endlessExif(60_000));
    const opened = await openImage(file);
    expect(opened).toMatchObject({ width: 40, height: 60 });
    expect(file.length - opened.bytes.length).toBeGreaterThan(59_000);
    expect((await decodeProduct(file)).pixels.width).toBe(40);
  });

  test('reaches no decoder: endless EXIF in an AVIF', async () => {
    const file = await avifWithExif(endlessExif(60_000));
    expect(await sharp((await openImage(file)).bytes).metadata()).not.toHaveProperty('exif');
    expect(await openImage(file)).toMatchObject({ width: 60, height: 40 });
  });

  test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'is left out of a %s, and every way to lie is kept',
    async (format) => {
      for (let orientation = 1; orientation <= 8; orientation += 1) {
        const file = await picture(60, 40)
          .toFormat(format)
          .withExif({ IFD0: { Copyright: 'Wanjiku' } })
          .withMetadata({ orientation })
          .toBuffer();
        const before = await sharp(file).autoOrient().raw().toBuffer();
        const { bytes } = await openImage(file);
        expect(await sharp(bytes).autoOrient().raw().toBuffer()).toEqual(before);
        expect(Buffer.from(bytes).includes('Wanjiku')).toBe(format === 'avif');
      }
    },
  );

  test('is left out: texts of a PNG that unpack to gigabytes, and a million of them', async () => {
    const packed = Buffer.concat([Buffer.from('a\0\0', 'latin1'), deflateSync(Buffer.alloc(8_000_000), { level: 9 })]);
    for (const chunk of [pngChunk('zTXt', packed), pngChunk('tEXt', Buffer.from('a\0b'))]) {
      const count = Math.floor(4_000_000 / chunk.length);
      const file = await pngWith([Buffer.alloc(chunk.length * count, chunk)]);
      const { bytes } = await openImage(file);
      expect(bytes.length).toBeLessThan(1_000);
      expect((await decodeProduct(file)).pixels.width).toBe(60);
    }
  });

  test('is not copied when there is none', async () => {
    const file = await picture().jpeg().toBuffer();
    expect((await openImage(file)).bytes.buffer).toBe(file.buffer);
  });
});

describe('a part of a photo', () => {
  test('is the part that is meant, shrunk before it is cut', async () => {
    const file = await picture(6_000, 4_000).jpeg({ quality: 95 }).toBuffer();
    const { data, width, height } = await forQuery(file, { x: 0.4, y: 0.1, width: 0.4, height: 0.3 });
    expect([width, height]).toEqual([512, 256]);
    const body = await sharp(data, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    const near = (wanted: number[]) => wanted.map((value) => expect.closeTo(value, -1.5));
    // Red up to half of the photo, a quarter of the part; green down to a fifth of the photo, a third of the part.
    expect(await colourAt(body, 0.22, 0.9)).toEqual(near([208, 32, 32]));
    expect(await colourAt(body, 0.28, 0.9)).toEqual(near([32, 32, 208]));
    expect(await colourAt(body, 0.5, 0.3)).toEqual(near([32, 208, 32]));
    expect(await colourAt(body, 0.5, 0.37)).toEqual(near([32, 32, 208]));
  });
});

/** What a decoder holds is nowhere told but in the memory of the process, at its highest. */
describe.runIf(process.platform === 'linux')('a photo on its side', () => {
  test.each<[string, Crop]>([
    ['most of it', { x: 0.05, y: 0.05, width: 0.9, height: 0.9 }],
    ['a small part of it', { x: 0.9, y: 0.9, width: 0.05, height: 0.05 }],
  ])('is not turned at its full size: %s', async (_, crop) => {
    const file = await sharp({ create: { width: 9_280, height: 6_944, channels: 3, background: '#888' } })
      .jpeg({ quality: 20 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { decodingBytes } = await openImage(file, QUERY_IMAGE_LIMITS);
    await forQuery(file);
    const before = await peakAnew();
    await forQuery(file, crop);
    expect((await peakBytes()) - before).toBeLessThan(decodingBytes + 64 * 1024 * 1024);
  });

  const peakBytes = async () =>
    Number(/VmHWM:\s+(\d+) kB/.exec(await readFile('/proc/self/status', 'utf8'))?.[1]) * 1024;
  async function peakAnew(): Promise<number> {
    await writeFile('/proc/self/clear_refs', '5');
    return peakBytes();
  }
});

describe('pictures opened at once', () => {
  test('stay within their memory, small ones passing those there is no room for', async () => {
    const memory = new DecodingMemory(100);
    const started: string[] = [];
    const finish = new Map<string, () => void>();
    const decode = (name: string, bytes: number) =>
      memory.during(bytes, () => {
        started.push(name);
        return new Promise<void>((resolve) => finish.set(name, resolve));
      });
    const all = [decode('large', 90), decode('larger', 95), decode('small', 10)];
    await settled();
    expect(started).toEqual(['large', 'small']);
    finish.get('large')?.();
    finish.get('small')?.();
    await settled();
    expect(started).toEqual(['large', 'small', 'larger']);
    finish.get('larger')?.();
    await Promise.all(all);
  });

  test('always let one begin, and give back what a failed one took', async () => {
    const memory = new DecodingMemory(100);
    await expect(memory.during(500, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await memory.during(500, async () => 'decoded')).toBe('decoded');
  });
});

const settled = () => new Promise((resolve) => setImmediate(resolve));

const header = (width: number, height: number, depth: number, colour: number, interlaced: boolean): Buffer =>
  pngHeader({ width, height, depth, colour, interlaced });
