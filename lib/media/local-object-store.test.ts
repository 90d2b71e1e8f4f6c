import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mountSmallDisk } from '@/e2e/support/small-disk';
import { LocalObjectStore } from './local-object-store';
import { describeObjectStore, objectOf } from './object-store.contract';

let home: string;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'soko-media-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const openIn = (folder: string, publicBase = ''): LocalObjectStore =>
  new LocalObjectStore({ folder: path.join(home, folder), publicBase });

describeObjectStore('local folder', async () => openIn('contract/media'));

describe('LocalObjectStore', () => {
  test('names pictures by where the web app serves them', () => {
    const { key } = objectOf(1);
    expect(openIn('urls').publicUrl(key)).toBe(`/media/${key}`);
    expect(openIn('urls', 'https://soko.example/').publicUrl(key)).toBe(`https://soko.example/media/${key}`);
  });

  test('leaves nothing half-written behind, and clears what a killed writer left', async () => {
    const folder = path.join(home, 'abandoned');
    const incoming = path.join(folder, '.incoming');
    await mkdir(incoming, { recursive: true });
    await writeFile(path.join(incoming, 'old'), 'half a pic');
    await writeFile(path.join(incoming, 'being-written'), 'half a pic');
    const longAgo = new Date(Date.now() - 7_200_000);
    await utimes(path.join(incoming, 'old'), longAgo, longAgo);
    const store = openIn('abandoned');
    await Promise.all([store.put(objectOf(100)), store.put(objectOf(100))]);
    expect(await readdir(incoming)).toEqual(['being-written']);
  });

  test('finds its pictures again after a restart', async () => {
    const object = objectOf(100);
    await openIn('restart').put(object);
    expect((await openIn('restart').get(object.key))?.contentType).toBe('image/jpeg');
  });

  test('says whose folder to look at when it may not write there', async () => {
    await writeFile(path.join(home, 'a-file'), '');
    const store = openIn('a-file/media');
    const refused = {
      code: 'object_store_refused',
      message: expect.stringContaining('SOKO_HOME'),
      retry: { again: false },
      fault: { service: 'images', remedy: expect.stringContaining('SOKO_HOME') },
    };
    await expect(store.put(objectOf(1))).rejects.toMatchObject(refused);
    await expect(store.ping()).rejects.toMatchObject(refused);
  });

  test('can be used once what was wrong is put right', async () => {
    await writeFile(path.join(home, 'in-the-way'), '');
    const store = openIn('in-the-way');
    await expect(store.put(objectOf(1))).rejects.toThrow();
    await rm(path.join(home, 'in-the-way'));
    await store.put(objectOf(1));
  });

  test('lets others than its owner read the files', async () => {
    const object = objectOf(1);
    const store = openIn('modes');
    await store.put(object);
    await chmod(path.join(home, 'modes', object.key), 0o444);
    await store.put(object);
    expect(await store.get(object.key)).not.toBeNull();
  });
});

const disk = mountSmallDisk(4);
afterAll(() => disk?.unmount());

test.skipIf(disk === null)(
  'says that the disk is full, leaves no half picture, and goes on when there is room',
  async () => {
    if (disk === null) return;
    const folder = path.join(disk.folder, 'media');
    const store = new LocalObjectStore({ folder, publicBase: '' });
    await store.put(objectOf(1_000));
    const before = (await readdir(folder, { recursive: true })).sort();
    disk.fill();
    for (const size of [100_000, 2_000_000]) {
      await expect(store.put(objectOf(size))).rejects.toMatchObject({
        code: 'object_store_unavailable',
        message: expect.stringMatching(/is full\. Make room/),
        retry: { again: true, afterMs: 60_000 },
        status: 503,
        fault: { service: 'images', remedy: expect.stringContaining(folder) },
      });
    }
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
    expect(files).toHaveLength(1);
    expect((await readdir(folder, { recursive: true })).sort()).toEqual(expect.arrayContaining(before));
    expect(await readdir(path.join(folder, '.incoming'))).toEqual([]);
    disk.empty();
    const object = objectOf(100_000);
    await store.put(object);
    expect(await store.get(object.key)).not.toBeNull();
  },
);
