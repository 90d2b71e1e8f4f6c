import { beforeEach, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { writeAudit } from './audit';
import { auditFilterSchema, readAudit, readAuditChoices } from './read-audit';

const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

beforeEach(async () => {
  await db.user.create({ data: { id: 'amina', name: 'Amina', email: 'amina@soko.test', role: 'admin' } });
  await writeAudit(db, {
    actorId: 'amina',
    action: 'seller.suspended',
    subject: 'seller:1',
    detail: { reason: 'scam' },
  });
  await writeAudit(db, { actorId: 'cli', action: 'user.created', subject: 'user:joe' });
  await writeAudit(db, { actorId: 'gone', action: 'review.approved', subject: 'product:7' });
  await writeAudit(db, { actorId: 'amina', action: 'review.approved', subject: 'product:8' });
  await db.auditLog.updateMany({ where: { actorId: 'cli' }, data: { createdAt: new Date('2026-01-02T23:30:00Z') } });
});

const subjects = async (filter: object, size = 10) =>
  (await readAudit(db, { ...auditFilterSchema.parse(filter), size })).lines.map(({ subject }) => subject);

test('newest first, with the names of those who are still here', async () => {
  const { lines, older } = await readAudit(db, { size: 10 });
  expect(lines.map(({ subject, actorName }) => [subject, actorName])).toEqual([
    ['product:8', 'Amina'],
    ['product:7', null],
    ['user:joe', null],
    ['seller:1', 'Amina'],
  ]);
  expect(lines.at(-1)?.detail).toEqual({ reason: 'scam' });
  expect(older).toBeNull();
});

test('goes on where a page ended', async () => {
  const first = await readAudit(db, { size: 3 });
  expect(first.older).not.toBeNull();
  expect(await subjects({ before: first.older })).toEqual(['seller:1']);
});

test.each([
  [{ actor: 'amina' }, ['product:8', 'seller:1']],
  [{ action: 'review.approved' }, ['product:8', 'product:7']],
  [{ subject: 'product:7' }, ['product:7']],
  [{ subject: 'product:' }, ['product:8', 'product:7']],
  [{ from: '2026-01-02', to: '2026-01-02' }, ['user:joe']],
  [{ to: '2026-01-01' }, []],
  [{ action: 'no action', from: 'yesterday', before: '-1' }, ['product:8', 'product:7', 'user:joe', 'seller:1']],
])('%j', async (filter, expected) => {
  expect(await subjects(filter)).toEqual(expected);
});

test('what there is to choose from', async () => {
  expect(await readAuditChoices(db)).toEqual({
    actions: ['review.approved', 'seller.suspended', 'user.created'],
    actors: [
      { id: 'amina', name: 'Amina' },
      { id: 'cli', name: 'Command line' },
    ],
  });
});
