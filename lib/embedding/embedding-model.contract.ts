import { crc32, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pixels } from '@/lib/media/pixels';
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from './embedding-model';

/** What every EmbeddingModel does. Register with the adapter's name and a way to open one on the model that ships. */
export function describeEmbeddingModel(name: string, open: () => Promise<EmbeddingModel>): void {
  describe(`EmbeddingModel contract: ${name}`, () => {
    let model: EmbeddingModel;
    beforeAll(async () => {
      model = await open();
    });
    afterAll(() => model.close());

    test('names its space and its dimensions', () => {
      expect(model.space).toMatch(/^\S+$/);
      expect(model.dimensions).toBe(EMBEDDING_DIMENSIONS);
    });

    test('gives unit vectors of its dimensions, the same for the same input in both lanes', async () => {
      const photo = await picture('#c02030');
      const vectors = await Promise.all([
        model.embedImage(photo),
        model.embedImage(photo, { lane: 'interactive' }),
        model.embedText('red dress'),
        model.embedText('red dress', { lane: 'interactive' }),
      ]);
      for (const vector of vectors) {
        expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4);
      }
      expect(vectors[0]).toEqual(vectors[1]);
      expect(vectors[2]).toEqual(vectors[3]);
      expect(vectors[2]).not.toEqual(vectors[0]);
    });

    test('tells pictures apart, and words', async () => {
      const [red, blue] = await Promise.all(
        ['#c02030', '#2040b0'].map(async (colour) => model.embedImage(await picture(colour))),
      );
      expect(dot(red, blue)).toBeLessThan(0.999);
      const [dress, pot] = await Promise.all([model.embedText('red dress'), model.embedText('sufuria')]);
      expect(dot(dress, pot)).toBeLessThan(0.9);
    });

    test('answers many at once, each its own', async () => {
      const words = ['dress', 'sufuria', 'kiondo', 'sneakers', 'perfume', 'watch'];
      const alone: Float32Array[] = [];
      for (const word of words) alone.push(await model.embedText(word));
      expect(await Promise.all(words.map((word) => model.embedText(word)))).toEqual(alone);
    });

    test('leaves the bytes it is given as they are', async () => {
      const photo = await picture('#208040');
      const before = Buffer.from(photo);
      await model.embedImage(photo);
      expect(Buffer.from(photo).equals(before)).toBe(true);
    });

    test('reads only a part of a larger buffer where it is given one', async () => {
      const photo = await picture('#806020');
      const larger = new Uint8Array(photo.length + 20);
      larger.set(photo, 7);
      expect(await model.embedImage(larger.subarray(7, 7 + photo.length))).toEqual(await model.embedImage(photo));
    });

    test.each([
      ['as small as the model reads', 224, 224],
      ['smaller than the model reads', 120, 90],
      ['wide, low', 900, 150],
      ['of a phone', 1600, 1200],
    ])('takes pixels for the picture they are of: %s', async (_, width, height) => {
      const photo = await picture('#806020', width, height);
      const fromBytes = await model.embedImage(photo);
      expect(dot(await model.embedImage(await pixelsOf(photo)), fromBytes)).toBeGreaterThan(0.9999);
      const reduced = await pixelsOf(photo, 768);
      expect(dot(await model.embedImage(reduced, { lane: 'interactive' }), fromBytes)).toBeGreaterThan(0.9999);
    });

    test('leaves pixels as they are', async () => {
      const pixels = await pixelsOf(await picture('#208040', 500, 400));
      const before = Buffer.from(pixels.data);
      await model.embedImage(pixels);
      expect(Buffer.from(pixels.data).equals(before)).toBe(true);
    });

    test('takes any length of text', async () => {
      expect(await model.embedText('red dress '.repeat(10_000))).toHaveLength(EMBEDDING_DIMENSIONS);
    });

    test('takes what phones and networks send', async () => {
      const base = sharp(await picture('#c02030'));
      const forms = [
        base.clone().webp(),
        base.clone().avif({ effort: 0 }),
        base.clone().gif(),
        base.clone().png({ palette: true }),
        base.clone().toColourspace('b-w').ensureAlpha(0.5).png(),
        base.clone().toColourspace('cmyk').jpeg(),
        base.clone().toColourspace('rgb16').png(),
      ];
      for (const form of forms)
        expect(await model.embedImage(await form.toBuffer())).toHaveLength(EMBEDDING_DIMENSIONS);
    });

    test('turns a photo upright', async () => {
      const upright = await picture('#c02030', 300, 200);
      const lying = await sharp(upright)
        .rotate(-90)
        .withMetadata({ orientation: 6 })
        .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
        .toBuffer();
      expect(dot(await model.embedImage(lying), await model.embedImage(upright))).toBeGreaterThan(0.99);
    });

    test.each(Object.entries(NO_PHOTOS))('refuses %s for good', async (_, make) => {
      await expect(model.embedImage(await make())).rejects.toMatchObject({
        code: 'image_undecodable',
        retry: { again: false },
      });
    });

    test('refuses what is too large before decoding it', async () => {
      const bomb = pngHeader(9000, 6000);
      await expect(model.embedImage(bomb)).rejects.toMatchObject({ code: 'image_too_large', retry: { again: false } });
    });

    test('gives up for a caller who left', async () => {
      const left = AbortSignal.abort(new Error('gone home'));
      await expect(model.embedText('red dress', { signal: left })).rejects.toThrow('gone home');
      await expect(model.embedImage(await picture('#fff'), { signal: left })).rejects.toThrow('gone home');
    });
  });
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect width="50" height="50" fill="red"/></svg>';
const NO_PHOTOS: Record<string, () => Promise<Uint8Array>> = {
  'an empty file': async () => new Uint8Array(),
  HTML: async () => Buffer.from('<!doctype html><html><body>Not found</body></html>'),
  SVG: async () => Buffer.from(SVG),
  'SVG in UTF-16': async () => Buffer.from(`\ufeff${SVG}`, 'utf16le'),
  'gzipped SVG': async () => gzipSync(SVG),
  'a TIFF': () =>
    sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
      .tiff()
      .toBuffer(),
  'half a JPEG': async () => (await picture('#c02030')).subarray(0, 900),
  'a JPEG of noise': async () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500, 7)]),
};

/** A PNG that says it has so many pixels, and has none. */
function pngHeader(width: number, height: number): Uint8Array {
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(named.length + 8);
    framed.writeUInt32BE(data.length, 0);
    named.copy(framed, 4);
    framed.writeUInt32BE(crc32(named), named.length + 4);
    return framed;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const data = deflateSync(Buffer.alloc(1024));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Decoded, at most so wide and high. */
async function pixelsOf(photo: Uint8Array, side = 5_000): Promise<Pixels> {
  const { data, info } = await sharp(photo)
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

function picture(colour: string, width = 240, height = 240): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="#eee"/>
    <circle cx="40%" cy="35%" r="30%" fill="${colour}"/>
    <path d="M10 ${height - 30}h120v20h-120z" fill="#333"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
}

const dot = (a: Float32Array | undefined, b: Float32Array | undefined): number =>
  (a ?? new Float32Array()).reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0);
