import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { describeObjectStore, objectOf } from './object-store.contract';
import { proveObjectStore } from './prove-object-store';
import { S3ObjectStore } from './s3-object-store';

const endpoint = process.env.S3_TEST_ENDPOINT ?? '';
const region = 'us-east-1';
const credentials = {
  accessKeyId: process.env.S3_TEST_ACCESS_KEY_ID ?? '',
  secretAccessKey: process.env.S3_TEST_SECRET_ACCESS_KEY ?? '',
};

describe.skipIf(endpoint === '')('S3', () => {
  async function makeBucket(): Promise<string> {
    const admin = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    const bucket = `soko-test-${Date.now()}-${process.pid}`;
    await admin.send(new CreateBucketCommand({ Bucket: bucket }));
    const everybodyReads = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${bucket}/*`,
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everybodyReads] });
    await admin.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy }));
    admin.destroy();
    return bucket;
  }

  const open = async (): Promise<S3ObjectStore> =>
    new S3ObjectStore({ bucket: await makeBucket(), region, endpoint, credentials });
  describeObjectStore('S3', open, (url) => fetch(url));

  test('does all that a picture goes through', async () => {
    await proveObjectStore(await open());
  });

  test('names the bucket that is not there', async () => {
    const store = new S3ObjectStore({ bucket: 'soko-no-such-bucket', region, endpoint, credentials });
    const refused = { code: 'object_store_refused', fault: { remedy: expect.stringContaining('S3_BUCKET') } };
    await expect(store.put(objectOf(1))).rejects.toMatchObject(refused);
    await expect(store.ping()).rejects.toMatchObject(refused);
  });

  test('names the key that is wrong', async () => {
    const bucket = await makeBucket();
    for (const wrong of [
      { ...credentials, secretAccessKey: 'wrong' },
      { accessKeyId: 'nobody', secretAccessKey: 'wrong' },
    ]) {
      const store = new S3ObjectStore({ bucket, region, endpoint, credentials: wrong });
      await expect(store.put(objectOf(1))).rejects.toMatchObject({
        code: 'object_store_refused',
        fault: { remedy: expect.stringContaining('AWS_') },
      });
    }
  });
});
