import { beforeAll, describe, expect, test } from 'vitest';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { encodeQueueCursor } from './queue-order';
import type { QueueQuery, QueueSort } from './queue-query.schema';
import type { Viewer } from './queue-source';
import { waitingSql } from './review-queue';

const { prisma: db } = useTestDatabase();
const viewer: Viewer = { id: 'amina', role: 'moderator' };
const PRODUCTS = 100_000;
const FLAGGED = 5_000;

beforeAll(async () => {
  await db.$executeRaw`
    INSERT INTO "sellers" ("id", "phone", "updatedAt")
    SELECT gen_random_uuid(), '2547' || lpad(n::text, 8, '0'), now() FROM generate_series(0, 199) n`;
  await db.$executeRaw`
    INSERT INTO "products" ("productId", "sellerPhone", "title", "qcStatus", "qcSince", "qcConfidence", "qcProblems",
      "category", "imagePerceptualHash", "updatedAt")
    SELECT n::text, '2547' || lpad((n % 200)::text, 8, '0'), 'Product ' || n,
      CASE WHEN n % ${PRODUCTS / FLAGGED}::int = 0 THEN 'flagged' ELSE 'approved' END::"qc_status",
      now() - make_interval(secs => n), (n % 100) / 100.0,
      ARRAY[(ARRAY['weapon', 'other', 'scam_suspected', 'not_for_sale'])[1 + n % 4]],
      (ARRAY['bags', 'shoes', 'baby'])[1 + n % 3], left(md5(n::text), 16), now()
    FROM generate_series(1, ${PRODUCTS}::int) n`;
  await db.$executeRaw`ANALYZE "products", "sellers"`;
}, 180_000);

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows'?: number;
  Plans?: Plan[];
}

async function nodesOf(sql: Prisma.Sql): Promise<Plan[]> {
  const [row] = await db.$queryRaw<{ 'QUERY PLAN': [{ Plan: Plan }] }[]>(
    Prisma.sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql}`,
  );
  const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)];
  return row === undefined ? [] : all(row['QUERY PLAN'][0].Plan);
}

const cursor = (sort: QueueSort, key: string) =>
  encodeQueueCursor(sort, { key, since: new Date(Date.now() - 50_000_000), productId: '50000' });

describe(`of ${PRODUCTS} products, ${FLAGGED} flagged, a page is read from where it begins`, () => {
  test.each<[QueueSort, string, string]>([
    ['oldest', '', 'products_flagged_by_age'],
    ['newest', '', 'products_flagged_by_age'],
    ['unsure', '0.5', 'products_flagged_by_confidence'],
    ['sure', '0.5', 'products_flagged_by_confidence'],
    ['reason', 'other', 'products_flagged_by_reason'],
    ['category', 'bags', 'products_flagged_by_category'],
    ['seller', '254700000100', 'products_flagged_by_seller'],
  ])('sorted by %s', async (sort, key, index) => {
    for (const from of [undefined, cursor(sort, key)]) {
      const nodes = await nodesOf(waitingSql({ query: { queue: 'flagged', sort }, viewer, limit: 51, cursor: from }));
      expect(nodes.map((node) => node['Index Name'])).toContain(index);
      expect(nodes.map((node) => node['Node Type'])).not.toContain('Sort');
      const read = nodes.filter((node) => node['Relation Name'] === 'products');
      for (const node of read) expect(node['Actual Rows']).toBeLessThanOrEqual(51);
    }
  });

  test.each<[string, Partial<QueueQuery>]>([
    ['reason', { reason: 'weapon' }],
    ['category', { category: 'bags' }],
    ['sureness', { below: 5 }],
    ['age', { waited: 20 }],
  ])('narrowed by %s: no product that does not wait is read', async (_, narrowed) => {
    const nodes = await nodesOf(waitingSql({ query: { queue: 'flagged', ...narrowed }, viewer, limit: 51 }));
    const read = nodes.filter((node) => node['Relation Name'] === 'products');
    expect(read.length).toBeGreaterThan(0);
    for (const node of read) {
      expect(node['Node Type']).not.toBe('Seq Scan');
      expect(node['Actual Rows']).toBeLessThanOrEqual(FLAGGED);
    }
  });

  test('copies of a picture are found by its quarters', async () => {
    const nodes = await nodesOf(Prisma.sql`
      SELECT "productId" FROM "products" WHERE "imagePerceptualHash" IS NOT NULL
        AND "pictureQuarters"("imagePerceptualHash") && "pictureQuarters"('00000000deadbeef'::text)`);
    expect(nodes.map((node) => node['Index Name'])).toContain('products_pictureQuarters');
  });
});
