import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { checkPaused } from './paused-check';

const { prisma: db, url } = useTestDatabase();

test('doctor tells what is paused, in the service’s own words, and what to do', async () => {
  expect(await checkPaused({ DATABASE_URL: url })).toEqual({ state: 'ok', detail: 'nothing' });
  await db.serviceFault.create({
    data: {
      ...{ service: 'images', code: 'object_store_refused', message: 'The specified bucket does not exist' },
      ...{ remedy: 'Look at S3_BUCKET.', tryAt: new Date() },
    },
  });
  expect(await checkPaused({ DATABASE_URL: url })).toMatchObject({
    state: 'problem',
    detail: expect.stringMatching(/^images, since .*: The specified bucket does not exist$/),
    remedy: 'Look at S3_BUCKET.',
  });
});

test('doctor says so when nobody can know', async () => {
  expect(await checkPaused({ DATABASE_URL: undefined })).toMatchObject({ state: 'ok' });
  expect(await checkPaused({ DATABASE_URL: 'postgresql://127.0.0.1:1/none' })).toMatchObject({ state: 'note' });
});
