import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawPicture } from '@/e2e/world/cdn/draw-picture';
import { demoSellers } from '@/e2e/world/demo-sellers';
import { Random } from '@/e2e/world/sellers/random';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import { COLOUR_WORDS } from '@/e2e/world/sellers/words';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import { openModel } from '@/tools/train-tiny-siglip/open-model';
import { MODERATE, takePhoto } from '@/tools/train-tiny-siglip/take-photo';
import type { EmbeddingModel } from './embedding-model';
import { fuseVectors } from './fuse-vectors';

const PRODUCTS = 60;

interface Indexed {
  product: WorldProduct;
  picture: Buffer;
  vector: Float32Array;
}

describe('the model that ships', () => {
  let model: EmbeddingModel;
  let index: Indexed[];

  beforeAll(async () => {
    model = await openModel('tiny');
    index = await indexed(model);
  });
  afterAll(() => model.close());

  /** From the nearest on. */
  const ranked = (query: Float32Array): Indexed[] =>
    [...index].sort((a, b) => dot(query, b.vector) - dot(query, a.vector));

  test('finds each product first by a cropped, relit, re-compressed photo of it', async () => {
    const random = new Random('photos of the demo');
    const missed: string[] = [];
    for (const { product, picture } of index) {
      const [first] = ranked(await model.embedImage(await takePhoto(picture, MODERATE, random)));
      if (first?.product.id !== product.id) missed.push(product.title);
    }
    expect(missed).toEqual([]);
  });

  test('finds things by their colour and kind', async () => {
    const wrong: string[] = [];
    for (const { product } of index) {
      const { colour, kind } = product.truth;
      const query = `${colour} ${kind.replaceAll('-', ' ')}`;
      const truth = ranked(await model.embedText(query))[0]?.product.truth;
      if (truth?.colour !== colour || truth.kind !== kind) wrong.push(`${query}: ${truth?.colour} ${truth?.kind}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each(['red', 'black', 'white', 'yellow'] as const)('knows %s in Swahili too', async (colour) => {
    const swahili = COLOUR_WORDS[colour][1] ?? '';
    const first = ranked(await model.embedText(swahili))[0]?.product.truth;
    expect(first?.colour).toBe(colour);
  });

  test('is not led astray by words it does not know', async () => {
    for (const { product } of index.slice(0, 12)) {
      const { colour, kind } = product.truth;
      const query = `qwerty ${colour} ${kind.replaceAll('-', ' ')} zzyzx 🔥 1,500/=`;
      const truth = ranked(await model.embedText(query))[0]?.product.truth;
      expect(`${truth?.colour} ${truth?.kind}`).toBe(`${colour} ${kind}`);
    }
    const nothingKnown = await model.embedText('qwerty 🔥 zzyzx');
    expect(Math.hypot(...nothingKnown)).toBeCloseTo(1, 4);
  });

  test('is small enough to ship', async () => {
    const folder = path.join(import.meta.dirname, '../../models/tiny-siglip');
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      files
        .filter((file) => file.isFile())
        .map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000_000);
  });
});

async function indexed(model: EmbeddingModel): Promise<Indexed[]> {
  const products = demoSellers().flatMap((seller) => seller.products);
  const passing = products.filter(({ truth, picture }) => truth.decision === 'approved' && picture !== null);
  const step = Math.floor(passing.length / PRODUCTS);
  const chosen = passing.filter((_, at) => at % step === 0).slice(0, PRODUCTS);
  return Promise.all(
    chosen.map(async (product) => {
      if (product.picture === null) throw new Error('chosen for its picture');
      const picture = await drawPicture(product.picture, 1, 640);
      const text = cleanTextForModel(product.title, product.description) ?? '';
      const vector = fuseVectors(await model.embedImage(picture), await model.embedText(text));
      if (vector === null) throw new Error('a picture and words make a vector');
      return { product, picture, vector };
    }),
  );
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
