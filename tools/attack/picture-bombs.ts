import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { bombPng } from '@/lib/media/pictures-for-tests';

const SIDE = 7_000;

const flat = () => sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#37a' } });

/** Small files of 49 megapixels: within what a photo may have, and dear to open. */
const BOMBS = {
  avif: () => flat().avif({ effort: 0, quality: 1 }).toBuffer(),
  webp: () => flat().webp({ effort: 0, lossless: true }).toBuffer(),
  png: () => flat().png({ compressionLevel: 9, palette: false }).toBuffer(),
  'png of one bit': async () => bombPng(SIDE, SIDE),
  jpeg: () => flat().jpeg({ quality: 20 }).toBuffer(),
  'progressive jpeg': () => flat().jpeg({ quality: 20, progressive: true }).toBuffer(),
  gif: () => flat().gif({ effort: 1 }).toBuffer(),
} satisfies Record<string, () => Promise<Buffer>>;

export type Bomb = keyof typeof BOMBS;
export const BOMB_KINDS = Object.keys(BOMBS) as Bomb[]; // the keys of a literal object

/** Made once, kept in the temporary home. */
export async function bomb(home: string, kind: Bomb): Promise<Buffer> {
  const file = path.join(home, 'bombs', kind.replaceAll(' ', '-'));
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = await BOMBS[kind]();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, made);
  return made;
}
