import { beforeEach, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { parseLines } from '@/tools/eval-qc/read-lines';
import { exportDecisions } from './export-decisions';
import type { WantedDecisions } from './read-decision-lines';
import type { Format } from './write-decision-lines';

const PHONE = '254712345678';
const { prisma: db } = useTestDatabase({ emptyBeforeEach: true });

beforeEach(async () => {
  await db.seller.create({ data: { phone: PHONE, name: 'Mama Njeri' } });
  await db.product.create({
    data: { productId: '1', sellerPhone: PHONE, title: '=HYPERLINK("http://evil")', contentHash: 'a', imageHash: 'h' },
  });
});

async function decisions(count: number, change: object = {}): Promise<void> {
  await db.qualityReview.createMany({
    data: Array.from({ length: count }, (_, at) => ({
      ...{ productId: '1', contentHash: 'a', source: 'moderator', reviewer: 'amina', decision: 'rejected' as const },
      ...{
        problems: ['weapon', 'other'],
        policyVersion: 1,
        note: `@note ${at}`,
        createdAt: new Date(1_000 * (at >> 2)),
      },
      ...change,
    })),
  });
}

async function exported(format: Format, wanted: Partial<WantedDecisions> = {}): Promise<string> {
  const pieces: string[] = [];
  const asked = { since: null, of: 'people' as const, actorId: 'joe', ...wanted };
  for await (const piece of await exportDecisions(db, { format, ...asked })) pieces.push(piece);
  return pieces.join('');
}

describe('as JSON lines', () => {
  test('every decision once, the oldest first, however many at the same moment', async () => {
    await decisions(1_203);
    const lines = parseLines(await exported('jsonl'));
    expect(new Set(lines.map(({ note }) => note)).size).toBe(1_203);
    const times = lines.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    expect(lines[0]).toMatchObject({
      ...{ productId: '1', source: 'moderator', reviewer: 'amina', decision: 'rejected', policyVersion: 1 },
      problems: ['weapon', 'other'],
      product: { title: '=HYPERLINK("http://evil")', businessName: 'Mama Njeri', imageHash: 'h' },
    });
  });

  test('no phone, and no words of another content', async () => {
    await decisions(1, { contentHash: 'before' });
    const text = await exported('jsonl');
    expect(text).not.toContain(PHONE);
    expect(parseLines(text)).toMatchObject([{ product: null }]);
  });

  test('people’s, or the model’s as well; since then', async () => {
    await decisions(2);
    await decisions(1, { source: 'model', contentHash: 'b', createdAt: new Date(9_000), note: 'model' });
    expect(parseLines(await exported('jsonl'))).toHaveLength(2);
    expect(parseLines(await exported('jsonl', { of: 'all' }))).toHaveLength(3);
    expect(parseLines(await exported('jsonl', { of: 'all', since: new Date(5_000) }))).toMatchObject([
      { note: 'model' },
    ]);
  });

  test('of a seller who is being erased nothing', async () => {
    await decisions(2);
    await db.seller.update({ where: { phone: PHONE }, data: { eraseAt: new Date() } });
    expect(await exported('jsonl')).toBe('');
  });
});

test('as CSV nothing is a formula', async () => {
  await decisions(1);
  const [head, row] = (await exported('csv')).split('\r\n');
  expect(head).toMatch(/^\ufeffid,at,productId,contentHash,source,/);
  expect(row).toContain(`,weapon other,,'@note 0,1,,"'=HYPERLINK(""http://evil"")",`);
});

test('the audit log has who, what and since when, before the first line is read', async () => {
  await exportDecisions(db, { format: 'csv', since: new Date(0), of: 'all', actorId: 'joe' });
  expect(await db.auditLog.findMany()).toMatchObject([
    {
      ...{ actorId: 'joe', action: 'decisions.exported', subject: 'decisions' },
      detail: { format: 'csv', of: 'all', since: '1970-01-01T00:00:00.000Z' },
    },
  ]);
});
