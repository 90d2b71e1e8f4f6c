import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type MeanS3, startMeanS3 } from './fixtures/mean-s3';
import { LocalObjectStore } from './local-object-store';
import { proveObjectStore } from './prove-object-store';
import { S3ObjectStore } from './s3-object-store';

let mean: MeanS3;
beforeAll(async () => {
  mean = await startMeanS3('auto');
});
afterEach(() => {
  Object.assign(mean, { fails: null, isPublic: true });
  mean.calls.length = 0;
});
afterAll(() => mean.close());

const open = (publicUrl?: string) =>
  new S3ObjectStore({
    ...{ bucket: 'pictures', region: 'auto', endpoint: mean.endpoint, attempts: 1 },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    credentials: { accessKeyId: 'key', secretAccessKey: 'secret' },
  });
const methods = () => mean.calls.map(({ method }) => method);

test('a store that does all of it is proved, and nothing is left there', async () => {
  await proveObjectStore(open());
  expect(methods()).toEqual(['PUT', 'GET', 'GET', 'DELETE']);
});

test('so is a folder', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'soko-prove-'));
  await proveObjectStore(new LocalObjectStore({ folder, publicBase: '' }));
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(files.filter((entry) => entry.isFile())).toEqual([]);
  await rm(folder, { recursive: true });
});

test.each(['PUT', 'DELETE'])('a key that may not %s is told, though a ping is answered', async (forbidden) => {
  mean.fails = ({ method, headers }) =>
    method === forbidden && headers.authorization ? { status: 403, code: 'AccessDenied', words: 'Not you.' } : null;
  await open().ping();
  await expect(proveObjectStore(open())).rejects.toMatchObject({
    message: expect.stringContaining('Not you.'),
    fault: { service: 'images' },
  });
});

test('pictures that the public cannot see are told, and what was stored is removed', async () => {
  const hidden = { fault: { remedy: expect.stringContaining('S3_PUBLIC_URL') } };
  mean.isPublic = false;
  await expect(proveObjectStore(open())).rejects.toMatchObject(hidden);
  await expect(proveObjectStore(open('http://127.0.0.1:1/pictures'))).rejects.toMatchObject(hidden);
  mean.isPublic = true;
  await expect(proveObjectStore(open(`${mean.endpoint}/pictures/pictures`))).rejects.toMatchObject(hidden);
  expect(methods().filter((method) => method === 'DELETE')).toHaveLength(3);
});
