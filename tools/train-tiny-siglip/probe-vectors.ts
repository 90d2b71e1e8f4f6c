import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { drawPicture } from '@/e2e/world/cdn/draw-picture';
import { demoSellers } from '@/e2e/world/demo-sellers';
import { imageTensor } from '@/lib/embedding/image-tensor';
import { preprocessorConfig } from '@/lib/embedding/model-config';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import { openModel } from './open-model';

/** Texts that a tokenizer may trip over. */
const AWKWARD = [
  'Viatu VYEKUNDU — zig-zag!!',
  'zzyzx qwerty',
  '🔥',
  '100% cotton/linen, Ksh 1,500/=',
  `red ${'dress '.repeat(90)}`,
];

/**
 * The vectors that the project's own code makes, for check_probe.py to hold against Python's. Usage: probe-vectors.ts
 * MODEL_DIR OUT_DIR
 */
async function main(folder: string, out: string): Promise<void> {
  await mkdir(out, { recursive: true });
  const config = preprocessorConfig.parse(
    JSON.parse(await readFile(path.join(folder, 'preprocessor_config.json'), 'utf8')),
  );
  const model = await openModel(folder);
  const products = demoSellers()[0]?.products.slice(0, 6) ?? [];
  const texts = [...AWKWARD, ...products.map(({ title, description }) => cleanTextForModel(title, description) ?? '')];
  const probe: { texts: { text: string; vector: number[] }[]; images: { tensor: string; vector: number[] }[] } = {
    texts: [],
    images: [],
  };
  for (const text of texts) probe.texts.push({ text, vector: [...(await model.embedText(text))] });
  for (const [at, { picture }] of products.entries()) {
    if (picture === null) continue;
    const jpeg = await drawPicture(picture, 1, 640);
    const tensor = `tensor-${at}.f32`;
    await writeFile(path.join(out, tensor), new Uint8Array((await imageTensor(jpeg, config)).buffer));
    probe.images.push({ tensor, vector: [...(await model.embedImage(jpeg))] });
  }
  await writeFile(path.join(out, 'probe.json'), JSON.stringify(probe));
  await model.close();
}

const [name, out] = process.argv.slice(2);
if (name === undefined || out === undefined) throw new Error('usage: probe-vectors.ts MODEL_DIR OUT_DIR');
await main(name, out);
