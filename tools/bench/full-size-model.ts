import { access } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld } from '@/e2e/world/world';
import { modelSource } from '@/lib/embedding/model-source';
import { bundleThread } from '@/lib/embedding/thread-file-for-tests';
import { createThreadedModel } from '@/lib/embedding/threaded-model';
import { pipelineRate } from './pipeline';
import type { BenchRow } from './row';

/** So many that the browser's start and the last reviews, some seconds whatever the number, do not decide the figure. */
const PRODUCTS = 300;
const MODEL_ONLY_PRODUCTS = 120;
const WARM_UP = 4;
const THREADS = 2;
const SHARE_OF_MODEL_ONLY = 0.7;

/**
 * The whole pipeline with a full-size model, against the model alone (both towers, same threads, pictures already in memory) in the same
 * run. `folder`: a full-size SigLIP in the hub's layout; without one there is nothing to measure.
 */
export async function benchFullSizeModel(folder: string | undefined): Promise<BenchRow[]> {
  if (folder === undefined) {
    process.stderr.write('full-size-model is left out: name a folder with --model\n');
    return [];
  }
  await access(path.join(folder, 'onnx'));
  const before = await modelOnlyRate(folder);
  const pipeline = await pipelineRate(PRODUCTS, {
    SIGLIP_MODEL: folder,
    SIGLIP_DTYPE: 'fp32',
    EMBEDDING_THREADS: String(THREADS),
  });
  // Before and after: a shared machine is not equally fast for the minutes that this takes.
  const modelOnly = (before + (await modelOnlyRate(folder))) / 2;
  return [
    { bench: 'full-size model', what: `model only, ${THREADS} threads`, value: modelOnly, unit: 'products/s' },
    { bench: 'full-size model', what: `whole pipeline, ${PRODUCTS} products`, value: pipeline, unit: 'products/s' },
    {
      bench: 'full-size model',
      what: 'pipeline against model only',
      value: pipeline / modelOnly,
      unit: '×',
      target: { atLeast: SHARE_OF_MODEL_ONLY },
    },
  ];
}

/** Products (picture and words) a second, with nothing else going on. */
async function modelOnlyRate(folder: string): Promise<number> {
  const thread = await bundleThread();
  const world = await startWorld({ sellers: [bigSeller(MODEL_ONLY_PRODUCTS)] });
  const pictures = await Promise.all(
    world.products().map(async ({ id, title }) => ({ title, picture: await world.picture(id) })),
  );
  await world.close();
  const model = await createThreadedModel({
    threadFile: thread.file,
    backfillThreads: THREADS,
    settings: { source: modelSource(folder), dtype: 'fp32', cacheDir: path.resolve('.cache/models') },
  });
  const limit = pLimit(2 * THREADS);
  const embedAll = (some: typeof pictures): Promise<unknown> =>
    Promise.all(
      some.map(({ picture, title }) => limit(() => Promise.all([model.embedImage(picture), model.embedText(title)]))),
    );
  try {
    await embedAll(pictures.slice(0, WARM_UP));
    const startedAt = performance.now();
    await embedAll(pictures);
    return pictures.length / ((performance.now() - startedAt) / 1000);
  } finally {
    await model.close();
    await thread.remove();
  }
}
