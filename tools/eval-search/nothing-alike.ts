import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { drawUnsoldSvg, UNSOLD_THINGS } from '@/e2e/world/drawing/unsold-things';
import { Random } from '@/e2e/world/sellers/random';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { retakePhoto } from '@/lib/media/retake-photo';
import { isNothingAlike, likenessFloor, PHOTOS_MEASURED, photosOfEach } from '@/lib/search/likeness';
import { type Indexed, nearestScore } from './photo-index';
import { SHOPPERS_PHOTOS } from './shoppers-photos';

export interface UnsoldPhoto {
  of: string;
  photo: Buffer;
}

/** How many of such photos are told that nothing is like them. */
export interface ToldRow {
  photosOf: string;
  photos: number;
  told: number;
}

const DRAWN_OF_EACH = 12;

/** Drawn like the stand-in's products; no shop of the demo sells such things, and the model never saw them. */
export async function drawnUnsold(): Promise<UnsoldPhoto[]> {
  const photos: UnsoldPhoto[] = [];
  for (const of of UNSOLD_THINGS)
    for (let at = 0; at < DRAWN_OF_EACH; at += 1) {
      const svg = drawUnsoldSvg(of, new Random(`${of} ${at}`));
      photos.push({ of, photo: await sharp(Buffer.from(svg)).jpeg().toBuffer() });
    }
  return photos;
}

/** Every picture of a folder. */
export async function unsoldIn(folder: string): Promise<UnsoldPhoto[]> {
  const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp|avif)$/i.test(name)).sort();
  return Promise.all(names.map(async (name) => ({ of: name, photo: await readFile(path.join(folder, name)) })));
}

/** As measure-likeness measures it: on the index itself, without knowing of any unsold thing. */
export async function measureFloor(model: EmbeddingModel, index: readonly Indexed[]): Promise<number | null> {
  const sample = everyFew(index, PHOTOS_MEASURED);
  const each = photosOfEach(sample.length);
  const nearest: number[] = [];
  for (const [at, { photo }] of sample.entries())
    for (let nth = 0; nth < each; nth += 1) {
      const retaken = await retakePhoto(photo, 1 + at * each + nth);
      nearest.push(nearestScore(await model.embedImage(retaken), index));
    }
  return likenessFloor(nearest);
}

export async function evaluateUnsold(
  model: EmbeddingModel,
  index: readonly Indexed[],
  photos: readonly UnsoldPhoto[],
  floor: number | null,
): Promise<ToldRow[]> {
  const rows = new Map<string, ToldRow>();
  for (const { of, photo } of photos) {
    const row = rows.get(of) ?? { photosOf: of, photos: 0, told: 0 };
    row.photos += 1;
    if (isNothingAlike(nearestScore(await model.embedImage(photo), index), floor)) row.told += 1;
    rows.set(of, row);
  }
  return [...rows.values()];
}

/** The index's own things, as shoppers photograph them. */
export async function evaluateSold(
  model: EmbeddingModel,
  index: readonly Indexed[],
  floor: number | null,
): Promise<ToldRow[]> {
  const ways = new Map<string, (own: Indexed) => Promise<Buffer | null>>([
    ...Object.entries(SHOPPERS_PHOTOS).map(([way, retake]) => [way, ({ photo }: Indexed) => retake(photo)] as const),
    ['from elsewhere', async ({ otherView }) => otherView],
  ]);
  const rows: ToldRow[] = [];
  for (const [photosOf, photoOf] of ways) {
    const row: ToldRow = { photosOf, photos: 0, told: 0 };
    for (const own of index) {
      const photo = await photoOf(own);
      if (photo === null) continue;
      row.photos += 1;
      if (isNothingAlike(nearestScore(await model.embedImage(photo), index), floor)) row.told += 1;
    }
    rows.push(row);
  }
  return rows.filter(({ photos }) => photos > 0);
}

/** All together. */
export function toldShare(rows: readonly ToldRow[]): number {
  const sum = (of: 'told' | 'photos'): number => rows.reduce((total, row) => total + row[of], 0);
  return sum('told') / Math.max(1, sum('photos'));
}

export function formatTold(rows: readonly ToldRow[]): string {
  return rows
    .map(({ photosOf, photos, told }) => `  ${photosOf.padEnd(34)}${String(told).padStart(4)} of ${photos}`)
    .join('\n');
}

function everyFew<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, at) => all[Math.floor(at * step)] as T);
}
