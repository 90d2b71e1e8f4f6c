import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PictureStore } from '@/e2e/world/cdn/picture-store';
import { demoSellers } from '@/e2e/world/demo-sellers';
import type { ProductLook } from '@/e2e/world/drawing/product-look';
import { parseCsv } from './csv';

const SECOND_VIEW = 2;

/** A photo of which is known what it shows. */
export interface KnownPhoto {
  name: string;
  photo: Buffer;
  /** Another photo of the same thing; null when there is none. */
  otherView: Buffer | null;
  /** What the seller writes about it; null: it is found by its picture alone. */
  title: string | null;
  /** How the stand-in draws it; null for a photo that is none of its drawings. */
  look: ProductLook | null;
  /** What it shows, the most important first: kind, colour, pattern. */
  labels: readonly string[];
}

/** Names of the labels, in their order. */
export type LabelNames = readonly string[];

export interface KnownPhotos {
  labelNames: LabelNames;
  photos: KnownPhoto[];
}

/** Whether the first so many labels are the same. */
export function agree(a: readonly string[], b: readonly string[], labels: number): boolean {
  return a.slice(0, labels).every((label, at) => label === b[at]);
}

/** A CSV with a header: `file`, relative to the folder, then one label or more, the most important first. */
export async function labelledPhotos(folder: string, csvFile = path.join(folder, 'labels.csv')): Promise<KnownPhotos> {
  const [header, ...rows] = parseCsv(await readFile(csvFile, 'utf8'));
  const [file, ...labelNames] = (header ?? []).map((name) => name.trim().toLowerCase());
  if (file !== 'file' || labelNames.length === 0) {
    throw new Error(`${csvFile} must begin with a line "file,label" (or "file,kind,colour", …).`);
  }
  if (rows.length < 2) throw new Error(`${csvFile} names fewer than two photos: there is nothing to find.`);
  const photos = await Promise.all(
    rows.map(async ([name = '', ...labels], at) => {
      const known = labels.map((label) => label.trim());
      if (known.length !== labelNames.length || known.some((label) => label === '')) {
        throw new Error(`${csvFile}, photo ${at + 1} (${name}): it must have ${labelNames.join(', ')}.`);
      }
      const photo = await readFile(path.join(folder, name.trim()));
      return { name, photo, otherView: null, title: null, look: null, labels: known };
    }),
  );
  return { labelNames, photos };
}

/** The approved products of the demo's sellers, which the tiny model was not trained on. */
export async function standInPhotos(): Promise<KnownPhotos> {
  const products = demoSellers()
    .flatMap((seller) => seller.products)
    .filter(({ picture, truth }) => picture?.of === 'product' && truth.decision === 'approved');
  const store = new PictureStore(path.join(os.tmpdir(), 'soko-eval-search-pictures'));
  await store.prepare(products);
  const photos: KnownPhoto[] = [];
  for (const product of products) {
    const { kind, colour, pattern } = product.truth;
    photos.push({
      name: product.id,
      photo: (await store.pictureOf(product, 1, 'jpeg')).bytes,
      otherView: (await store.pictureOf(product, SECOND_VIEW, 'jpeg')).bytes,
      title: [product.title, product.description].join('\n'),
      look: product.picture?.of === 'product' ? product.picture.look : null,
      labels: [kind.replaceAll('-', ' '), colour, pattern],
    });
  }
  return { labelNames: ['kind', 'colour', 'pattern'], photos };
}
