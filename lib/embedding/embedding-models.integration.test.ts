import os from 'node:os';
import { afterAll } from 'vitest';
import { describeEmbeddingModel } from './embedding-model.contract';
import { modelSource } from './model-source';
import { loadSiglipModel, type SiglipOptions } from './siglip-model';
import { bundleThread } from './thread-file-for-tests';
import { createThreadedModel } from './threaded-model';

const TINY: SiglipOptions = { source: modelSource('tiny'), dtype: 'fp32', cacheDir: os.tmpdir() };

describeEmbeddingModel('in this thread', () => loadSiglipModel(TINY));

const thread = bundleThread();
afterAll(async () => (await thread).remove());
describeEmbeddingModel('in worker threads', async () =>
  createThreadedModel({ settings: TINY, threadFile: (await thread).file, backfillThreads: 2 }),
);
