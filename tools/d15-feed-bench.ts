import { mkdtemp, rm } from 'node:fs/promises';
import { browseProducts } from '@/lib/marketplace/browse-products';
import { createDatabase } from '@/lib/platform/db';
import { migrate } from '@/lib/platform/migrate';
import { Vocabulary } from '@/lib/words/vocabulary';
import { startPostgres, stopPostgres } from '@/supervisor/postgres/postgres-server';
const home = await mkdtemp('/tmp/d15-bench-');
const server = await startPostgres({ dataDir: home + '/data', password: 'x', log: () => {} });
try {
  const admin = createDatabase(server.url('postgres'));
  await admin.pool.query('CREATE DATABASE f'); await admin.close();
  const url = server.url('postgres').replace(/postgres$/, 'f');
  await migrate(url);
  const { prisma: db, pool, close } = createDatabase(url);
  await pool.query(`INSERT INTO sellers (phone) SELECT '2547' || lpad(n::text, 8, '0') FROM generate_series(0, 1999) n`);
  const cats = ['shoes','bags','womens_clothing','electronics'];
  // place: 0 newest. shape: bulk uploads of `bulk` by sellers, else mixed.
  async function seed(bulk: number) {
    await pool.query('TRUNCATE products CASCADE');
    await pool.query(`INSERT INTO products ("productId","sellerPhone",title,category,"priceAmount","priceCurrency","imageColours","isListed","listedAt","qcStatus","description")
      SELECT (1000000000 + n)::text, '2547' || lpad((CASE WHEN $1 > 1 THEN (n / $1) % 2000 ELSE n % 2000 END)::text, 8, '0'), 'Title ' || n, (ARRAY['shoes','bags','womens_clothing','electronics'])[1 + n % 4],
      100 + n % 2000, CASE WHEN n % 20 = 0 THEN 'UGX' ELSE 'KES' END, ARRAY[(ARRAY['red','blue','green','black','white'])[1 + (n*7) % 5]], true, now() - n * interval '1 second', 'approved', repeat('word ', 30)
      FROM generate_series(0, 99999) n`, [bulk]);
    await pool.query('VACUUM ANALYZE products');
  }
  const deps = { db, pool, vocabulary: new Vocabulary(pool) };
  const p = (a: number[], q: number) => a.toSorted((x, y) => x - y)[Math.floor(a.length * q)]!.toFixed(1);
  for (const bulk of [1, 100, 300, 5000, 50000]) {
    await seed(bulk);
    for (const [name, filters] of [['first', {}], ['category', { category: 'shoes' }], ['colour', { colour: 'red' }], ['UGX', { currency: 'UGX' }], ["newest", { sort: 'newest' }]] as const) {
      const first: number[] = [], deep: number[] = [];
      for (let i = 0; i < 25; i++) {
        let cursor: string | undefined;
        for (let page = 0; page < 12; page++) {
          const t = performance.now();
          const r = await browseProducts(deps, { ...filters, limit: 30, cursor } as never);
          (page === 0 ? first : deep).push(performance.now() - t);
          cursor = r.nextCursor ?? undefined; if (!cursor) break;
        }
      }
      console.log(`bulk ${bulk} ${name}: first p50 ${p(first, .5)} p95 ${p(first, .95)}; deeper p50 ${p(deep, .5)} p95 ${p(deep, .95)}`);
    }
  }
  if (process.argv[2]) { for (const q of process.argv.slice(2)) console.log((await pool.query('EXPLAIN ANALYZE ' + q)).rows.map((r: any) => r['QUERY PLAN']).join('\n')); }
  await close();
} finally { await stopPostgres(server); await rm(home, { recursive: true, force: true }); }
