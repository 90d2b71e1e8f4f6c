import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';

const schema = z.object({
  MILVUS_TEST_ADDRESS: z.string(),
  S3_TEST_ENDPOINT: z.url(),
  S3_TEST_ACCESS_KEY_ID: z.string(),
  S3_TEST_SECRET_ACCESS_KEY: z.string(),
  SERVICES_CONTROL_URL: z.url(),
});

export type ServiceName = 'milvus' | 's3';

/** The servers that tools/services has started for this run. */
export interface RealServices {
  /** What makes Soko use them. */
  settings: Record<string, string>;
  milvusAddress: string;
  /** What a stored picture's URL begins with. */
  publicPictures: string;
  kill(name: ServiceName): Promise<void>;
  start(name: ServiceName): Promise<void>;
}

/** Null unless the tests were started by `npm run test:services`. Makes a bucket of its own that everybody may read. */
export async function openRealServices(): Promise<RealServices | null> {
  const parsed = schema.safeParse(process.env);
  if (!parsed.success) return null;
  const found = parsed.data;
  const bucket = `soko-sync-${Date.now()}`;
  const credentials = { accessKeyId: found.S3_TEST_ACCESS_KEY_ID, secretAccessKey: found.S3_TEST_SECRET_ACCESS_KEY };
  await makePublicBucket(bucket, found.S3_TEST_ENDPOINT, credentials);
  const act = async (name: ServiceName, action: 'kill' | 'start'): Promise<void> => {
    const answer = await fetch(`${found.SERVICES_CONTROL_URL}/${name}/${action}`, { method: 'POST' });
    if (!answer.ok) throw new Error(`${action} ${name}: ${await answer.text()}`);
  };
  return {
    settings: {
      MILVUS_ADDRESS: found.MILVUS_TEST_ADDRESS,
      S3_BUCKET: bucket,
      S3_ENDPOINT: found.S3_TEST_ENDPOINT,
      S3_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    milvusAddress: found.MILVUS_TEST_ADDRESS,
    publicPictures: `${found.S3_TEST_ENDPOINT}/${bucket}/products/`,
    kill: (name) => act(name, 'kill'),
    start: (name) => act(name, 'start'),
  };
}

export async function makePublicBucket(
  Bucket: string,
  endpoint: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
): Promise<void> {
  const admin = new S3Client({ endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  await admin.send(new CreateBucketCommand({ Bucket }));
  const everybodyReads = {
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${Bucket}/*`,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everybodyReads] });
  await admin.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  admin.destroy();
}
