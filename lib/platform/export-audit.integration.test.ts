import { expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { writeAudit } from './audit';
import { CSV_BOM } from './csv';
import { exportAudit } from './export-audit';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

async function exported(filter: object, format: 'csv' | 'jsonl' = 'jsonl'): Promise<string> {
  let file = '';
  for await (const piece of await exportAudit(db, { filter, format, actorId: 'amina' })) file += piece;
  return file;
}

test('holds every line of the filter once, newest first, however many there are', async () => {
  await db.$executeRaw`INSERT INTO "auditLog" ("actorId", "action", "subject")
    SELECT 'cli', CASE WHEN i % 3 = 0 THEN 'a.rare' ELSE 'a.common' END, 'product:' || i
    FROM generate_series(1, 1203) AS i`;
  const lines = (await exported({ action: 'a.common' })).trimEnd().split('\n');
  const subjects = lines.map((line) => JSON.parse(line).subject);
  expect(subjects).toHaveLength(802);
  expect(new Set(subjects).size).toBe(802);
  expect(subjects.at(0)).toBe('product:1202');
  expect(subjects.at(-1)).toBe('product:1');
});

test('is written down itself, with what was asked for', async () => {
  await exported({ subject: 'product:' }, 'csv');
  const [line] = await db.auditLog.findMany({ where: { action: 'audit.exported' } });
  expect(line).toMatchObject({
    ...{ actorId: 'amina', subject: 'audit' },
    detail: { format: 'csv', filter: { subject: 'product:' } },
  });
});

test('has before and after in columns, and nothing that a spreadsheet would carry out', async () => {
  const formula = '=HYPERLINK("https://evil.example")';
  const detail = { before: { displayName: null }, after: { displayName: formula }, note: formula };
  await writeAudit(db, { actorId: formula, action: 'seller.renamed', subject: '@SUM(1)', detail });
  await writeAudit(db, { actorId: 'cli', action: 'seller.renamed', subject: 's', detail: { before: '-1', after: 2 } });
  const file = await exported({ action: 'seller.renamed' }, 'csv');
  const [header, newer, older] = file.split('\r\n');
  expect(header).toBe(`${CSV_BOM}id,at,actorId,actorName,action,subject,before,after,detail`);
  expect(newer).toMatch(/,cli,,seller\.renamed,s,'-1,2,$/);
  expect(older).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  expect(older).toContain(`'@SUM(1)`);
  expect(older).not.toMatch(/(^|,)"?[=@]/);
});

test('of nothing is an empty file', async () => {
  expect(await exported({ action: 'none.such' })).toBe('');
});
