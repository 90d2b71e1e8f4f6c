import type { ImageFormat } from '../image-type';
import { readAvifFile } from './avif-file';
import { readJpegFile } from './jpeg-file';
import { readPngFile } from './png-file';
import { readWebpFile } from './webp-file';

/**
 * What a file says of itself, read in one pass before any decoder sees it, and the file without what no picture needs.
 * Its size does not tell what it costs to open: 64 kB of EXIF took libexif 3 s, 200,000 frames libwebp more than 60 s.
 */
export interface PictureFile {
  /** Without EXIF but for its orientation, XMP, texts, other pictures. The same bytes when there is none of it. */
  bytes: Uint8Array;
  /** How often the decoder goes through all of the picture. */
  passes: number;
  /** Bytes that the decoder keeps for the whole picture beside its rows, as far as the file tells. */
  heldBytes: number;
  /** Of an animation, where the file is cheaper to ask than its decoder. */
  frames: number | null;
  /** It breaks off; `bytes` end as if it did not. */
  isCut: boolean;
}

/** Errors: `image_undecodable`, `image_truncated`, `image_type_refused`. */
export function readPictureFile(bytes: Uint8Array, format: ImageFormat): PictureFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = { bytes, passes: 1, heldBytes: 0, frames: null, isCut: false };
  switch (format) {
    case 'jpeg':
      return { ...plain, ...readJpegFile(file) };
    case 'png':
      return { ...plain, ...readPngFile(file) };
    case 'webp':
      return { ...plain, ...readWebpFile(file) };
    case 'avif':
      return { ...plain, bytes: readAvifFile(file) };
    case 'gif':
      // 400,000 frames are looked through in 0.1 s, and it has no EXIF.
      return plain;
  }
}
