import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { ProductLook } from '@/e2e/world/drawing/product-look';
import { renderProduct } from '@/e2e/world/drawing/render-product';

/**
 * Draws the pictures that the pre-processing is held to, one of each sort that decoders treat differently. Usage:
 * make-pictures.ts OUT_DIR
 */
const out = process.argv[2];
if (out === undefined) throw new Error('usage: make-pictures.ts OUT_DIR');

const LOOKS: ProductLook[] = [
  { kind: 'dress', colour: 'red', pattern: 'kitenge', background: 'wall', seed: 1 },
  { kind: 'sneakers', colour: 'blue', pattern: 'plain', background: 'wood', seed: 2 },
  { kind: 'handbag', colour: 'yellow', pattern: 'ankara', background: 'studio', seed: 3 },
  { kind: 'sufuria', colour: 'green', pattern: 'waves', background: 'market', seed: 4 },
  { kind: 'necklace', colour: 'purple', pattern: 'dotted', background: 'cloth', seed: 5 },
  { kind: 'mug', colour: 'teal', pattern: 'checked', background: 'studio', seed: 6 },
];

async function drawn(at: number, width: number, height = width): Promise<Sharp> {
  const look = LOOKS[at % LOOKS.length];
  if (look === undefined) throw new Error('no looks');
  const png = await renderProduct(look, { size: Math.max(width, height), format: 'png' });
  return sharp(await sharp(png).resize(width, height, { fit: 'cover' }).png().toBuffer());
}

/** White made transparent in a soft circle, so that alpha has every value. */
async function cutOut(at: number, side: number): Promise<Sharp> {
  const mask = `<svg width="${side}" height="${side}">
    <defs><radialGradient id="g">
      <stop offset=".7" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/>
    </radialGradient></defs>
    <rect width="100%" height="100%" fill="url(#g)"/>
  </svg>`;
  const picture = await (await drawn(at, side))
    .ensureAlpha()
    .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
    .png()
    .toBuffer();
  return sharp(picture);
}

async function twoFrames(at: number, side: number): Promise<Sharp> {
  const [first, second] = await Promise.all(
    [at, at + 1].map(async (look) => (await drawn(look, side)).png().toBuffer()),
  );
  if (first === undefined || second === undefined) throw new Error('two frames are two pictures');
  return sharp([first, second], { join: { animated: true } });
}

const stripes = (side: number): Sharp => {
  const lines = Array.from({ length: side / 3 }, (_, at) => `<rect x="${at * 3}" width="1.5" height="${side}"/>`).join(
    '',
  );
  return sharp(
    Buffer.from(`<svg width="${side}" height="${side}"><rect width="100%" height="100%" fill="#fff"/>${lines}</svg>`),
  );
};

const PICTURES: Record<string, () => Promise<Buffer>> = {
  'baseline.jpg': async () => (await drawn(0, 480)).jpeg({ quality: 80 }).toBuffer(),
  'progressive.jpg': async () => (await drawn(1, 480)).jpeg({ quality: 80, progressive: true }).toBuffer(),
  'full-chroma.jpg': async () => (await drawn(2, 300)).jpeg({ quality: 85, chromaSubsampling: '4:4:4' }).toBuffer(),
  'grey.jpg': async () => (await drawn(3, 400)).toColourspace('b-w').jpeg({ quality: 80 }).toBuffer(),
  'cmyk.jpg': async () => (await drawn(4, 240)).toColourspace('cmyk').jpeg({ quality: 80 }).toBuffer(),
  'exif-turned.jpg': async () =>
    (await drawn(5, 480, 320)).withMetadata({ orientation: 6 }).jpeg({ quality: 80 }).toBuffer(),
  'exif-upside-down.jpg': async () =>
    (await drawn(0, 320, 480)).withMetadata({ orientation: 3 }).jpeg({ quality: 80 }).toBuffer(),
  'tall.jpg': async () => (await drawn(1, 120, 900)).jpeg({ quality: 80 }).toBuffer(),
  'wide.jpg': async () => (await drawn(2, 1200, 100)).jpeg({ quality: 80 }).toBuffer(),
  'big.jpg': async () => (await drawn(3, 2400, 1800)).jpeg({ quality: 30 }).toBuffer(),
  'fine-stripes.jpg': async () => stripes(420).jpeg({ quality: 80 }).toBuffer(),
  'colours.png': async () => (await drawn(4, 150)).png({ compressionLevel: 9 }).toBuffer(),
  'alpha.png': async () => (await cutOut(5, 130)).png({ compressionLevel: 9 }).toBuffer(),
  'grey.png': async () => (await drawn(0, 200)).toColourspace('b-w').png({ compressionLevel: 9 }).toBuffer(),
  'grey-alpha.png': async () => (await cutOut(1, 150)).toColourspace('b-w').png({ compressionLevel: 9 }).toBuffer(),
  'palette.png': async () => (await drawn(2, 240)).png({ palette: true, colours: 64 }).toBuffer(),
  'palette-alpha.png': async () => (await cutOut(3, 220)).png({ palette: true, colours: 64 }).toBuffer(),
  '16-bit.png': async () => (await drawn(4, 128)).toColourspace('rgb16').png({ compressionLevel: 9 }).toBuffer(),
  'very-small.png': async () => (await drawn(5, 16, 12)).png().toBuffer(),
  'lossy.webp': async () => (await drawn(0, 400)).webp({ quality: 80 }).toBuffer(),
  'lossless-alpha.webp': async () => (await cutOut(1, 200)).webp({ lossless: true }).toBuffer(),
  'animated.webp': async () => (await twoFrames(2, 240)).webp({ quality: 75 }).toBuffer(),
  'animated.gif': async () => (await twoFrames(4, 160)).gif().toBuffer(),
  'still.avif': async () => (await drawn(5, 400)).avif({ quality: 60 }).toBuffer(),
};

await mkdir(out, { recursive: true });
for (const [name, make] of Object.entries(PICTURES)) await writeFile(path.join(out, name), await make());
