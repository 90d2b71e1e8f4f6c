import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** How the model's own files say that pictures are to be prepared. */
export const preprocessorConfig = z.object({
  size: z.object({ height: z.int().positive(), width: z.int().positive() }),
  image_mean: z.array(z.number()).length(3),
  image_std: z.array(z.number()).length(3),
  rescale_factor: z.number().default(1 / 255),
  /** Pillow's number for the filter. */
  resample: z.int().min(0).max(5).default(3),
});
export type PreprocessorConfig = z.output<typeof preprocessorConfig>;

export const tokenizerConfig = z.object({
  do_lower_case: z.boolean().default(false),
  model_max_length: z.number().optional(),
  tokenizer_class: z.string().optional(),
});
export type TokenizerConfig = z.output<typeof tokenizerConfig>;

export type ModelDtype = 'fp32' | 'fp16' | 'q8' | 'int8' | 'uint8' | 'q4';

/** What the hub's exports are called. */
const SUFFIXES: Record<ModelDtype, string> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
};

export const weightFiles = (dtype: ModelDtype): string[] =>
  ['vision_model', 'text_model'].map((tower) => `onnx/${tower}${SUFFIXES[dtype]}.onnx`);

/** Enough of a file to tell two sets of weights apart without reading a gigabyte at every start. */
const SAMPLE_BYTES = 256 * 1024;

/** A short hash of what decides a model's vectors: its settings, and its weights by their size and samples of them. */
export async function modelFingerprint(folder: string, dtype: ModelDtype): Promise<string> {
  const hash = createHash('sha256');
  for (const name of ['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json']) {
    const content = await readFile(path.join(folder, name));
    hash.update(`${name} ${content.length}\n`).update(content);
  }
  for (const name of weightFiles(dtype)) {
    const { size, samples } = await sampled(path.join(folder, name));
    hash.update(`${name} ${size}\n`);
    for (const sample of samples) hash.update(sample);
  }
  return hash.digest('hex').slice(0, 12);
}

/** From the beginning, the middle and the end. */
async function sampled(file: string): Promise<{ size: number; samples: Buffer[] }> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const samples: Buffer[] = [];
    for (const position of [0, Math.floor(size / 2), Math.max(0, size - SAMPLE_BYTES)]) {
      const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(SAMPLE_BYTES), position });
      samples.push(buffer.subarray(0, bytesRead));
    }
    return { size, samples };
  } finally {
    await handle.close();
  }
}
