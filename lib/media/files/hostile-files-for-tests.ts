import { crc32 } from 'node:zlib';
import sharp, { type JpegOptions } from 'sharp';

/** EXIF directories that point at each other: libexif followed 5,400 of them for 3 s. The picture lies on its side. */
export function endlessExif(bytes: number): Buffer {
  const tiff = Buffer.alloc(bytes);
  tiff.write('II*\0', 'latin1');
  tiff.writeUInt32LE(8, 4);
  const entries = Math.min(60_000, Math.floor((bytes - 14) / 12));
  tiff.writeUInt16LE(entries, 8);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = 10 + entry * 12;
    const isFirst = entry === 0;
    tiff.writeUInt16LE(isFirst ? 0x0112 : 0x8769, at);
    tiff.writeUInt16LE(isFirst ? 3 : 4, at + 2);
    tiff.writeUInt32LE(1, at + 4);
    tiff.writeUInt32LE(isFirst ? 6 : 8, at + 8);
  }
  return tiff;
}

const plain = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#c03020' } });

export async function jpegWithExif(tiff: Buffer): Promise<Buffer> {
  const file = await plain().jpeg().toBuffer();
  const data = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  return Buffer.concat([file.subarray(0, 2), jpegSegment(0xe1, data), file.subarray(2)]);
}

export async function pngWithExif(tiff: Buffer): Promise<Buffer> {
  return pngWith([pngChunk('eXIf', tiff)]);
}

export async function webpWithExif(tiff: Buffer): Promise<Buffer> {
  const file = await plain().webp().withMetadata({ orientation: 6 }).toBuffer();
  const whole = Buffer.concat([file.subarray(0, file.indexOf('EXIF')), riffChunk('EXIF', tiff)]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

export async function avifWithExif(tiff: Buffer): Promise<Buffer> {
  const room = tiff.length;
  const file = await plain()
    .avif()
    .withExif({ IFD0: { Copyright: 'A'.repeat(room) } })
    .toBuffer();
  file.set(tiff, file.indexOf('II*\0'));
  return file;
}

export async function pngWith(chunks: Buffer[]): Promise<Buffer> {
  const file = await plain().png().toBuffer();
  return Buffer.concat([file.subarray(0, 33), ...chunks, file.subarray(33)]);
}

/** A WebP of so many frames, 50 bytes each. */
export async function webpOfFrames(frames: number, canvas = 2): Promise<Buffer> {
  const single = await sharp({ create: { width: 2, height: 2, channels: 4, background: '#888' } })
    .webp({ lossless: true })
    .toBuffer();
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 10, 0, 0, 0]);
  const frame = riffChunk('ANMF', Buffer.concat([header, single.subarray(single.indexOf('VP8L'))]));
  const extended = Buffer.alloc(10);
  extended[0] = 0x12;
  extended.writeUIntLE(canvas - 1, 4, 3);
  extended.writeUIntLE(canvas - 1, 7, 3);
  const body = [Buffer.from('WEBP'), riffChunk('VP8X', extended), riffChunk('ANIM', Buffer.alloc(6))];
  const whole = riffChunk('RIFF', Buffer.concat([...body, Buffer.alloc(frame.length * frames, frame)]));
  return whole;
}

/** A progressive JPEG of so many scans, 70 bytes each; for every one the decoder goes through the whole picture. */
export async function jpegOfScans(scans: number): Promise<Buffer> {
  const file = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#888' } })
    .jpeg({ progressive: true, chromaSubsampling: '4:4:4' })
    .toBuffer();
  let end = file.indexOf(Buffer.from([0xff, 0xda])) + 2;
  while (file[end] !== 0xff || file[end + 1] === 0) end += 1;
  // One code, 0, for a run of blocks without anything in them: 4,096 and what 12 bits more say.
  const table = jpegSegment(0xc4, Buffer.from([0x10, 1, ...Buffer.alloc(15), 0xc0]));
  const run = Buffer.from([0b00101100, 0b00001111]);
  const parts: Buffer[] = [file.subarray(0, end)];
  for (let scan = 1; scan < scans; scan += 1) {
    const [component, coefficient] = [1 + (Math.floor((scan - 1) / 63) % 3), 1 + ((scan - 1) % 63)];
    parts.push(table, jpegSegment(0xda, Buffer.from([1, component, 0, coefficient, coefficient, 0x0d])), run);
  }
  return Buffer.concat([...parts, Buffer.from([0xff, 0xd9])]);
}

/** The header of a PNG, and nothing behind it. */
export function pngHeader(header: {
  width: number;
  height: number;
  depth: number;
  colour: number;
  interlaced: boolean;
}) {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(header.width, 0);
  data.writeUInt32BE(header.height, 4);
  data[8] = header.depth;
  data[9] = header.colour;
  data[12] = header.interlaced ? 1 : 0;
  const start = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    start,
    pngChunk('IHDR', data),
    pngChunk('IDAT', Buffer.alloc(0)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A JPEG whose header says so, in front of a small one's data. */
export async function jpegThatSays(width: number, height: number, options: JpegOptions = {}): Promise<Buffer> {
  const file = await plain().jpeg(options).toBuffer();
  const frame = file.indexOf(Buffer.from([0xff, options.progressive === true ? 0xc2 : 0xc0]));
  file.writeUInt16BE(height, frame + 5);
  file.writeUInt16BE(width, frame + 7);
  return file;
}

/** An AVIF that says so, of a small one's data. */
export async function avifThatSays(width: number, height: number, bitdepth: 8 | 10 | 12 = 8): Promise<Buffer> {
  const file = await plain().avif({ bitdepth }).toBuffer();
  const size = file.indexOf('ispe');
  file.writeUInt32BE(width, size + 8);
  file.writeUInt32BE(height, size + 12);
  return file;
}

function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

function riffChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), chunk.length - 4);
  return chunk;
}
