import os from 'node:os';
import path from 'node:path';
import { PictureStore } from '@/e2e/world/cdn/picture-store';
import { demoSellers } from '@/e2e/world/demo-sellers';
import { Random } from '@/e2e/world/sellers/random';
import type { WorldProduct } from '@/e2e/world/sellers/types';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import { openModel } from './open-model';
import { HARD, MODERATE, type PhotoLimits, takePhoto } from './take-photo';

interface Indexed {
  product: WorldProduct;
  picture: Buffer;
  image: Float32Array;
  vector: Float32Array;
}

/**
 * How well a model finds the demo's products, which it was not trained on, exactly as the pipeline and the search do
 * it. Usage: evaluate.ts [MODEL]
 */
async function main(name: string): Promise<void> {
  const cacheDir = path.join(os.tmpdir(), 'tiny-siglip-evaluation');
  const model = await openModel(name);
  const index = await indexDemo(model, new PictureStore(path.join(cacheDir, 'pictures')));
  say(`${index.length} products, ${model.space}`);
  for (const [what, limits] of Object.entries({ moderate: MODERATE, hard: HARD }))
    await photos(model, index, what, limits);
  await anotherPhotograph(model, index, new PictureStore(path.join(cacheDir, 'pictures')));
  await words(model, index);
  await speed(model, index);
  await model.close();
}

async function indexDemo(model: EmbeddingModel, store: PictureStore): Promise<Indexed[]> {
  const products = demoSellers().flatMap((seller) => seller.products);
  await store.prepare(products);
  const index: Indexed[] = [];
  for (const product of products) {
    if (product.picture === null) continue;
    const { bytes } = await store.pictureOf(product, 1, 'jpeg');
    const image = await model.embedImage(bytes);
    const text = cleanTextForModel(product.title, product.description);
    const vector = fuseVectors(image, text === null ? null : await model.embedText(text));
    if (vector !== null) index.push({ product, picture: bytes, image, vector });
  }
  return index;
}

async function photos(model: EmbeddingModel, index: Indexed[], what: string, limits: PhotoLimits): Promise<void> {
  const random = new Random(`photos ${what}`);
  const ranks: number[] = [];
  const missed: string[] = [];
  const margins: number[] = [];
  for (let round = 0; round < 2; round += 1) {
    for (const own of index) {
      const query = await model.embedImage(await takePhoto(own.picture, limits, random));
      const rank = rankOf(query, index, own);
      ranks.push(rank);
      const best = Math.max(...index.filter((other) => other !== own).map(({ vector }) => dot(query, vector)));
      margins.push(dot(query, own.vector) - best);
      if (rank > 0) missed.push(`${own.product.title.slice(0, 40)} (${own.product.picture?.of}, ${rank})`);
    }
  }
  margins.sort((a, b) => a - b);
  say(
    `${what} photos: ${recall(ranks)}; margin p1 ${margins[Math.floor(margins.length / 100)]?.toFixed(3)}, median ${margins[Math.floor(margins.length / 2)]?.toFixed(3)}`,
  );
  for (const miss of missed.slice(0, 12)) say(`  missed ${miss}`);
}

/** The same thing from elsewhere, in other light: harder than anything that is asked for. */
async function anotherPhotograph(model: EmbeddingModel, index: Indexed[], store: PictureStore): Promise<void> {
  const ranks: number[] = [];
  for (const own of index.filter(({ product }) => product.picture?.of === 'product')) {
    const { bytes } = await store.pictureOf(own.product, 2, 'jpeg');
    ranks.push(rankOf(await model.embedImage(bytes), index, own));
  }
  say(`another photograph of the thing: ${recall(ranks)}`);
}

async function words(model: EmbeddingModel, index: Indexed[]): Promise<void> {
  const shown = index.filter(({ product }) => product.truth.decision === 'approved');
  for (const of of ['vector', 'image'] as const) {
    const first: boolean[] = [];
    const ranks: number[] = [];
    for (const own of shown) {
      const { colour, pattern, kind } = own.product.truth;
      const query = await model.embedText(`${colour} ${pattern} ${kind.replaceAll('-', ' ')}`);
      const ranked = [...shown].sort((a, b) => dot(query, b[of]) - dot(query, a[of]));
      ranks.push(ranked.indexOf(own));
      const partial = await model.embedText(`${colour} ${kind.replaceAll('-', ' ')}`);
      const best = shown.reduce((a, b) => (dot(partial, b[of]) > dot(partial, a[of]) ? b : a)).product.truth;
      first.push(best.colour === colour && best.kind === kind);
    }
    const right = first.filter(Boolean).length / first.length;
    say(
      `words to ${of === 'image' ? 'pictures alone' : 'products'}: colour, pattern, kind ${recall(ranks)}; colour, kind: first is right ${percent(right)}`,
    );
  }
  for (const query of [
    'red ankara dress',
    'viatu nyekundu',
    'blue kettle',
    'mkoba mweusi',
    'shoes',
    'kitenge',
    'nataka simu nyeusi',
  ]) {
    const vector = await model.embedText(query);
    const ranked = [...shown].sort((a, b) => dot(vector, b.vector) - dot(vector, a.vector)).slice(0, 5);
    say(
      `  ${query}: ${ranked.map(({ product: { truth } }) => `${truth.colour} ${truth.pattern} ${truth.kind}`).join(', ')}`,
    );
  }
}

async function speed(model: EmbeddingModel, index: Indexed[]): Promise<void> {
  const started = performance.now();
  const used = process.cpuUsage();
  for (const { picture } of index) await model.embedImage(picture);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  say(
    `with decoding: ${(index.length / seconds).toFixed(0)} images/s, ${((user + system) / 1000 / index.length).toFixed(1)} ms of CPU each`,
  );
}

function rankOf(query: Float32Array, index: Indexed[], own: Indexed): number {
  const score = dot(query, own.vector);
  return index.filter((other) => other !== own && dot(query, other.vector) >= score).length;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const within = (ranks: number[], best: number): string =>
  percent(ranks.filter((rank) => rank < best).length / ranks.length);
const recall = (ranks: number[]): string => `R@1 ${within(ranks, 1)}, R@10 ${within(ranks, 10)} of ${ranks.length}`;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

await main(process.argv[2] ?? 'tiny');
