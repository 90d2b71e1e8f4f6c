import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { contentKey } from './content-key';
import type { PreparedPicture } from './prepare-picture';

/** A picture one can tell sides and colours of: red left, blue right, a green bar on top. */
export function picture(width = 120, height = 80): Sharp {
  const half = Math.floor(width / 2);
  return sharp({ create: { width, height, channels: 3, background: '#d02020' } }).composite([
    { input: { create: { width: width - half, height, channels: 3, background: '#2020d0' } }, left: half, top: 0 },
    {
      input: { create: { width, height: Math.max(1, Math.floor(height / 5)), channels: 3, background: '#20d020' } },
      left: 0,
      top: 0,
    },
  ]);
}

/** A PNG that says it has so many pixels and holds black ones, a few KB for hundreds of megapixels. */
export function bombPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1; // one bit a pixel, greyscale
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', rows),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A chunk put right after a PNG's header. */
export function withPngChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const afterHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, afterHeader), pngChunk(type, data), png.subarray(afterHeader)]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** The colour at a place given in fractions, as [r, g, b]. */
export async function colourAt(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const [colour = []] = await coloursAt(bytes, [[x, y]]);
  return colour;
}

/** The same for several places, decoded once. */
export async function coloursAt(bytes: Uint8Array, places: (readonly [number, number])[]): Promise<number[][]> {
  const { data, info } = await sharp(bytes)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return places.map(([x, y]) => {
    const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * info.channels;
    return [...data.subarray(at, at + 3)];
  });
}

/** What preparePicture makes of a file that need not be a picture: the file itself in every form. */
export function preparedAsIs(bytes: Uint8Array): PreparedPicture {
  return {
    pixels: { data: new Uint8Array(3), width: 1, height: 1 },
    description: { width: 1, height: 1, placeholder: 'data:', perceptualHash: null, colours: [] },
    forReview: bytes,
    forStorage: { key: contentKey(bytes, 'image/jpeg'), body: bytes, contentType: 'image/jpeg' },
  };
}
