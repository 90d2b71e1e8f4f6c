import { crc32 } from 'node:zlib';
import { KeptRanges } from './kept-ranges';
import { orientationOf, orientationTiff } from './orientation';

const SIGNATURE_BYTES = 8;
/** What a picture's look depends on. Left out: texts, EXIF, times, the further pictures of an animation. */
const KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']);
const HEADER_BYTES = 13;
/** Length, type, checksum. */
const AROUND_BYTES = 12;

/** One that breaks off is given its end: all rows may be there. */
export function readPngFile(file: Buffer): { bytes: Uint8Array; isCut: boolean } {
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
  const isCut = !isWhole && at > SIGNATURE_BYTES;
  if (kept.isAllOf(file) && !isCut) return { bytes: file, isCut };
  const parts = kept.of(file);
  if (isCut) parts.push(...endOf(file.subarray(at)));
  const body = Buffer.concat(parts);
  const split = SIGNATURE_BYTES + AROUND_BYTES + HEADER_BYTES;
  if (orientation === 1 || body.length < split) return { bytes: body, isCut };
  const turned = [body.subarray(0, split), chunkOf('eXIf', orientationTiff(orientation)), body.subarray(split)];
  return { bytes: Buffer.concat(turned), isCut };
}

/** What is there of the chunk that breaks off, and the end. */
function endOf(rest: Buffer): Buffer[] {
  const end = chunkOf('IEND', Buffer.alloc(0));
  if (rest.toString('latin1', 4, 8) !== 'IDAT') return [end];
  return [chunkOf('IDAT', rest.subarray(8, 8 + rest.readUInt32BE(0))), end];
}

function chunkOf(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), chunk.length - 4);
  return chunk;
}
