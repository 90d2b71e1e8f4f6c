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

/** Both SigLIP generations read 64 tokens; a tokenizer file may claim an absurd length (1e30). */
export const TEXT_WINDOW = 64;

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
