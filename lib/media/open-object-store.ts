import path from 'node:path';
import type { Env } from '@/lib/platform/env';
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

/** S3 by S3_BUCKET; without one the folder that web serves at `/media`. */
export async function openObjectStore(settings: StoreSettings): Promise<ObjectStore> {
  const { S3_BUCKET, S3_REGION, S3_ENDPOINT, S3_PUBLIC_URL } = settings;
  if (S3_BUCKET === undefined) return localStore(settings);
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

/** Null while pictures are kept in a bucket. */
export function openLocalObjectStore(
  settings: Pick<StoreSettings, 'SOKO_HOME' | 'S3_BUCKET'>,
): LocalObjectStore | null {
  return settings.S3_BUCKET === undefined ? localStore(settings) : null;
}

const localStore = ({ SOKO_HOME }: Pick<StoreSettings, 'SOKO_HOME'>): LocalObjectStore =>
  new LocalObjectStore({ folder: path.resolve(SOKO_HOME, 'media'), publicBase: '' });
