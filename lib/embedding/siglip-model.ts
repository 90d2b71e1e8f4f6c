import path from 'node:path';
import { AutoImageProcessor, env, SiglipTextModel, SiglipVisionModel, Tensor } from '@huggingface/transformers';
import { z } from 'zod';
import { SokoError } from '@/lib/platform/errors';
import { EMBEDDING_DIMENSIONS, type EmbeddingModel } from './embedding-model';
import { normalise } from './fuse-vectors';
import { imageTensor } from './image-tensor';
import {
  type ModelDtype,
  modelFingerprint,
  type PreprocessorConfig,
  preprocessorConfig,
  tokenizerConfig,
} from './model-config';
import type { ModelSource } from './model-source';
import { loadTokenizer, TEXT_WINDOW, tokenIdsWith } from './token-ids';

/** Raised when pictures or words are prepared in another way: vectors made before are then of another space. */
const PREPROCESSING_VERSION = 1;

export interface SiglipOptions {
  source: ModelSource;
  dtype: ModelDtype;
  /** Where files from the hub are kept. */
  cacheDir: string;
}

export interface SiglipModel extends EmbeddingModel {
  /** How it wants pictures. */
  readonly pictures: PreprocessorConfig;
}

/**
 * A SigLIP model in this thread. Loading and every call block the thread for 0.05 to 1.4 s: production runs it in
 * worker threads (threaded-model.ts). Loaded once: repeated session create and release leaks.
 * Errors: `model_unavailable` when files can't be had, naming the other ways.
 */
export async function loadSiglipModel(options: SiglipOptions): Promise<SiglipModel> {
  const { name, load } = locate(options);
  const parts = await loadParts(name, load, options).catch((cause: unknown) => {
    throw unavailable(options.source, cause);
  });
  const space = await spaceOf(options);
  const { vision, text, tokenIds, pictures } = parts;
  return {
    space,
    dimensions: EMBEDDING_DIMENSIONS,
    pictures,
    embedImage: async (image, { signal } = {}) => {
      signal?.throwIfAborted();
      const { height, width } = pictures.size;
      const pixels = new Tensor('float32', await imageTensor(image, pictures), [1, 3, height, width]);
      // Decoding took its time: the caller may have left.
      signal?.throwIfAborted();
      return pooled(await vision({ pixel_values: pixels }));
    },
    embedText: async (words, { signal } = {}) => {
      signal?.throwIfAborted();
      return pooled(await text({ input_ids: new Tensor('int64', tokenIds(words), [1, TEXT_WINDOW]) }));
    },
    close: async () => {
      await Promise.all([vision.dispose(), text.dispose()]);
    },
  };
}

async function loadParts(name: string, load: { local_files_only: boolean }, options: SiglipOptions) {
  const session = {
    dtype: options.dtype,
    device: 'cpu',
    // One thread each, no spinning: with two, a busy neighbour makes it slower than one.
    session_options: {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
  } as const;
  const tokenizer = await loadTokenizer(name, load);
  const processor = await AutoImageProcessor.from_pretrained(name, load);
  const vision = await SiglipVisionModel.from_pretrained(name, { ...load, ...session });
  const text = await SiglipTextModel.from_pretrained(name, { ...load, ...session });
  return {
    vision,
    text,
    pictures: preprocessorConfig.parse(processor.config),
    tokenIds: tokenIdsWith(tokenizer, tokenizerConfig.parse(tokenizer.config)),
  };
}

/** transformers.js finds local models by a folder and a name below it. */
function locate({ source, cacheDir }: SiglipOptions): { name: string; load: { local_files_only: boolean } } {
  env.cacheDir = cacheDir;
  if (source.kind === 'hub') {
    env.allowRemoteModels = true;
    return { name: source.id, load: { local_files_only: false } };
  }
  env.allowRemoteModels = false;
  env.localModelPath = path.dirname(source.folder);
  return { name: path.basename(source.folder), load: { local_files_only: true } };
}

/** Two folders of the same name with other weights are two spaces. */
async function spaceOf({ source, dtype }: SiglipOptions): Promise<string> {
  const id = source.kind === 'hub' ? source.id : `${source.id}@${await modelFingerprint(source.folder, dtype)}`;
  return `${id}/${dtype}/v${PREPROCESSING_VERSION}`;
}

const modelOutput = z.object({
  pooler_output: z.object({ data: z.instanceof(Float32Array), dims: z.array(z.number()) }),
});

function pooled(output: unknown): Float32Array {
  const { data, dims } = modelOutput.parse(output).pooler_output;
  if (dims.at(-1) !== EMBEDDING_DIMENSIONS)
    throw new Error(`the model gives ${dims.at(-1)} dimensions, not ${EMBEDDING_DIMENSIONS}`);
  return normalise(data.slice(0, EMBEDDING_DIMENSIONS));
}

function unavailable(source: ModelSource, cause: unknown): SokoError {
  const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  const where =
    source.kind === 'hub'
      ? `The model ${source.id} could not be fetched from the hub`
      : `The model in ${source.folder} could not be loaded`;
  return new SokoError({
    code: 'model_unavailable',
    message:
      `${where} (${reason}). Two other ways: put the model's files in a folder and name it in SIGLIP_MODEL, ` +
      'or set SIGLIP_MODEL=tiny for the small model that ships with Soko.',
    cause,
  });
}
