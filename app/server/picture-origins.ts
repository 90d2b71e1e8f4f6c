import { env } from '@/lib/platform/env';

let origins: string[] | undefined;

/** Where this installation's own pictures come from, besides itself: the bucket, and hosts that tests and the demo name. */
export function pictureOrigins(): string[] {
  if (origins) return origins;
  const { S3_BUCKET, S3_ENDPOINT, S3_PUBLIC_URL, S3_REGION, EXTRA_ALLOWED_HOSTS } = env();
  const stores: string[] = [];
  if (S3_PUBLIC_URL) stores.push(new URL(S3_PUBLIC_URL).origin);
  else if (S3_ENDPOINT) stores.push(new URL(S3_ENDPOINT).origin);
  else if (S3_BUCKET)
    stores.push(`https://s3.${S3_REGION}.amazonaws.com`, `https://${S3_BUCKET}.s3.${S3_REGION}.amazonaws.com`);
  origins = [...stores, ...EXTRA_ALLOWED_HOSTS.flatMap((host) => [`http://${host}`, `https://${host}`])];
  return origins;
}
