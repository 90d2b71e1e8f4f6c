import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Client } from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { withAdmin } from '@/e2e/support/test-database';
import { useTestDatabase } from '@/e2e/support/use-test-database';
import { createDatabase, type Database } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { Vocabulary } from '@/lib/words/vocabulary';
import { whereLive } from './product-filters';
import { wordScore } from './sought-text';
import { readSoughtText } from './sought-words';

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
  'Samsung Galaxy A54 128GB',
  'iPhone 13 Pro, 256 GB',
  'Tecno Spark 10',
  'Technology books',
  'Kitenge fabric 6 yards',
  'Black leather handbag',
  'Hand bag ya kiondo',
  'Cotton T-shirt',
  'Plain tshirts',
  'Sony WH-1000XM5',
  'Water bottle 2L',
  'Smart TV 42"',
  'Gauni la harusi',
  'Viatu vya watoto',
  'Vikombe sita',
  'Kiondo 手工编织篮子',
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

const vocabularies = new WeakMap<object, Vocabulary>();

function soughtIn({ pool }: Pick<Database, 'pool'>, text: string) {
  const vocabulary = vocabularies.get(pool) ?? new Vocabulary(pool);
  vocabularies.set(pool, vocabulary);
  return readSoughtText({ pool, vocabulary }, text);
}

async function titlesWith(text: string, database: Pick<Database, 'prisma' | 'pool'> = db): Promise<string[]> {
  const sought = await soughtIn(database, text);
  const rows = await database.prisma.$queryRaw<{ title: string }[]>`
    SELECT p."title" FROM "products" p WHERE ${whereLive({}, sought)}
    ORDER BY ${wordScore(sought)} DESC, p."productId"`;
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
    ['samsong', 'Samsung Galaxy A54 128GB'],
    ['samsung a54', 'Samsung Galaxy A54 128GB'],
    ['Samsung A 54', 'Samsung Galaxy A54 128GB'],
    ['samsng galaxy a54', 'Samsung Galaxy A54 128GB'],
    ['samsung 128gb', 'Samsung Galaxy A54 128GB'],
    ['128 GB', 'Samsung Galaxy A54 128GB'],
    ['iphone 256gb', 'iPhone 13 Pro, 256 GB'],
    ['iphone13', 'iPhone 13 Pro, 256 GB'],
    ['iphone 13 ?', 'iPhone 13 Pro, 256 GB'],
    ['iphne', 'iPhone 13 Pro, 256 GB'],
    ['iphne13', 'iPhone 13 Pro, 256 GB'],
    ['ifone', 'iPhone 13 Pro, 256 GB'],
    ['techno', 'Tecno Spark 10'],
    ['tekno', 'Tecno Spark 10'],
    ['kitenje', 'Kitenge fabric 6 yards'],
    ['vitenge', 'Kitenge fabric 6 yards'],
    ['handbag - black', 'Black leather handbag'],
    ['black – handbag', 'Black leather handbag'],
    ['handbag 👜', 'Black leather handbag'],
    ['👜 handbag', 'Black leather handbag'],
    ['handbag & black !!', 'Black leather handbag'],
    ['* black / handbag *', 'Black leather handbag'],
    ['hand bag', 'Black leather handbag'],
    ['handbag', 'Hand bag ya kiondo'],
    ['handbags', 'Black leather handbag'],
    ['t-shirt', 'Plain tshirts'],
    ['t shirt', 'Plain tshirts'],
    ['T-Shirts', 'Cotton T-shirt'],
    ['tshirt', 'Cotton T-shirt'],
    ['sony wh1000xm5', 'Sony WH-1000XM5'],
    ['wh 1000 xm5', 'Sony WH-1000XM5'],
    ['bottle 2 l', 'Water bottle 2L'],
    ['2l bottle', 'Water bottle 2L'],
    ['tv 42', 'Smart TV 42"'],
    ['42" tv', 'Smart TV 42"'],
    ['dress', 'Gauni la harusi'],
    ['magauni', 'Gauni la harusi'],
    ['gauni', 'Red/blue dress'],
    ['shoes', 'Viatu vya watoto'],
    ['kiatu', 'Viatu vya watoto'],
    ['viatu', 'Men shoes'],
    ['kikombe', 'Vikombe sita'],
    ['cups', 'Vikombe sita'],
    ['shoes for men', 'Men shoes'],
    ['viatu vya wanaume', 'Men shoes'],
    ['手工编织篮子', 'Kiondo 手工编织篮子'],
    ['LACE gòwn', 'Lace–trim gown • size 10×12'],
  ])('%j finds %j', async (text, title) => {
    expect(await titlesWith(text)).toContain(title);
  });

  test('of a sign are that sign', async () => {
    expect(await titlesWith('❤️')).toEqual(['Love ❤️ mug']);
  });

  test('are found before what only begins so or means the same', async () => {
    expect((await titlesWith('viatu'))[0]).toBe('Viatu vya watoto');
    expect((await titlesWith('shoes'))[0]).not.toBe('Viatu vya watoto');
    expect((await titlesWith('tecno'))[0]).toBe('Tecno Spark 10');
  });

  test.each(['zzzz', '编'.repeat(683), '编'.repeat(5_000), 'x'.repeat(2_000), '?', '- – —', '£$%', 'reeed'])(
    '%.20j finds nothing',
    async (text) => {
      expect(await titlesWith(text)).toEqual([]);
    },
  );

  test.each([
    ['red', 'Reed'],
    ['a53', 'Samsung Galaxy A54 128GB'],
    ['samsung a5', 'Samsung Galaxy A54 128GB'],
    ['iphone 1', 'iPhone 13 Pro, 256 GB'],
  ])('%j does not find %j', async (text, title) => {
    expect(await titlesWith(text)).not.toContain(title);
  });

  test.each([
    ['samsong', 'samsung'],
    ['Samsong  A54!', 'samsung a54!'],
    ['black hanbag', 'black handbag'],
    ['iphne13 pro', 'iphone13 pro'],
    ['kitenje fabrik', 'kitenge fabric'],
    ['samsung', null],
    ['samsu', null],
    ['techno', null],
    ['vitenge', null],
    ['zzzzzz', null],
    ['samsung zzzzzz', null],
  ])('%j is meant for %j', async (text, meant) => {
    expect((await soughtIn(db, text)).meant).toBe(meant);
  });

  test('are read whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9'":&|!()*<>\\ -]*$/)),
        async (text) => {
          expect(await titlesWith(text)).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('of an s alone are looked for as any other', async () => {
    expect(await titlesWith('size s')).toEqual([]);
  });
});

test('are looked for by their index', async () => {
  await db.pool.query(`
    INSERT INTO "products" ("productId", "sellerPhone", "title", "isListed", "listedAt")
    SELECT 1000 + n, '254711111111', 'Thing ' || n, true, now() FROM generate_series(1, 5000) AS n`);
  await db.pool.query('ANALYZE "products"');
  const { text, values } = whereLive({}, await soughtIn(db, 'black hanbag'));
  const client = await db.pool.connect();
  try {
    // Of so few rows it would read them all.
    await client.query('SET enable_seqscan = off');
    const plan = await client.query(`EXPLAIN SELECT FROM "products" p WHERE ${text}`, values);
    expect(JSON.stringify(plan.rows)).toContain('products_searchWords_idx');
  } finally {
    client.release(true);
  }
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
    expect(await titlesWith('leathr', hosted)).toEqual(await titlesWith('leather'));
  } finally {
    await hosted.close();
    await withAdmin((client) => client.query(`DROP DATABASE "${name}" WITH (FORCE)`));
  }
});
