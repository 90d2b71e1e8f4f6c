import path from 'node:path';
import type { Env } from '@/lib/platform/env';
import { BucketAndFolder } from './bucket-and-folder';
import { LocalObjectStore } from './local-object-store';
import type { ObjectStore } from './object-store';

type StoreSettings = Pick<
  Env,
  | 'SOKO_HOME'
  | 'S3_BUCKET'
  | 'S3_REGION'
  | 'S3_ENDPOINT'
  | 'S3_PUBLIC_URL'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SESSION_TOKEN'
>;

/** S3 by S3_BUCKET, with what the folder still has; without one the folder that web serves at `/media`. */
export async function openObjectStore(settings: StoreSettings): Promise<ObjectStore> {
  const bucket = await openBucket(settings);
  const folder = openFolder(settings);
  return bucket === null ? folder : new BucketAndFolder(bucket, folder);
}

/** Null without S3_BUCKET. */
export async function openBucket(settings: StoreSettings): Promise<ObjectStore | null> {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_PUBLIC_URL } = settings;
  if (S3_BUCKET === undefined) return null;
  const { S3ObjectStore } = await import('./s3-object-store');
  return new S3ObjectStore({
    bucket: S3_BUCKET,
    region: S3_REGION,
    ...(S3_ENDPOINT === undefined ? {} : { endpoint: S3_ENDPOINT }),
    ...(S3_PUBLIC_URL === undefined ? {} : { publicUrl: S3_PUBLIC_URL }),
    ...credentialsOf(settings),
  });
}

function credentialsOf({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN }: StoreSettings) {
  if (AWS_ACCESS_KEY_ID === undefined || AWS_SECRET_ACCESS_KEY === undefined) return {};
  const keys = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  return { credentials: { ...keys, ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }) } };
}

/** SOKO_HOME/media. With a bucket it has what was stored before, until that is moved. */
export const openFolder = ({ SOKO_HOME }: Pick<StoreSettings, 'SOKO_HOME'>): LocalObjectStore =>
  new LocalObjectStore({ folder: path.resolve(SOKO_HOME, 'media'), publicBase: '' });
