import { expect, test, vi } from 'vitest';

test('pictures may come from where the bucket is read, and from nowhere else of ours', async () => {
  vi.stubEnv('S3_BUCKET', 'soko');
  vi.stubEnv('S3_REGION', 'cn-north-1');
  const { contentPolicy } = await import('./content-policy');
  const policy = contentPolicy({ nonce: 'n', development: false });
  expect(policy).toMatch(/img-src [^;]*https:\/\/soko\.s3\.cn-north-1\.amazonaws\.com\.cn(;|$)/);
});
