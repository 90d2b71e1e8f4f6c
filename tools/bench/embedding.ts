import { access } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld } from '@/e2e/world/world';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { fuseVectors } from '@/lib/embedding/fuse-vectors';
import type { ModelDtype } from '@/lib/embedding/model-config';
import { modelSource } from '@/lib/embedding/model-source';
import { loadSiglipModel, type SiglipOptions } from '@/lib/embedding/siglip-model';
import { bundleThread } from '@/lib/embedding/thread-file-for-tests';
import { createThreadedModel } from '@/lib/embedding/threaded-model';
import { type BenchRow, rowsOf } from './row';

const WARM_UP = 4;
export const THREADS = 2;
const PRODUCTS = 120;
/** As the pipeline keeps under way for each thread: two batches of eight over two threads. */
const UNDER_WAY = 8;

interface Item {
  picture: Uint8Array;
  words: string;
}

/**
 * Bytes and words to a product's vector, through the threads as the pipeline calls them, against the model called
 * without threads, one product after the other. `model`: `tiny` or a folder.
 */
export async function benchEmbedding(model: string): Promise<BenchRow[]> {
  const settings = await modelSettings(model, 'fp32');
  const items = await drawItems(PRODUCTS);
  const alone = await measured(await loadSiglipModel(settings), items, 1);
  const threaded = await rateThreaded(settings, items);
  const { rows, add } = rowsOf(`embedding (${settings.source.id})`);
  add('model only, 1 thread', alone, 'products/s');
  add(`through ${THREADS} threads, bytes to fused vector`, threaded, 'products/s');
  add(`threads against ${THREADS} × model only`, threaded / (THREADS * alone), '×', { atLeast: 0.7 });
  return rows;
}

export async function modelSettings(model: string, dtype: ModelDtype): Promise<SiglipOptions> {
  const source = modelSource(model);
  if (source.kind === 'folder') await access(path.join(source.folder, 'onnx'));
  return { source, dtype, cacheDir: path.resolve('.cache/models') };
}

export async function drawItems(products: number): Promise<Item[]> {
  const world = await startWorld({ sellers: [bigSeller(products)] });
  try {
    return await Promise.all(
      world.products().map(async ({ id, title }) => ({ picture: await world.picture(id), words: title })),
    );
  } finally {
    await world.close();
  }
}

/** Products (picture and words) a second through the model's threads, with nothing else going on. */
export async function rateThreaded(settings: SiglipOptions, items: Item[]): Promise<number> {
  const thread = await bundleThread();
  try {
    const model = await createThreadedModel({ settings, threadFile: thread.file, backfillThreads: THREADS });
    return await measured(model, items, THREADS * UNDER_WAY);
  } finally {
    await thread.remove();
  }
}

/** Closes the model. */
async function measured(model: EmbeddingModel, items: Item[], atOnce: number): Promise<number> {
  const limit = pLimit(atOnce);
  const embed = (some: Item[]) =>
    Promise.all(
      some.map(({ picture, words }) =>
        limit(async () => {
          const [seen, said] = await Promise.all([model.embedImage(picture), model.embedText(words)]);
          return fuseVectors(seen, said);
        }),
      ),
    );
  try {
    await embed(items.slice(0, WARM_UP));
    const startedAt = performance.now();
    await embed(items);
    return items.length / ((performance.now() - startedAt) / 1000);
  } finally {
    await model.close();
  }
}
