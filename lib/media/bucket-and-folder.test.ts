import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BucketAndFolder } from './bucket-and-folder';
import { type MeanS3, startMeanS3 } from './fixtures/mean-s3';
import { LocalObjectStore } from './local-object-store';
import { describeObjectStore, objectOf } from './object-store.contract';
import { besidePicture } from './picture-variants';
import { S3ObjectStore } from './s3-object-store';

const REGION = 'af-south-1';
let mean: MeanS3;
let home: string;

beforeAll(async () => {
  mean = await startMeanS3(REGION);
  home = await mkdtemp(path.join(tmpdir(), 'soko-both-'));
});
afterAll(async () => {
  mean.close();
  await rm(home, { recursive: true });
});

function open() {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret of ours' };
  const bucket = new S3ObjectStore({ bucket: 'pictures', region: REGION, endpoint: mean.endpoint, credentials });
  const folder = new LocalObjectStore({ folder: path.join(home, 'media'), publicBase: '' });
  return { bucket, folder, both: new BucketAndFolder(bucket, folder) };
}

describeObjectStore(
  'a bucket and a folder',
  async () => open().both,
  (url) => fetch(url),
);

test('what is in the folder is read, and erased with what is in the bucket', async () => {
  const { bucket, folder, both } = open();
  const [before, since] = [objectOf(100), objectOf(200)];
  await folder.put(before);
  await both.put(since);
  expect(await folder.get(since.key)).toBeNull();
  expect(Buffer.from((await both.get(before.key))?.body ?? [])).toEqual(before.body);
  await bucket.put(before);
  await both.remove([before.key, since.key]);
  for (const store of [bucket, folder, both]) expect(await store.get(before.key)).toBeNull();
});

test('a copy goes to wherever its picture lies', async () => {
  const { bucket, folder, both } = open();
  const [before, since] = [objectOf(300), objectOf(400)];
  await folder.put(before);
  await both.put(since);
  for (const picture of [before, since]) {
    const copy = { ...objectOf(50, 'image/avif'), key: besidePicture(picture.key, '480.avif') };
    await both.put(copy);
    expect(await bucket.get(copy.key)).not.toBeNull();
    expect((await folder.get(copy.key)) !== null).toBe(picture === before);
  }
});
