import { imageTypeRefused } from '../media-errors';

const ENTRY = Buffer.from('infe', 'latin1');
/** Made of other items: each of its parts may be as large as the whole, and the same one named a thousand times. */
const DERIVED = new Set(['grid', 'iovl', 'iden']);
const METADATA = new Set(['Exif', 'mime']);
/** Of an item's entry: its version, flags, id (two bytes, or four since version 3) and protection. */
const TYPE_AFTER = { 2: 12, 3: 14 } as const;

/**
 * Takes the names off EXIF and XMP, so that nobody reads them; how an AVIF lies is said elsewhere. Those put together
 * from others are refused: programs make them of more than 8,192 pixels a side, which is more than is taken anyway.
 */
export function readAvifFile(file: Buffer): Uint8Array {
  let bytes = file;
  for (let at = file.indexOf(ENTRY); at >= 0; at = file.indexOf(ENTRY, at + 1)) {
    const version = file[at + 4];
    if (version !== 2 && version !== 3) continue;
    const typeAt = at + TYPE_AFTER[version];
    const type = file.toString('latin1', typeAt, typeAt + 4);
    if (DERIVED.has(type)) throw imageTypeRefused('Tiled AVIF', 'Save it as a JPEG or a PNG.');
    if (!METADATA.has(type)) continue;
    if (bytes === file) bytes = Buffer.from(file);
    bytes.write('none', typeAt, 'latin1');
  }
  return bytes;
}
