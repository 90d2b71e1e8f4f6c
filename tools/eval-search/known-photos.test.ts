import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { labelledPhotos } from './known-photos';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'soko-labelled-'));
  for (const name of ['a.jpg', 'b, c.jpg']) await writeFile(path.join(folder, name), name);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (text: string, name = 'labels.csv'): Promise<void> => writeFile(path.join(folder, name), text);

describe('labelledPhotos', () => {
  test('reads photos and their labels', async () => {
    await write('File,Label\na.jpg, red dress \n"b, c.jpg",kettle\n');
    const { labelNames, photos } = await labelledPhotos(folder);
    expect(labelNames).toEqual(['label']);
    expect(photos.map(({ labels, photo }) => [labels, photo.toString()])).toEqual([
      [['red dress'], 'a.jpg'],
      [['kettle'], 'b, c.jpg'],
    ]);
  });

  test('takes several labels, and a list that lies elsewhere', async () => {
    await write('file,kind,colour\na.jpg,dress,red\n"b, c.jpg",kettle,blue\n', 'other.csv');
    const { labelNames, photos } = await labelledPhotos(folder, path.join(folder, 'other.csv'));
    expect(labelNames).toEqual(['kind', 'colour']);
    expect(photos[1]?.labels).toEqual(['kettle', 'blue']);
  });

  test.each([
    ['a.jpg,dress\n"b, c.jpg",kettle\n', /file,label/],
    ['file,label\na.jpg,dress\n', /nothing to find/],
    ['file,label\na.jpg,dress\n"b, c.jpg",\n', /photo 2/],
    ['file,label\na.jpg,dress\nc.jpg,kettle\n', /ENOENT.*c\.jpg/],
  ])('says what is wrong with %j', async (text, message) => {
    await write(text);
    await expect(labelledPhotos(folder)).rejects.toThrow(message);
  });
});
