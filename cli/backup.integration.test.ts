import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledEntry } from '@/e2e/support/bundled-entry';
import { runSoko } from '@/e2e/support/run-soko';
import { contentKey } from '@/lib/media/content-key';
import { LocalObjectStore } from '@/lib/media/local-object-store';
import { createAuth } from '@/lib/platform/auth';
import { createUser } from '@/lib/platform/auth-users';
import { createDatabase, type Database } from '@/lib/platform/db';
import { deriveKey } from '@/lib/platform/secrets';
import { recomputeListing } from '@/lib/products/listing';
import { makeEmbeddedProduct } from '@/lib/products/products-for-tests';
import { applyReviewsInForce, recordReview } from '@/lib/products/reviews';
import { readVector } from '@/lib/products/save-embeddings';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { freePort } from '@/supervisor/free-port';
import { readRunFile } from '@/supervisor/run-file';

const PRODUCTS = 30;
const SPACE = 'test-space';
const phone = '254733000888';
const PASSWORD = 'correct horse battery';
const PICTURE = Buffer.from('an approved picture');
const key = contentKey(PICTURE, 'image/jpeg');
const lostKey = contentKey(Buffer.from('deleted meanwhile'), 'image/jpeg');

let work: string;
let home: string;
let backup: string;
let restored: string;
const systems: ChildProcess[] = [];

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'soko-backup-'));
  [home, backup, restored] = ['home', 'backup', 'restored'].map((name) => path.join(work, name)) as [
    string,
    string,
    string,
  ];
});
afterAll(async () => {
  for (const system of systems) await stop(system);
  await rm(work, { recursive: true });
});

/** The supervisor as it is, with its own PostgreSQL, over stand-ins for web, worker and engine. */
async function startSystem(on: string): Promise<ChildProcess> {
  await mkdir(on, { recursive: true });
  const system = spawn(process.execPath, [bundledEntry('supervisor/fixtures/fake-system.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      SOKO_HOME: on,
      PORT: String(await freePort()),
      WORKER_PORT: String(await freePort()),
      FAKE_PRELOAD: bundledEntry('supervisor/exit-with-parent.ts'),
      FAKE_JOURNAL: path.join(on, 'journal'),
    },
  });
  systems.push(system);
  const lines: string[] = [];
  for await (const line of createInterface({ input: system.stdout })) {
    lines.push(line);
    if (line.includes('Soko is ready')) {
      system.stdout.resume();
      return system;
    }
  }
  throw new Error(lines.join('\n'));
}

async function stop(system: ChildProcess): Promise<void> {
  if (system.exitCode !== null || system.signalCode !== null) return;
  system.kill('SIGTERM');
  await once(system, 'exit');
}

const databaseOf = async (of: string): Promise<Database> =>
  createDatabase((await readRunFile(of))?.databaseUrl ?? '', { max: 3 });

async function fill({ prisma: db, pool }: Database): Promise<void> {
  await db.embeddingSpace.create({ data: { space: SPACE, state: 'in_use' } });
  const ids = Array.from({ length: PRODUCTS }, (_, i) => String(i + 1));
  for (const productId of ids) {
    // Separators that some take for the end of a line.
    const page = { title: `Kanga\u2028${productId} "a" \\ b\tc\r\nd`, description: '😀' };
    const { contentHash } = await makeEmbeddedProduct(db, { productId, sellerPhone: phone, page });
    await recordReview(db, {
      ...{ productId, contentHash, source: 'model', reviewer: 'test', decision: 'approved' },
      ...{ confidence: 0.1 + 0.2, problems: [], category: 'clothing', note: null },
    });
  }
  await applyReviewsInForce(db, ids);
  const vectors = new PostgresVectorStore({ pool, space: SPACE });
  await recomputeListing({ db, vectors, listingPolicy: 'open' }, ids);
  await db.product.update({ where: { productId: '1' }, data: { s3ImageUrl: `/media/${key}`, s3ImageHash: 'a1' } });
  await db.product.update({ where: { productId: '2' }, data: { s3ImageUrl: `/media/${lostKey}`, s3ImageHash: 'a1' } });
  await pool.query(
    `UPDATE "products" SET "readPrice" = 'null'::jsonb, "sizes" = '{"a,b","c\\"d",""}' WHERE "productId" = '3'`,
  );
  await createUser(db, { email: 'amina@soko.example', role: 'admin', password: PASSWORD });
  await new LocalObjectStore({ folder: path.join(home, 'media'), publicBase: '' }).put({
    ...{ key, body: PICTURE, contentType: 'image/jpeg' },
  });
}

/** Every table's rows as one text, but those that are made anew. */
async function contents({ pool }: Database, but: string[] = []): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of rows.filter(
    (row) => ![...but, '_prisma_migrations', 'vectorEntries', 'vectorPurges'].includes(row.name),
  )) {
    const all = await pool.query<{ sum: string }>(
      `SELECT count(*) || ' ' || md5(COALESCE(string_agg(t::text, ' ' ORDER BY t::text), '')) AS "sum"
       FROM "${name}" t`,
    );
    found[name] = all.rows[0]?.sum ?? '';
  }
  return found;
}

test('a backup made while the system works is, in an empty folder, the same system', async () => {
  const system = await startSystem(home);
  const source = await databaseOf(home);
  await fill(source);
  const before = await contents(source, ['sellers', 'auditLog', 'products']);

  let isOver = false;
  const writing = (async () => {
    for (let n = 0; !isOver; n++) {
      const written = `2547${String(10_000_000 + n)}`;
      await source.prisma.$transaction([
        source.prisma.seller.create({ data: { phone: written } }),
        source.prisma.auditLog.create({ data: { actorId: 'test', action: 'written', subject: written } }),
      ]);
    }
  })();
  const made = await runSoko(['backup', backup, '--json'], { SOKO_HOME: home });
  isOver = true;
  await writing;
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(made.out)).toMatchObject({ pictures: 1, missing: [lostKey], secrets: true });
  expect((await stat(path.join(backup, 'secrets.json'))).mode & 0o077).toBe(0);
  expect((await stat(backup)).mode & 0o077).toBe(0);
  expect(await source.prisma.seller.count()).toBeGreaterThan(3);
  await source.close();
  await stop(system);

  const back = await runSoko(['restore', backup, '--json'], { SOKO_HOME: restored });
  expect(back).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(back.out)).toMatchObject({ pictures: 1, forgotten: 1, indexed: PRODUCTS });
  await startSystem(restored);
  const target = await databaseOf(restored);
  expect(await contents(target, ['sellers', 'auditLog', 'products'])).toEqual(before);
  // As of one moment: none of what was written together is there alone.
  const lines = await target.prisma.auditLog.findMany({ where: { action: 'written' }, select: { subject: true } });
  const sellers = await target.prisma.seller.findMany({ where: { phone: { not: phone } }, select: { phone: true } });
  expect(sellers.map((seller) => seller.phone).sort()).toEqual(lines.map(({ subject }) => subject).sort());
  await expectSame(target);
  // Numbers that are counted up go on.
  const { id } = await target.prisma.auditLog.create({ data: { actorId: 'test', action: 'after', subject: 'x' } });
  expect(id).toBeGreaterThan(BigInt(lines.length));
  await target.close();
}, 300_000);

async function expectSame({ prisma: db, pool }: Database): Promise<void> {
  const products = await db.product.findMany({ orderBy: { createdAt: 'asc' } });
  expect(products).toHaveLength(PRODUCTS);
  expect(products.every(({ isListed, title }) => isListed && title?.includes('\u2028'))).toBe(true);
  const { rows } = await pool.query(
    `SELECT "readPrice"::text AS "price", "sizes" FROM "products" WHERE "productId" = '3'`,
  );
  expect(rows).toEqual([{ price: 'null', sizes: ['a,b', 'c"d', ''] }]);
  expect(await db.product.findUnique({ where: { productId: '2' } })).toMatchObject({
    ...{ s3ImageUrl: null, s3ImageHash: null },
  });
  const embedding = await db.productEmbedding.findFirstOrThrow({ where: { productId: '7' } });
  const vectors = new PostgresVectorStore({ pool, space: SPACE });
  const [nearest] = await vectors.search({ vector: readVector(embedding.vector), limit: 1 });
  expect(nearest).toMatchObject({ productId: '7' });
  const stored = await readFile(path.join(restored, 'media', key));
  expect(stored).toEqual(PICTURE);
  const { sokoSecret } = JSON.parse(await readFile(path.join(restored, 'secrets.json'), 'utf8'));
  const auth = createAuth({ db, key: deriveKey('session cookies', sokoSecret) });
  expect(
    await auth.signIn({ email: 'amina@soko.example', password: PASSWORD }, { ip: '198.51.100.7', userAgent: 'test' }),
  ).not.toBeNull();
}

test('a backup of a system that stands; what is not empty, not finished or damaged is refused', async () => {
  const standing = path.join(work, 'standing');
  const made = await runSoko(['backup', standing, '--json'], { SOKO_HOME: home });
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(await readdir(home)).not.toContain('supervisor.lock');

  const refused = async (words: string[], on: string) => (await runSoko([...words, '--json'], { SOKO_HOME: on })).out;
  const fresh = path.join(work, 'fresh');
  expect(await refused(['backup', standing], home)).toContain('folder_not_empty');
  expect(await refused(['restore', standing], restored)).toContain('home_not_empty');
  const damaged = path.join(standing, 'tables', 'auditLog.jsonl.gz');
  await writeFile(damaged, (await readFile(damaged)).subarray(0, -20));
  expect(await refused(['restore', standing], fresh)).toContain('backup_damaged');
  // What was not finished is not taken for a system.
  expect(await readdir(fresh)).not.toContain('secrets.json');
  await rm(path.join(standing, 'manifest.json'));
  expect(await refused(['restore', standing], path.join(work, 'other'))).toContain('no_backup');
}, 300_000);
