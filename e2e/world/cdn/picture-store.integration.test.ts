import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { PictureStore } from './picture-store';

test('a picture kept on disk is read instead of drawn again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'world-pictures-'));
  try {
    const { products } = bigSeller(3);
    await new PictureStore(folder).prepare(products);
    const files = await readdir(folder);
    expect(files).toHaveLength(3);
    const kept = Buffer.from('ffd8ffd9', 'hex');
    for (const file of files) await writeFile(join(folder, file), kept);
    const [product] = products;
    if (product === undefined) throw new Error('no product');
    const { bytes } = await new PictureStore(folder).pictureOf(product, 1, 'jpeg');
    expect(bytes.length).toBeLessThan(100);
    expect(bytes.subarray(-2).toString('hex')).toBe('ffd9');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('without a folder nothing is kept, and the same picture is drawn once', async () => {
  const [product] = bigSeller(1).products;
  if (product === undefined) throw new Error('no product');
  const store = new PictureStore(undefined);
  const [one, two] = await Promise.all([store.pictureOf(product, 1, 'jpeg'), store.pictureOf(product, 1, 'jpeg')]);
  expect(one.bytes).toBe(two.bytes);
});
