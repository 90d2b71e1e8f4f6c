import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { forgetOldLogs } from './log-retention';

const { prisma: db, pool } = useTestDatabase({ emptyBeforeEach: true });
const counts = async () => [await db.catalogSyncLog.count(), await db.auditLog.count()];

async function writeLines(days: number, lines: number): Promise<void> {
  await pool.query(
    `INSERT INTO "catalogSyncLogs" ("eventType", "createdAt")
     SELECT 'qc_approved', now() - make_interval(days => $1) FROM generate_series(1, $2::int)`,
    [days, lines],
  );
  await pool.query(
    `INSERT INTO "auditLog" ("actorId", "action", "subject", "createdAt")
     SELECT 'cli', 'x', 'y', now() - make_interval(days => $1) FROM generate_series(1, $2::int)`,
    [days, lines],
  );
}

test('lines go once they are old enough, the audit log only where somebody has said so', async () => {
  await writeLines(89, 3);
  await writeLines(91, 6_000);
  expect(await forgetOldLogs(db, { syncLogDays: null, auditDays: null })).toBe(0);
  expect(await forgetOldLogs(db, { syncLogDays: 90, auditDays: null })).toBe(6_000);
  expect(await counts()).toEqual([3, 6_003]);
  expect(await forgetOldLogs(db, { syncLogDays: 90, auditDays: 90 })).toBe(6_000);
  expect(await counts()).toEqual([3, 3]);
});

test('of very many, one call takes its share and leaves the rest to the next', async () => {
  await writeLines(100, 51_000);
  expect(await forgetOldLogs(db, { syncLogDays: 90, auditDays: null })).toBe(50_000);
  expect(await forgetOldLogs(db, { syncLogDays: 90, auditDays: null })).toBe(1_000);
});

test('by an index, and without looking through what is kept', async () => {
  await writeLines(1, 20_000);
  await pool.query('ANALYZE "catalogSyncLogs", "auditLog"');
  for (const table of ['catalogSyncLogs', 'auditLog']) {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT "id" FROM "${table}"
       WHERE "createdAt" < now() - interval '90 days' ORDER BY "createdAt" LIMIT 5000`,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index.* Scan .*createdAt/);
  }
});
