// Makes the bucket of S3_BUCKET on the S3 server of compose.production.yaml, and lets everybody read it. Safe to be run
// again. Plain JavaScript: it is run as it is, in Soko's image.
import { readFileSync } from 'node:fs';
import { CreateBucketCommand, HeadBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';

// biome-ignore lint/style/noProcessEnv: it is run by itself, by what compose sets
const { S3_BUCKET: Bucket, S3_ENDPOINT, AWS_ACCESS_KEY_ID_FILE, AWS_SECRET_ACCESS_KEY_FILE } = process.env;
const s3 = new S3Client({
  endpoint: S3_ENDPOINT,
  region: 'us-east-1',
  forcePathStyle: true,
  credentials: {
    accessKeyId: readFileSync(AWS_ACCESS_KEY_ID_FILE, 'utf8'),
    secretAccessKey: readFileSync(AWS_SECRET_ACCESS_KEY_FILE, 'utf8'),
  },
});

await s3.send(new HeadBucketCommand({ Bucket })).catch(() => s3.send(new CreateBucketCommand({ Bucket })));
const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` }],
});
await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
