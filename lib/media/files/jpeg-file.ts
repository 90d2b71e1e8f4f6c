import { imageTruncated, imageTypeRefused, imageUndecodable } from '../media-errors';
import { KeptRanges } from './kept-ranges';
import { orientationOf, orientationTiff } from './orientation';

const SOI_BYTES = 2;
const [DHT, JPG, DAC, EOI, SOS, COMMENT] = [0xc4, 0xc8, 0xcc, 0xd9, 0xda, 0xfe];
const [APP1, APP2, APP14, APP15] = [0xe1, 0xe2, 0xee, 0xef];
const PROGRESSIVE = 0xc2;
const EXIF = 'Exif\0\0';
const ICC = 'ICC_PROFILE\0';
/** Larger ones than any camera's or printer's are left out: colours come out a little otherwise. */
const MOST_ICC_BYTES = 4 * 1024 * 1024;
/** Eight by eight coefficients of two bytes each. */
const BLOCK_BYTES = 128;

interface Frame {
  marker: number;
  heldBytes: number;
  components: number;
  /** The component that holds the brightness. */
  brightness: number;
}

/**
 * Reads up to the first scan and counts those behind. One that breaks off is given its end: decoders then fill what is
 * missing with grey instead of refusing it (missing-part.ts says how much of it may be). UltraHDR's second picture is
 * left out with the segment that names it, so that the plain one is decoded, by the decoder that can shrink while it
 * reads.
 */
export function readJpegFile(file: Buffer): {
  bytes: Uint8Array;
  passes: number;
  heldBytes: number;
  isCut: boolean;
} {
  const kept = new KeptRanges();
  kept.keep(0, SOI_BYTES);
  let frame: Frame | null = null;
  let orientation = 1;
  let iccBytes = 0;
  let at = SOI_BYTES;
  for (;;) {
    const marker = nextMarker(file, at);
    if (marker === null) throw imageUndecodable();
    const { code, start, data, end } = marker;
    at = end;
    if (code === SOS) {
      kept.keep(start, file.length);
      if (frame === null) throw imageUndecodable();
      const passes = 1 + countScans(file, end);
      // One scan with all of its components is decoded row by row; anything else is collected first.
      const isCollected = frame.marker === PROGRESSIVE || (file[data] ?? 0) < frame.components;
      // No marker but a restart's is in coded data: the end of the first picture is the first end.
      const isCut = file.indexOf(END, end) < 0;
      if (isCut && isCollected) assertEnoughScans(file, start, frame);
      const rest = { passes, heldBytes: isCollected ? frame.heldBytes : 0, isCut };
      if (kept.isAllOf(file) && !isCut) return { bytes: file, ...rest };
      const parts = kept.of(file);
      if (isCut) parts.push(END);
      if (orientation !== 1)
        parts.splice(0, 1, file.subarray(0, SOI_BYTES), exifSegment(orientation), afterStart(parts));
      return { bytes: Buffer.concat(parts), ...rest };
    }
    const name = file.toString('latin1', data, Math.min(end, data + ICC.length));
    if (isFrame(code)) {
      if (frame !== null) throw imageUndecodable();
      frame = readFrame(file, { code, data, end });
    } else if (code === APP1) {
      if (name.startsWith(EXIF)) orientation = orientationOf(file.subarray(data + EXIF.length, end));
      continue;
    } else if (code === APP2) {
      if (name !== ICC || iccBytes + end - start > MOST_ICC_BYTES) continue;
      iccBytes += end - start;
    } else if (code === COMMENT || (code > APP2 && code <= APP15 && code !== APP14)) {
      continue;
    }
    kept.keep(start, end);
  }
}

/** Skips what is between segments, as decoders do. */
function nextMarker(file: Buffer, from: number) {
  let at = from;
  for (;;) {
    const start = file.indexOf(0xff, at);
    if (start < 0) return null;
    at = start;
    while (file[at] === 0xff) at += 1;
    const code = file[at] ?? 0;
    at += 1;
    // Bare markers have no length.
    if (code <= 0x01 || (code >= 0xd0 && code <= 0xd8)) continue;
    const data = at + 2;
    if (code === EOI || data > file.length) return null;
    const end = at + file.readUInt16BE(at);
    if (end < data || end > file.length) return null;
    return { code, start, data, end };
  }
}

const isFrame = (code: number): boolean => code >= 0xc0 && code <= 0xcf && code !== DHT && code !== JPG && code !== DAC;

function readFrame(file: Buffer, { code, data, end }: { code: number; data: number; end: number }): Frame {
  // Arithmetic coding, lossless, hierarchical: nothing that shoppers use writes them, and they decode slowly.
  if (code > PROGRESSIVE)
    throw imageTypeRefused('Arithmetic and lossless JPEG', 'Save it again as a plain JPEG or a PNG.');
  const components = file[data + 5] ?? 0;
  if (components === 0 || data + 6 + components * 3 > end) throw imageUndecodable();
  const [height, width] = [file.readUInt16BE(data + 1), file.readUInt16BE(data + 3)];
  const factors = Array.from({ length: components }, (_, component) => {
    const both = file[data + 7 + component * 3] ?? 0;
    return { across: both >> 4, down: both & 15 };
  });
  const [widest, tallest] = [
    Math.max(...factors.map((one) => one.across)),
    Math.max(...factors.map((one) => one.down)),
  ];
  if (widest === 0 || tallest === 0) throw imageUndecodable();
  const units = Math.ceil(width / (8 * widest)) * Math.ceil(height / (8 * tallest));
  const blocks = factors.reduce((sum, { across, down }) => sum + across * down, 0) * units;
  return { marker: code, components, heldBytes: blocks * BLOCK_BYTES, brightness: file[data + 6] ?? 0 };
}

/** In coded data a zero or a restart marker follows every 0xff: what looks like a scan's beginning is one. */
function countScans(file: Buffer, from: number): number {
  let scans = 0;
  for (let at = file.indexOf(SCAN, from); at >= 0; at = file.indexOf(SCAN, at + 2)) scans += 1;
  return scans;
}
const SCAN = Buffer.from([0xff, SOS]);
const END = Buffer.from([0xff, EOI]);
const ALL_COEFFICIENTS = 64;

/** In more bits than this one coefficients are coarse: it shows. */
const LAST_BIT = 1;

/**
 * A progressive one that breaks off is blurred, not grey: of its brightness every coefficient has to be there, but for
 * its last bit, before the scan that breaks off. Of components that come one after another any may be missing.
 */
function assertEnoughScans(file: Buffer, firstScan: number, { marker, brightness }: Frame): void {
  if (marker !== PROGRESSIVE) throw imageTruncated();
  const there = new Set<number>();
  let at = firstScan;
  for (let next = file.indexOf(SCAN, at + 2); next >= 0; at = next, next = file.indexOf(SCAN, at + 2)) {
    const components = file[at + 4] ?? 0;
    const ids = Array.from({ length: Math.min(components, 4) }, (_, index) => file[at + 5 + index * 2]);
    if (!ids.includes(brightness)) continue;
    const [from = 0, to = 0, bits = 0] = file.subarray(at + 5 + components * 2);
    if ((bits & 15) > LAST_BIT) continue;
    for (let coefficient = from; coefficient <= Math.min(to, ALL_COEFFICIENTS - 1); coefficient += 1)
      there.add(coefficient);
  }
  if (there.size < ALL_COEFFICIENTS) throw imageTruncated();
}

function exifSegment(orientation: number): Buffer {
  const data = Buffer.concat([Buffer.from(EXIF, 'latin1'), orientationTiff(orientation)]);
  const head = Buffer.from([0xff, APP1, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** The first kept range without the start of the file, which comes before the EXIF. */
const afterStart = (parts: Buffer[]): Buffer => parts[0]?.subarray(SOI_BYTES) ?? Buffer.alloc(0);
