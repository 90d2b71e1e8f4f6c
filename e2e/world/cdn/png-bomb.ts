import { crc32, deflateSync } from 'node:zlib';

/** 30,000 × 30,000 pixels: 900 megapixels, 2.7 GB once decoded to RGB, about 100 kB on the wire. */
const SIDE = 30_000;

let made: Buffer | undefined;

/** A decompression bomb: a valid PNG, all black, one bit per pixel. */
export function pngBomb(): Buffer {
  made ??= Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header()),
    chunk('IDAT', deflateSync(Buffer.alloc((SIDE / 8 + 1) * SIDE), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return made;
}

function header(): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(SIDE, 0);
  bytes.writeUInt32BE(SIDE, 4);
  bytes[8] = 1; // one bit of grey per pixel
  return bytes;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
