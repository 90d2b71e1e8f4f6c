import { KeptRanges } from './kept-ranges';
import { orientationOf, orientationTiff } from './orientation';

const RIFF_BYTES = 12;
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

/** Counts the frames: libwebp looks through all of them for each, and is not given a file with too many. */
export function readWebpFile(file: Buffer): { bytes: Uint8Array; frames: number } {
  const kept = new KeptRanges();
  kept.keep(0, Math.min(RIFF_BYTES, file.length));
  let frames = 0;
  let orientation = 1;
  let at = RIFF_BYTES;
  const riffEnd = file.length < RIFF_BYTES ? file.length : Math.min(file.length, 8 + file.readUInt32LE(4));
  while (at + 8 <= riffEnd) {
    const size = file.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (end > riffEnd) break;
    const type = file.toString('latin1', at, at + 4);
    if (type === 'ANMF') frames += 1;
    if (type === 'EXIF') orientation = orientationOf(withoutPrefix(file.subarray(at + 8, at + 8 + size)));
    if (type !== 'EXIF' && type !== 'XMP ') kept.keep(at, end);
    at = end;
  }
  // A file that breaks off is the decoder's to judge.
  if (at < riffEnd) kept.keep(at, riffEnd);
  const found = { frames: Math.max(1, frames) };
  if (kept.isAllOf(file)) return { bytes: file, ...found };
  const parts = kept.of(file);
  if (orientation !== 1) parts.push(exifChunk(orientation));
  const bytes = Buffer.concat(parts);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  if (bytes.toString('latin1', 12, 16) === 'VP8X' && bytes.length > 20) {
    bytes[20] = ((bytes[20] ?? 0) & ~(EXIF_FLAG | XMP_FLAG)) | (orientation === 1 ? 0 : EXIF_FLAG);
  }
  return { bytes, ...found };
}

/** Some write what JPEG has before it, too. */
function withoutPrefix(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
}

function exifChunk(orientation: number): Buffer {
  const tiff = orientationTiff(orientation);
  const head = Buffer.from('EXIF\0\0\0\0', 'latin1');
  head.writeUInt32LE(tiff.length, 4);
  return Buffer.concat([head, tiff]);
}
