import type { ModelDtype } from '@/lib/embedding/model-config';
import { loadSiglipModel } from '@/lib/embedding/siglip-model';
import type { KnownPhoto } from '../eval-search/known-photos';
import { standInPhotos } from '../eval-search/known-photos';
import { scoreRanking, summarise } from '../eval-search/metrics';
import { indexPhotos, rank } from '../eval-search/photo-index';
import { SHOPPERS_PHOTOS } from '../eval-search/shoppers-photos';
import { drawItems, modelSettings, rateThreaded, THREADS } from './embedding';
import { pipelineRate } from './ingest';
import { type BenchRow, rowsOf } from './row';

/**
 * So many that the browser's start and the last reviews, some seconds whatever the number, do not decide the figure.
 */
const PRODUCTS = 300;
const MODEL_ONLY_PRODUCTS = 120;
const SEARCHED_PRODUCTS = 60;
const SEARCHED_BY = 'photo of the photo, in bad light';

/**
 * The whole pipeline with a full-size model, against the model alone (both towers, same threads, pictures already in
 * memory) in the same run. `folder`: a full-size SigLIP in the hub's layout; without one there is nothing to measure.
 */
export async function benchFullSizeModel(
  root: string,
  folder: string | undefined,
  dtype: ModelDtype,
  atLeast: number,
): Promise<BenchRow[]> {
  if (folder === undefined) {
    process.stderr.write(`full-size ${dtype} is left out: name a folder with --model\n`);
    return [];
  }
  const settings = await modelSettings(folder, dtype);
  const items = await drawItems(MODEL_ONLY_PRODUCTS);
  const before = await rateThreaded(settings, items);
  const pipeline = await pipelineRate(root, PRODUCTS, {
    SIGLIP_MODEL: folder,
    SIGLIP_DTYPE: dtype,
    EMBEDDING_THREADS: String(THREADS),
  });
  // Before and after: a shared machine is not equally fast for the minutes that this takes.
  const modelOnly = (before + (await rateThreaded(settings, items))) / 2;
  const { rows, add } = rowsOf(`full-size ${dtype}`);
  add(`model only, ${THREADS} threads`, modelOnly, 'products/s');
  add(`whole pipeline, ${PRODUCTS} products`, pipeline, 'products/s');
  add('pipeline against model only', pipeline / modelOnly, '×', { atLeast });
  return rows;
}

/** What a smaller type of the same weights costs in quality: its vectors against fp32's, and how well both find. */
export async function benchQuantised(folder: string | undefined, dtype: ModelDtype): Promise<BenchRow[]> {
  if (folder === undefined) return [];
  const known = await someKnownPhotos();
  const exact = await look(folder, 'fp32', known);
  const quantised = await look(folder, dtype, known);
  const { rows, add } = rowsOf(`full-size ${dtype}`);
  for (const what of ['pictures', 'words'] as const) {
    const cosines = centredCosines(exact[what], quantised[what]);
    add(`cosine to fp32, ${what}, centred: mean`, cosines.reduce((sum, one) => sum + one, 0) / cosines.length, '');
    add(`cosine to fp32, ${what}, centred: least`, Math.min(...cosines), '');
  }
  for (const [name, { found }] of Object.entries({ fp32: exact, [dtype]: quantised })) {
    add(`${name}, ${SEARCHED_BY}: found first`, 100 * found.recallAt1, '%');
    add(`${name}, ${SEARCHED_BY}: mAP`, 100 * found.meanAveragePrecision, '%');
  }
  return rows;
}

interface Searched {
  known: KnownPhoto;
  /** As a shopper took it. */
  query: Buffer;
}

/** Of the demo's products. Every retake is another: both types of the weights are asked the same ones. */
async function someKnownPhotos(): Promise<Searched[]> {
  const retake = SHOPPERS_PHOTOS[SEARCHED_BY];
  if (retake === undefined) throw new Error(`no photos are called ${SEARCHED_BY}`);
  const { photos } = await standInPhotos();
  const step = Math.max(1, Math.floor(photos.length / SEARCHED_PRODUCTS));
  const chosen = photos.filter((_, at) => at % step === 0).slice(0, SEARCHED_PRODUCTS);
  return Promise.all(chosen.map(async (known) => ({ known, query: await retake(known.photo) })));
}

async function look(folder: string, dtype: ModelDtype, searched: Searched[]) {
  const model = await loadSiglipModel(await modelSettings(folder, dtype));
  try {
    const index = await indexPhotos(
      model,
      searched.map(({ known }) => known),
    );
    const words: Float32Array[] = [];
    const scores: ReturnType<typeof scoreRanking>[] = [];
    for (const [at, { known, query }] of searched.entries()) {
      words.push(await model.embedText(known.title ?? known.name));
      const ranking = rank(await model.embedImage(query), index, 'product');
      scores.push(scoreRanking(ranking.map((found) => found === index[at])));
    }
    return { pictures: index.map(({ picture }) => picture), words, found: summarise(scores) };
  } finally {
    await model.close();
  }
}

/** Less the mean of the exact ones: what all vectors have in common says nothing about how near they are. */
function centredCosines(exact: Float32Array[], others: Float32Array[]): number[] {
  const mean = Float64Array.from(
    exact[0] ?? [],
    (_, at) => exact.reduce((sum, one) => sum + (one[at] ?? 0), 0) / exact.length,
  );
  const centred = (one: Float32Array): Float64Array => Float64Array.from(one, (value, at) => value - (mean[at] ?? 0));
  return exact.map((one, at) => cosine(centred(one), centred(others[at] ?? new Float32Array())));
}

function cosine(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
}
