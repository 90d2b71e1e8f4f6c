import sharp from 'sharp';
import { type OpenedImage, SHARP_INPUT } from './image-check';
import { imageTruncated } from './media-errors';

/** Enough to tell a hundredth of a picture. */
const SIDE = 256;
/** What decoders make of blocks that are missing, give or take rounding; the darker one in ink colours (CMYK). */
const GREYS = [
  [128, 128, 128],
  [83, 73, 68],
];
const WITHIN = 2;
const TIMEOUT_SECONDS = 20;
/** Of a picture. */
const MOST_MISSING = 0.05;

/** Of other kinds than JPEG decoders refuse what is not whole themselves. Errors: `image_truncated`. */
export async function assertNearlyWhole({ isCut, format, bytes }: OpenedImage): Promise<void> {
  if (isCut && format === 'jpeg' && (await missingShare(bytes)) > MOST_MISSING) throw imageTruncated();
}

/**
 * How much is missing of a JPEG that breaks off, 0 to 1: what is grey from its last pixel backwards, as far as the rows
 * end in it. Throws what sharp throws.
 */
async function missingShare(bytes: Uint8Array): Promise<number> {
  const { data, info } = await sharp(bytes, { ...SHARP_INPUT, ignoreIcc: true })
    .timeout({ seconds: TIMEOUT_SECONDS })
    .resize(SIDE, SIDE, { fit: 'fill', kernel: 'nearest' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  let missing = 0;
  for (let row = height - 1; row >= 0; row -= 1) {
    const before = missing;
    for (let column = width - 1; column >= 0 && isGrey(data, (row * width + column) * channels); column -= 1)
      missing += 1;
    if (missing === before) break;
  }
  return missing / (width * height);
}

const isGrey = (data: Buffer, at: number): boolean =>
  GREYS.some((grey) => grey.every((value, channel) => Math.abs((data[at + channel] ?? 0) - value) <= WITHIN));
