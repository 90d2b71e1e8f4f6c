import os from 'node:os';
import path from 'node:path';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { modelSource } from '@/lib/embedding/model-source';
import { loadSiglipModel } from '@/lib/embedding/siglip-model';

/** `tiny` or a folder, in this thread, as the worker opens it. */
export function openModel(name: string): Promise<EmbeddingModel> {
  const cacheDir = path.join(os.tmpdir(), 'tiny-siglip');
  return loadSiglipModel({ source: modelSource(name), dtype: 'fp32', cacheDir });
}
