import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AutoTokenizer } from '@huggingface/transformers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { EmbeddingModel } from './embedding-model';
import { imageTensor } from './image-tensor';
import { type PreprocessorConfig, preprocessorConfig, tokenizerConfig, weightFiles } from './model-config';
import { modelSource } from './model-source';
import { loadSiglipModel } from './siglip-model';
import { tokenIdsWith } from './token-ids';

/**
 * Made by tools/embedding-reference with Pillow, transformers' own image processor, tokenizers and Python's
 * onnxruntime.
 */
const DATA = path.join(import.meta.dirname, 'reference');
const vector = z.string().transform((base64) => {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(4 * at));
});
const referenceSchema = z.object({
  /** sha-256 of the weights that the vectors are of. */
  weights: z.string(),
  columns: z.number(),
  side: z.number(),
  pictures: z.array(z.object({ name: z.string(), vector })),
  texts: z.array(z.object({ text: z.string(), repeat: z.number().default(1), ids: z.array(z.number()), vector })),
});
type Reference = z.output<typeof referenceSchema>;

/** Where decoders honestly differ: Pillow turns CMYK to RGB by arithmetic, libvips by a printing profile. */
const DECODED_OTHERWISE = new Set(['cmyk.jpg']);

describe('pre-processing, held to Python', () => {
  let reference: Reference;
  let model: EmbeddingModel;
  let config: PreprocessorConfig;
  let folder: string;
  beforeAll(async () => {
    const source = modelSource('tiny');
    if (source.kind !== 'folder') throw new Error('tiny is a folder');
    folder = source.folder;
    reference = referenceSchema.parse(JSON.parse(await readFile(path.join(DATA, 'reference.json'), 'utf8')));
    config = preprocessorConfig.parse(
      JSON.parse(await readFile(path.join(folder, 'preprocessor_config.json'), 'utf8')),
    );
    model = await loadSiglipModel({ source, dtype: 'fp32', cacheDir: folder });
  });
  afterAll(() => model.close());

  const picture = (name: string): Promise<Buffer> => readFile(path.join(DATA, 'pictures', name));

  /** Of each picture, 0–255, channel by channel, as the tensor has them. */
  async function expectedPixels(): Promise<Float32Array[]> {
    const { side, columns, pictures } = reference;
    const sheet = await sharp(path.join(DATA, 'pixels.webp')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const plane = side * side;
    return pictures.map((_, at) => {
      const [left, top] = [(at % columns) * side, Math.floor(at / columns) * side];
      return Float32Array.from({ length: 3 * plane }, (_, index) => {
        const [channel, y, x] = [Math.floor(index / plane), Math.floor((index % plane) / side), index % side];
        return sheet.data[((top + y) * sheet.info.width + left + x) * 3 + channel] ?? 0;
      });
    });
  }

  test('is of the model that ships: after another training run tools/embedding-reference/build.sh', async () => {
    const hash = createHash('sha256');
    for (const name of weightFiles('fp32')) hash.update(await readFile(path.join(folder, name)));
    expect(reference.weights).toBe(hash.digest('hex'));
  });

  test('makes of 24 sorts of pictures the pixels that Python makes', async () => {
    const errors = new Map<string, number>();
    const expected = await expectedPixels();
    for (const [at, { name }] of reference.pictures.entries()) {
      const ours = await imageTensor(await picture(name), config);
      const theirs = expected[at] ?? new Float32Array();
      const sum = theirs.reduce((total, level, index) => total + Math.abs(((ours[index] ?? 0) + 1) * 127.5 - level), 0);
      errors.set(name, sum / theirs.length);
    }
    expect(errors.size).toBe(24);
    for (const [name, error] of errors) {
      // Of 255 levels. transformers.js's own processor, which does not antialias, is 7 off.
      if (!DECODED_OTHERWISE.has(name))
        expect({ name, error }).toEqual({ name, error: expect.toSatisfy((e) => e < 1.5) });
    }
  });

  test('gives the vectors that Python gives', async () => {
    const ours = await Promise.all(reference.pictures.map(async ({ name }) => model.embedImage(await picture(name))));
    const theirs = reference.pictures.map((one) => one.vector);
    const cosines = centred(theirs, theirs).map((expected, at) => cosine(expected, centred(ours, theirs)[at]));
    const close = cosines.filter((value) => value >= 0.999);
    expect({ close: close.length, cosines }).toEqual({ close: expect.toSatisfy((count) => count >= 22), cosines });
    reference.pictures.forEach(({ name }, at) => {
      if (!DECODED_OTHERWISE.has(name)) expect(cosines[at], name).toBeGreaterThan(0.99);
    });
  });

  test('reads texts as the same tokens, always 64 of them, closed', async () => {
    const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
    const tokenIds = tokenIdsWith(tokenizer, tokenizerConfig.parse(tokenizer.config));
    for (const { text, repeat, ids } of reference.texts) {
      expect([...tokenIds(text.repeat(repeat))].map(Number), text.slice(0, 60)).toEqual(ids);
    }
  });

  test('gives the vectors of texts that Python gives', async () => {
    for (const { text, repeat, vector: expected } of reference.texts) {
      expect(cosine(await model.embedText(text.repeat(repeat)), expected), text.slice(0, 60)).toBeGreaterThan(0.99999);
    }
  });
});

/** Less the mean of all: what vectors have in common says nothing about how near they are. */
function centred(vectors: Float32Array[], of: Float32Array[]): Float32Array[] {
  const mean = (of[0] ?? new Float32Array()).map(
    (_, at) => of.reduce((sum, one) => sum + (one[at] ?? 0), 0) / of.length,
  );
  return vectors.map((one) => one.map((value, at) => value - (mean[at] ?? 0)));
}

function cosine(a: Float32Array, b: Float32Array | undefined): number {
  if (b === undefined) return Number.NaN;
  return a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
}
