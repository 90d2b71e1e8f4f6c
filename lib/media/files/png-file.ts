import { crc32 } from 'node:zlib';
import { KeptRanges } from './kept-ranges';
import { orientationOf, orientationTiff } from './orientation';

const SIGNATURE_BYTES = 8;
/** What a picture's look depends on. Left out: texts, EXIF, times, the further pictures of an animation. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']);
const HEADER_BYTES = 13;
/** Length, type, checksum. */
const AROUND_BYTES = 12;

export function readPngFile(file: Buffer): Uint8Array {
  const kept = new KeptRanges();
  kept.keep(0, SIGNATURE_BYTES);
  let orientation = 1;
  let isWhole = false;
  let at = SIGNATURE_BYTES;
  while (at + AROUND_BYTES <= file.length) {
    const end = at + AROUND_BYTES + file.readUInt32BE(at);
    if (end > file.length) break;
    const type = file.toString('latin1', at + 4, at + 8);
    if (type === 'eXIf') orientation = orientationOf(file.subarray(at + 8, end - 4));
    if (KEPT.has(type)) kept.keep(at, end);
    at = end;
    isWhole = type === 'IEND';
    // What follows is read by nobody.
    if (isWhole) break;
  }
  // A file that breaks off is the decoder's to judge.
  if (!isWhole) kept.keep(at, file.length);
  if (kept.isAllOf(file)) return file;
  const parts = kept.of(file);
  const body = Buffer.concat(parts);
  const split = SIGNATURE_BYTES + AROUND_BYTES + HEADER_BYTES;
  if (orientation === 1 || body.length < split) return body;
  return Buffer.concat([body.subarray(0, split), exifChunk(orientation), body.subarray(split)]);
}

function exifChunk(orientation: number): Buffer {
  const body = Buffer.concat([Buffer.from('eXIf', 'latin1'), orientationTiff(orientation)]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), chunk.length - 4);
  return chunk;
}
