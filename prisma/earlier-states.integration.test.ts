import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { readDatabaseFacts } from '@/e2e/support/database-facts';
import { dropTestDatabase, newTestDatabaseName, testDatabaseUrl, withAdmin } from '@/e2e/support/test-database';
import { migrate } from '@/lib/platform/migrate';
import landed from './landed.json';

// Every state that an installation may be updated from. (Before the first version, some came to the main branch out of
// their order, and were changed there: a database of those days is refused by its checksums.)

const MIGRATIONS = 'prisma/migrations';
const NAMES = landed.map(({ name }) => name);
const made: string[] = [];
afterAll(() => Promise.all(made.map(dropTestDatabase)));

async function newDatabase(template = 'template0'): Promise<string> {
  const name = newTestDatabaseName();
  made.push(name);
  await withAdmin((client) => client.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY FILE_COPY`));
  return name;
}

async function withClient<T>(name: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: testDatabaseUrl(name) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const DEFINITIONS = `
SELECT 'check ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) AS "fact" FROM pg_constraint
WHERE contype = 'c' AND connamespace = 'public'::regnamespace
UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT pg_get_functiondef(p.oid) FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
ORDER BY 1`;

const schemaOf = (name: string) =>
  withClient(name, async (client) => {
    const facts = (await readDatabaseFacts(client)).map(({ fact }) => fact);
    return [...facts, ...(await client.query<{ fact: string }>(DEFINITIONS)).rows.map(({ fact }) => fact)];
  });

/** As contents were named at first; a later migration gives what a person has judged another name. */
const HASH = createHash('sha256').update('["content-1","a1","Kanga"]').digest('hex');
const RUN = '00000000-0000-4000-8000-000000000001';
const SELLER = { sellerPhone: '254712345678' };
const PRODUCT = { productId: '1' };

/** What later migrations find and change, table by table; of each the columns that there are at the time. */
const ROWS: [string, Record<string, unknown>][] = [
  ['sellers', { phone: '254712345678', name: 'Mama Njeri' }],
  [
    'products',
    {
      ...{ ...PRODUCT, ...SELLER, title: 'Kanga', cleanText: 'Kanga', description: 'red', businessName: 'Njeri' },
      ...{ priceAmount: 500, priceCurrency: 'KES', priceText: 'KES 500', imageHash: 'a1', contentHash: HASH },
      ...{ s3ImageUrl: '/media/x.jpg', isListed: true, listedAt: '2026-01-01', qcStatus: 'approved' },
      ...{ qcContentHash: HASH, embeddingSpace: 'space/1' },
    },
  ],
  ['productEmbeddings', { ...PRODUCT, space: 'space/1', contentHash: HASH, vector: Buffer.alloc(12) }],
  [
    'qualityReviews',
    {
      ...PRODUCT,
      contentHash: HASH,
      source: 'model',
      reviewer: 'm',
      decision: 'flagged',
      confidence: 0.5,
      problems: ['x'],
    },
  ],
  ['qualityReviews', { ...PRODUCT, contentHash: HASH, source: 'moderator', reviewer: 'u', decision: 'approved' }],
  ['productReports', { ...PRODUCT, contentHash: HASH, reason: 'scam', clientHash: HASH }],
  ['syncRuns', { id: RUN, ...SELLER, kind: 'catalogue', state: 'finished', found: 1, approved: 1 }],
  ['syncItems', { syncRunId: RUN, ...PRODUCT, ...SELLER, stage: 'done', outcome: 'approved' }],
  ['catalogSyncLogs', { syncRunId: RUN, ...PRODUCT, ...SELLER, eventType: 'qc_approved' }],
  ['auditLog', { actorId: 'u', action: 'x', subject: 'product:1' }],
  ['users', { id: 'u', name: 'Amina', email: 'amina@soko.example' }],
  ['accounts', { id: 'a', accountId: 'u', providerId: 'credential', userId: 'u', password: 'hash' }],
  ['sessions', { id: 's', token: 't', userId: 'u', expiresAt: '2030-01-01' }],
  ['shopKeys', { ...SELLER, keyHash: HASH }],
  ['sellerNotices', { ...SELLER, kind: 'product_live', key: 'live/1', ...PRODUCT, happenedAt: '2026-01-01' }],
  ['embeddingSpaces', { space: 'space/1', state: 'in_use' }],
];

async function fill(client: Client): Promise<void> {
  for (const [table, row] of ROWS) {
    const { rows } = await client.query<{ name: string }>(
      `SELECT column_name AS "name" FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
      [table],
    );
    const columns = rows.map(({ name }) => name).filter((name) => name in row);
    if (columns.length === 0) continue;
    await client.query(
      `INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(', ')})
       VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')}) ON CONFLICT DO NOTHING`,
      columns.map((name) => row[name]),
    );
  }
}

const countsOf = async (client: Client) => {
  const counts = new Map<string, number>();
  for (const [table] of ROWS) {
    const { rows } = await client.query<{ there: string | null }>('SELECT to_regclass($1) AS "there"', [`"${table}"`]);
    if (!rows[0]?.there) continue;
    const counted = await client.query<{ count: number }>(`SELECT count(*)::int AS "count" FROM "${table}"`);
    counts.set(table, counted.rows[0]?.count ?? 0);
  }
  return counts;
};

test('from every state that there was, with rows, one comes to the schema of a new one; twice is once', async () => {
  const fresh = await newDatabase();
  await migrate(testDatabaseUrl(fresh), MIGRATIONS);
  const expected = await schemaOf(fresh);
  expect(expected.length).toBeGreaterThan(200);

  const chain = await newDatabase();
  for (let k = 1; k < NAMES.length; k++) {
    await migrate(testDatabaseUrl(chain), MIGRATIONS, NAMES.slice(0, k));
    const name = await newDatabase(chain);
    const before = await withClient(name, async (client) => {
      await fill(client);
      return countsOf(client);
    });
    expect(before.get('products')).toBe(1);
    expect(await migrate(testDatabaseUrl(name), MIGRATIONS)).toEqual(NAMES.slice(k));
    expect(await migrate(testDatabaseUrl(name), MIGRATIONS)).toEqual([]);
    expect(await schemaOf(name), `from ${NAMES[k - 1]}`).toEqual(expected);
    await withClient(name, async (client) => {
      const after = await countsOf(client);
      for (const [table, count] of before) expect(after.get(table), `${table} from ${NAMES[k - 1]}`).toBe(count);
      await expectBackfilled(client, NAMES.slice(k));
    });
  }
}, 600_000);

/** What the product's rows have become, by what was still to be applied to them. */
async function expectBackfilled(client: Client, applied: string[]): Promise<void> {
  const { rows } = await client.query(`
    SELECT p."isListed", p."qcProblems", p."readPrice", s."state"::text AS "space", n."kind" AS "notice",
      count(r.*)::int AS "reviews", count(DISTINCT o.*)::int AS "reports"
    FROM "products" p
    LEFT JOIN "productEmbeddings" e ON e."productId" = p."productId" AND e."contentHash" = p."contentHash"
    LEFT JOIN "embeddingSpaces" s ON s."space" = e."space"
    LEFT JOIN "sellerNotices" n ON n."productId" = p."productId"
    LEFT JOIN "qualityReviews" r ON r."productId" = p."productId" AND r."contentHash" = p."qcContentHash"
    LEFT JOIN "productReports" o ON o."productId" = p."productId" AND o."contentHash" = p."contentHash"
    GROUP BY p."productId", s."state", n."kind"`);
  const after = (name: string) => applied.some((each) => each.endsWith(name));
  const readPrice = { amount: 500, currency: 'KES', text: 'KES 500' };
  expect(rows).toEqual([
    {
      ...{ isListed: true, space: 'in_use', notice: 'product_live', reviews: 2 },
      readPrice: after('read_by_reviewer') ? readPrice : null,
      qcProblems: after('review_desk') ? ['x'] : [],
      reports: after('product_reports') ? 0 : 1,
    },
  ]);
}
