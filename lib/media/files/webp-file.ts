import { KeptRanges } from './kept-ranges';
import { orientationOf, orientationTiff } from './orientation';

const RIFF_BYTES = 12;
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

/** What is a part of the picture wherever the file says that it ends: some write a wrong length there. */
const KNOWN = /^(?:VP8[ LX]|ALPH|ANIM|ANMF|ICCP|EXIF|XMP )$/;

/** Counts the frames: libwebp looks through all of them for each, and is not given a file with too many. */
export function readWebpFile(file: Buffer): { bytes: Uint8Array; frames: number; isCut: boolean } {
  const kept = new KeptRanges();
  kept.keep(0, Math.min(RIFF_BYTES, file.length));
  let frames = 0;
  let orientation = 1;
  let at = RIFF_BYTES;
  let isCut = file.length < RIFF_BYTES;
  const riffEnd = isCut ? 0 : 8 + file.readUInt32LE(4);
  while (at + 8 <= file.length) {
    const size = file.readUInt32LE(at + 4);
    const type = file.toString('latin1', at, at + 4);
    if (at >= riffEnd && !KNOWN.test(type)) break;
    isCut = at + 8 + size > file.length;
    const end = Math.min(at + 8 + size + (size % 2), file.length);
    if (type === 'ANMF') frames += 1;
    if (type === 'EXIF') orientation = orientationOf(withoutPrefix(file.subarray(at + 8, at + 8 + size)));
    if (type !== 'EXIF' && type !== 'XMP ') kept.keep(at, end);
    at = end;
  }
  const found = { frames: Math.max(1, frames), isCut };
  if (kept.isAllOf(file) && riffEnd === file.length) return { bytes: file, ...found };
  const parts = kept.of(file);
  if (orientation !== 1) parts.push(exifChunk(orientation));
  const bytes = Buffer.concat(parts);
  if (bytes.length < RIFF_BYTES) return { bytes, ...found };
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
