import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { withAdmin } from '@/e2e/support/test-database';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { createDatabase, type Database } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { whereLive } from './product-filters';
import { rankOf, readSoughtWords } from './sought-words';

/** As sellers write them. */
const TITLES = [
  'Red/blue dress',
  'Shoes size 38-42',
  'Men shoes',
  'Order at shop.name or mama@soko.co.ke',
  'Lace–trim gown • size 10×12',
  'Kids’ sandals, 2nd hand',
  "Ng'ombe leather belt",
  'Sofa&chairs+table=set',
  'Чай чёрный',
  'Love ❤️ mug',
  // So that each of these words is known, and found without forgiveness.
  'blue trim name soko table chairs',
] as const;
type Title = (typeof TITLES)[number];

const db = useTestDatabase();

beforeAll(async () => {
  await seed(db);
});
async function seed({ prisma }: Pick<Database, 'prisma'>): Promise<void> {
  await prisma.seller.create({ data: { phone: '254711111111' } });
  await prisma.product.createMany({
    data: TITLES.map((title, i) => ({
      productId: String(i + 1),
      sellerPhone: '254711111111',
      title,
      isListed: true,
      listedAt: new Date(1_700_000_000_000),
    })),
  });
}

async function titlesWith(text: string, { prisma }: Pick<Database, 'prisma'> = db): Promise<string[]> {
  const words = await readSoughtWords(prisma, text);
  const rows = await prisma.$queryRaw<{ title: string }[]>`
    SELECT p."title" FROM "products" p WHERE ${whereLive({}, words)} ORDER BY ${rankOf(words)} DESC, p."productId"`;
  return rows.map(({ title }) => title);
}

describe('the words of a seller', () => {
  test.each<[string, Title]>([
    ['blue', 'Red/blue dress'],
    ['red dress', 'Red/blue dress'],
    ['red/blue', 'Red/blue dress'],
    ['shoes 42', 'Shoes size 38-42'],
    ['shoes 38', 'Shoes size 38-42'],
    ['size 38-42', 'Shoes size 38-42'],
    ["men's shoes", 'Men shoes'],
    ['MEN’S shoes', 'Men shoes'],
    ['name', 'Order at shop.name or mama@soko.co.ke'],
    ['soko', 'Order at shop.name or mama@soko.co.ke'],
    ['trim', 'Lace–trim gown • size 10×12'],
    ['gown 12', 'Lace–trim gown • size 10×12'],
    ['kid’s sandals', 'Kids’ sandals, 2nd hand'],
    ['2nd', 'Kids’ sandals, 2nd hand'],
    ["ng'ombe", "Ng'ombe leather belt"],
    ['ng’ombe', "Ng'ombe leather belt"],
    ['table chairs', 'Sofa&chairs+table=set'],
    ['чай', 'Чай чёрный'],
    ['❤️', 'Love ❤️ mug'],
    ['❤️mug', 'Love ❤️ mug'],
  ])('%j finds %j', async (text, title) => {
    expect(await titlesWith(text)).toContain(title);
  });

  test('of a sign are that sign', async () => {
    expect(await titlesWith('❤️')).toEqual(['Love ❤️ mug']);
  });

  test('of an s alone are looked for as any other', async () => {
    expect(await titlesWith('size s')).toEqual([]);
  });
});

// A function that hides it is called for every row.
test('looks for mistyped words by the operator that has an index', async () => {
  const words = await readSoughtWords(db.prisma, 'leathr');
  const plan = await db.prisma.$queryRaw`EXPLAIN SELECT FROM "products" p WHERE ${whereLive({}, words)}`;
  expect(JSON.stringify(plan)).toContain('<<%');
});

/** As hosted databases have them: a schema of their own, on no search path. */
test('finds words where the extensions live in a schema of their own', async () => {
  const name = `soko_test_${randomBytes(6).toString('hex')}`;
  const url = Object.assign(new URL(db.url), { pathname: `/${name}` }).toString();
  await withAdmin((client) => client.query(`CREATE DATABASE "${name}" TEMPLATE template0`));
  const hosted = createDatabase(url);
  try {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(`CREATE SCHEMA "extensions";
      CREATE EXTENSION pg_trgm SCHEMA "extensions"; CREATE EXTENSION unaccent SCHEMA "extensions"`);
    await client.end();
    await migrate(url);
    await seed(hosted);
    expect(await titlesWith('leathr', hosted)).toEqual(["Ng'ombe leather belt"]);
  } finally {
    await hosted.close();
    await withAdmin((client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`));
  }
});
