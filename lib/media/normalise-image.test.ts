import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type Crop, forQuery } from './normalise-image';
import { bombPng, colourAt, coloursAt, picture, withPngChunk } from './pictures-for-tests';
import { preparePicture } from './prepare-picture';

const RED = [208, 32, 32];
const BLUE = [32, 32, 208];
const GREEN = [32, 208, 32];
const near = (wanted: number[], within = 12) => wanted.map((value) => expect.closeTo(value, -Math.log10(2 * within)));

/** Pixels, as a file that can be looked into like the others. */
async function searchedBy(bytes: Uint8Array, crop?: Crop) {
  const { data, width, height } = await forQuery(bytes, crop);
  const body = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { body, contentType: 'image/png', width, height };
}

const asFile = async (body: Uint8Array) => {
  const { width, height, format } = await sharp(body).metadata();
  return { body, contentType: `image/${format}`, width, height };
};
const forStorage = async (bytes: Uint8Array) => asFile((await preparePicture(bytes)).forStorage.body);
const forReview = async (bytes: Uint8Array) => asFile((await preparePicture(bytes)).forReview);

const KINDS = [
  ['stored', forStorage, 1600, 'jpeg'],
  ['reviewed', forReview, 768, 'jpeg'],
  ['searched by', searchedBy, 512, 'png'],
] as const;

describe.each(KINDS)('a picture to be %s', (_, normalise, side, written) => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('is written anew from %s', async (format) => {
    const { body, ...rest } = await normalise(await picture().toFormat(format, { quality: 95 }).toBuffer());
    expect(rest).toEqual({ contentType: `image/${written}`, width: 120, height: 80 });
    expect(await sharp(body).metadata()).toMatchObject({ format: written, width: 120, height: 80, channels: 3 });
    expect(await colourAt(body, 0.1, 0.8)).toEqual(near(RED));
    expect(await colourAt(body, 0.9, 0.8)).toEqual(near(BLUE));
    expect(await colourAt(body, 0.5, 0.02)).toEqual(near(GREEN));
  });

  test('keeps its proportions within the largest size', async () => {
    const { body, width, height } = await normalise(await picture(3000, 1500).jpeg().toBuffer());
    expect([width, height]).toEqual([side, side / 2]);
    expect(await colourAt(body, 0.9, 0.9)).toEqual(near(BLUE));
  });

  test('stands upright and says nothing about who took it and where', async () => {
    const file = await picture()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'Wanjiku, +254712345678' }, IFD3: { GPSLatitude: '1/1 17/1 0/1' } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { body, width, height } = await normalise(file);
    expect([width, height]).toEqual([80, 120]);
    // Turned by a quarter to the right: what was at the top is on the right, what was on the left is at the top.
    expect(await colourAt(body, 0.98, 0.5)).toEqual(near(GREEN));
    expect(await colourAt(body, 0.2, 0.1)).toEqual(near(RED));
    const { exif, icc, xmp, orientation } = await sharp(body).metadata();
    expect({ exif, icc, xmp, orientation }).toEqual({});
    expect(Buffer.from(body).includes('Wanjiku')).toBe(false);
  });

  test('lies on white where it was see-through, not on black', async () => {
    const clear = sharp({ create: { width: 40, height: 40, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
    for (const format of ['png', 'webp'] as const) {
      const { body } = await normalise(await clear.clone().toFormat(format).toBuffer());
      expect(await colourAt(body, 0.5, 0.5)).toEqual(near([255, 255, 255]));
    }
    const grey = await sharp(await clear.png().toBuffer())
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect(await sharp(grey).metadata()).toMatchObject({ channels: 2 });
    expect(await colourAt((await normalise(grey)).body, 0.5, 0.5)).toEqual(near([255, 255, 255]));
  });

  test('takes CMYK, 16 bits, greyscale, palettes and progressive ones', async () => {
    const files = {
      cmyk: await picture().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer(),
      deep: await picture().toColourspace('rgb16').png().toBuffer(),
      palette: await picture().png({ palette: true, colours: 8 }).toBuffer(),
      progressive: await picture().jpeg({ progressive: true, quality: 95 }).toBuffer(),
    };
    expect(await sharp(files.cmyk).metadata()).toMatchObject({ space: 'cmyk', channels: 4 });
    expect(await sharp(files.deep).metadata()).toMatchObject({ depth: 'ushort' });
    for (const file of Object.values(files)) {
      const { body } = await normalise(file);
      const [red = 0, green = 0, blue = 0] = await colourAt(body, 0.1, 0.8);
      expect(red).toBeGreaterThan(150);
      expect(Math.max(green, blue)).toBeLessThan(100);
      expect(await sharp(body).metadata()).toMatchObject({ space: 'srgb', depth: 'uchar', channels: 3 });
    }
    const grey = await normalise(await picture().greyscale().jpeg().toBuffer());
    expect(await sharp(grey.body).metadata()).toMatchObject({ format: written });
  });

  test('refuses what breaks off in the middle', async () => {
    const noisy = sharp({
      create: {
        width: 300,
        height: 300,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    });
    for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
      const file = await noisy.clone().toFormat(format).toBuffer();
      const cut = normalise(file.subarray(0, Math.floor(file.length / 2)));
      const code = format === 'avif' ? 'image_undecodable' : 'image_truncated';
      await expect(cut).rejects.toMatchObject({ code, retry: { again: false } });
    }
  });

  test('refuses a decompression bomb, and bears the largest picture allowed', async () => {
    await expect(normalise(bombPng(30_000, 30_000))).rejects.toMatchObject({ code: 'image_too_large' });
    const { width } = await normalise(bombPng(10_000, 5_000));
    expect(width).toBe(side);
  });

  test('does not unpack a text chunk of a hundred megabytes', async () => {
    const packed = Buffer.concat([
      Buffer.from('Comment\0\0', 'latin1'),
      deflateSync(Buffer.alloc(100_000_000), { level: 9 }),
    ]);
    const file = withPngChunk(await picture().png().toBuffer(), 'zTXt', packed);
    const before = process.memoryUsage().rss;
    const { body } = await normalise(file);
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
    expect(await sharp(body).metadata()).toMatchObject({ format: written, width: 120 });
  });

  test.each([
    ['HTML after the picture', '<script>alert(document.cookie)</script>'],
    ['a zip after the picture', 'PK\x03\x04payload'],
  ])('keeps nothing of %s', async (_, payload) => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const file = Buffer.concat([await picture().toFormat(format).toBuffer(), Buffer.from(payload, 'latin1')]);
      const { body } = await normalise(file);
      expect(Buffer.from(body).includes(payload)).toBe(false);
    }
  });

  test('refuses SVG, HTML and what only pretends', async () => {
    for (const [content, code] of [
      ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'image_type_refused'],
      ['<html></html>', 'image_not_an_image'],
      ['\xff\xd8\xff\xe0<svg xmlns="http://www.w3.org/2000/svg"/>', 'image_undecodable'],
      ['\x89PNG\r\n\x1a\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image_undecodable'],
    ]) {
      await expect(normalise(Buffer.from(content ?? '', 'latin1'))).rejects.toMatchObject({ code });
    }
  });
});

describe('a picture that breaks off', () => {
  const NOISE = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const noisy = (width = 640, height = 480) =>
    sharp({ create: { width, height, channels: 3, background: '#888', noise: NOISE } });
  const jpegs = [
    ['baseline', () => noisy().jpeg().toBuffer()],
    ['4:4:4', () => noisy().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
    ['progressive', () => noisy().jpeg({ progressive: true }).toBuffer()],
    ['grey', () => noisy().toColourspace('b-w').jpeg().toBuffer()],
    ['of ink colours', () => noisy().toColourspace('cmyk').jpeg().toBuffer()],
    ['lying on its side', () => noisy().jpeg().withMetadata({ orientation: 6 }).toBuffer()],
    ['small', () => noisy(120, 80).jpeg().toBuffer()],
  ] as const;

  test.each(jpegs)('is taken without the last bytes: a JPEG, %s', async (_, make) => {
    const file = await make();
    const whole = await forQuery(file);
    for (const missing of [1, 2, 3, 10, 50]) {
      const cut = file.subarray(0, file.length - missing);
      const pixels = await forQuery(cut);
      expect([pixels.width, pixels.height]).toEqual([whole.width, whole.height]);
      const differing = pixels.data.filter((value, at) => Math.abs(value - (whole.data[at] ?? 0)) > 8).length;
      expect(differing / pixels.data.length).toBeLessThan(0.05);
      expect((await preparePicture(cut)).forStorage.contentType).toBe('image/jpeg');
    }
  });

  test.each(jpegs)('is refused by name where more is missing: a JPEG, %s', async (_, make) => {
    const file = await make();
    for (const kept of [0.1, 0.2, 0.4]) {
      const cut = file.subarray(0, Math.floor(file.length * kept));
      await expect(forQuery(cut)).rejects.toMatchObject({ code: 'image_truncated', retry: { again: false } });
      await expect(forQuery(cut, { x: 0, y: 0, width: 0.2, height: 0.2 })).rejects.toMatchObject({
        code: 'image_truncated',
      });
    }
  });

  test('keeps a grey floor, and garbage behind its end', async () => {
    const floor = { create: { width: 640, height: 240, channels: 3, background: '#808080' } } as const;
    const file = await noisy()
      .composite([{ input: floor, gravity: 'south' }])
      .jpeg()
      .toBuffer();
    expect((await forQuery(file)).width).toBe(640);
    expect((await forQuery(Buffer.concat([file, Buffer.alloc(500, 0x41)]))).width).toBe(640);
  });

  test('is taken with a phone’s own data in the place of its end', async () => {
    const file = await noisy().jpeg().toBuffer();
    for (const trailer of [
      Buffer.concat([Buffer.from('\0\0\x01\x0aImage_UTC_Data1700000000000SEFH'), Buffer.alloc(4_000, 0x5a)]),
      Buffer.from([...Array(4_000)].map((_, at) => (at * 7) % 256).filter((value) => value !== 0xd9)),
    ]) {
      const { width } = await forQuery(Buffer.concat([file.subarray(0, -2), trailer]));
      expect(width).toBe(640);
    }
  });

  test('is taken with its second picture cut, as phones write two', async () => {
    const [first, second] = [await noisy().jpeg().toBuffer(), await noisy(200, 200).jpeg().toBuffer()];
    expect((await forQuery(Buffer.concat([first, second.subarray(0, 3_000)]))).width).toBe(640);
  });

  test('is taken where only the end of a PNG is missing, whatever was behind it', async () => {
    const file = await noisy(64, 64).png().toBuffer();
    for (const missing of [1, 4, 8, 12, 13, 16])
      expect((await forQuery(file.subarray(0, file.length - missing))).width).toBe(64);
    await expect(forQuery(file.subarray(0, file.length - 300))).rejects.toMatchObject({ code: 'image_truncated' });
  });

  test.each([0, 4, 100, -1, 1, 1_000, 4_000_000_000])('is taken where a WebP says it has %i bytes', async (says) => {
    for (const options of [{}, { lossless: true }]) {
      const file = await noisy(64, 64).webp(options).toBuffer();
      file.writeUInt32LE(says < 4 || says > 1e9 ? Math.abs(says) : file.length - 8 + says, 4);
      expect((await forQuery(file)).width).toBe(64);
    }
  });
});

describe('an animation', () => {
  test('is shown by its first frame', async () => {
    const frames = await Promise.all(
      ['#d02020', '#2020d0'].map((background) =>
        sharp({ create: { width: 30, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    for (const format of ['gif', 'webp'] as const) {
      const file = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      const { body, width, height } = await forStorage(file);
      expect([width, height]).toEqual([30, 30]);
      expect(await colourAt(body, 0.5, 0.9)).toEqual(near(RED));
    }
  });
});

test.each([
  [1024, 1024],
  [1025, 512],
])('a photo of %i pixels is searched by with %i', async (side, expected) => {
  const { width, height } = await forQuery(
    await picture(side, Math.round(side / 2))
      .jpeg()
      .toBuffer(),
  );
  expect([width, height]).toEqual([expected, Math.round(expected / 2)]);
});

describe('a crop', () => {
  test('is taken from the picture as it stands upright', async () => {
    const file = await picture(400, 200).jpeg().withMetadata({ orientation: 8 }).toBuffer();
    const { body, width, height } = await searchedBy(file, { x: 0, y: 0.5, width: 1, height: 0.5 });
    expect([width, height]).toEqual([200, 200]);
    // Turned by a quarter to the left: the red half is below.
    expect(await colourAt(body, 0.9, 0.9)).toEqual(near(RED));
  });

  test('never leaves the picture', async () => {
    const file = await picture().png().toBuffer();
    const sizes = [];
    for (const crop of [
      { x: 0.9, y: 0.9, width: 5, height: 5 },
      { x: 1, y: 1, width: 0, height: 0 },
      { x: -3, y: -3, width: 1, height: 1 },
    ]) {
      const { width, height } = await forQuery(file, crop);
      sizes.push([width, height]);
    }
    expect(sizes).toEqual([
      [12, 8],
      [1, 1],
      [120, 80],
    ]);
  });
});

describe('a part of a photo that was taken lying on its side', () => {
  const PARTS: [string, Crop][] = [
    ['shrunk as it is read', { x: 0.1, y: 0.05, width: 0.8, height: 0.9 }],
    ['as large as it is', { x: 0.55, y: 0.1, width: 0.25, height: 0.3 }],
  ];
  const PLACES = [
    [0.04, 0.04],
    [0.96, 0.04],
    [0.04, 0.96],
    [0.96, 0.96],
    [0.3, 0.7],
  ] as const;
  /** An encoder that tries hard takes ten times as long, and nothing here is about it. */
  const written = { jpeg: {}, png: { compressionLevel: 1 }, webp: { effort: 0 }, avif: { effort: 0 } };
  describe.each(PARTS)('%s', (_, crop) => {
    test.each(['jpeg', 'png', 'webp', 'avif'] as const)(
      'is the part that is meant, whichever way it lay: %s',
      async (format) => {
        for (let orientation = 1; orientation <= 8; orientation += 1) {
          const file = await picture(1_500, 1_200)
            .toFormat(format, { quality: 95, ...written[format] })
            .withMetadata({ orientation })
            .toBuffer();
          const { data, info } = await sharp(file)
            .autoOrient()
            .png({ compressionLevel: 1 })
            .toBuffer({ resolveWithObject: true });
          const upright = await searchedBy(data, crop);
          const { body, width, height } = await searchedBy(file, crop);
          expect({ width, height }).toEqual({ width: upright.width, height: upright.height });
          expect(info.width > info.height).toBe(orientation < 5);
          const wanted = await coloursAt(upright.body, [...PLACES]);
          expect(await coloursAt(body, [...PLACES])).toEqual(wanted.map((colour) => near(colour, 25)));
        }
      },
    );
  });
});
