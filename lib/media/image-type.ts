/** What is taken anywhere. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'gif';

/** What the first bytes say a file is; a name or a Content-Type says nothing. */
export type SniffedType =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'avif'
  | 'heic'
  | 'svg'
  | 'tiff'
  | 'bmp'
  | 'ico'
  | 'jxl'
  | 'jp2'
  | 'pdf';

type Signature = [SniffedType, number, string];

/** Latin-1, at an offset. */
const SIGNATURES: Signature[] = [
  ['jpeg', 0, '\xff\xd8\xff'],
  ['png', 0, '\x89PNG\r\n\x1a\n'],
  ['gif', 0, 'GIF87a'],
  ['gif', 0, 'GIF89a'],
  ['tiff', 0, 'II*\0'],
  ['tiff', 0, 'MM\0*'],
  ['tiff', 0, 'II+\0'],
  ['tiff', 0, 'MM\0+'],
  ['bmp', 0, 'BM'],
  ['ico', 0, '\0\0\x01\0'],
  ['jxl', 0, '\xff\x0a'],
  ['jxl', 4, 'JXL '],
  ['jp2', 4, 'jP  '],
  ['pdf', 0, '%PDF-'],
];
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);
const AVIF_BRANDS = new Set(['avif', 'avis']);
/** Behind an XML declaration, a DOCTYPE and comments. */
const SVG_WITHIN = 4096;

/** Null for what is no picture that we know of. */
export function sniffImageType(bytes: Uint8Array): SniffedType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SVG_WITHIN)).toString('latin1');
  for (const [type, offset, signature] of SIGNATURES) {
    if (head.startsWith(signature, offset)) return type;
  }
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'webp';
  if (head.startsWith('ftyp', 4)) return ofBrands(bytes, head);
  return looksLikeSvg(head) ? 'svg' : null;
}

/** AVIF and HEIC are the same container: the brands it says it is compatible with tell them apart. */
function ofBrands(bytes: Uint8Array, head: string): SniffedType | null {
  const size = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), head.length);
  const brands = [head.slice(8, 12)];
  for (let at = 16; at + 4 <= size; at += 4) brands.push(head.slice(at, at + 4));
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif';
  return brands.some((brand) => HEIC_BRANDS.has(brand)) ? 'heic' : null;
}

/** UTF-16 included: every second byte is then zero. */
function looksLikeSvg(head: string): boolean {
  const text = head
    .replaceAll('\0', '')
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .trimStart();
  return text.startsWith('<') && /<(\w+:)?svg[\s>]/i.test(text);
}
