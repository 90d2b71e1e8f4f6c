import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { listRuns, type RunCursor, readRunCursor, writeRunCursor } from './list-runs';

const { prisma: db } = useTestDatabase();

test('runs are listed newest first, page by page each once, also those of one moment', async () => {
  const createdAt = new Date('2026-11-29T10:00:00Z');
  await db.syncRun.createMany({ data: Array.from({ length: 5 }, () => ({ kind: 'links' as const, createdAt })) });
  await db.syncRun.createMany({
    data: [
      { kind: 'catalogue', state: 'failed', createdAt: new Date('2026-11-29T11:00:00Z'), sellerPhone: '254711000001' },
      { kind: 'catalogue', state: 'failed', dismissedAt: createdAt, dismissedBy: 'amina' },
    ],
  });
  const seen: string[] = [];
  let before: RunCursor | undefined;
  do {
    const { runs, next } = await listRuns(db, { before, size: 2 });
    seen.push(...runs.map(({ id }) => id));
    before = next ? readRunCursor(writeRunCursor(next)) : undefined;
  } while (before);
  expect(new Set(seen).size).toBe(7);
  expect((await listRuns(db, { state: 'failed', undismissed: true, size: 10 })).runs).toHaveLength(1);
  expect((await listRuns(db, { sellerPhone: '254711000001', size: 10 })).runs).toHaveLength(1);
});
