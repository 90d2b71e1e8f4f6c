import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { erasuresRequested } from '@/inngest/events';
import { contentTypeOfKey, keyOfUrl } from '@/lib/media/content-key';
import { pictureOfCopy } from '@/lib/media/picture-variants';
import type { Product } from '@/lib/platform/prisma-client/client';
import { readSync } from '@/lib/syncs/read-sync';
import { VectorRows } from '@/lib/vectors/vector-rows';
import { KillableSystem, VICTIMS, type Victim } from './killable-system';

const PRODUCTS = 60;
const phoneOf = (victim: Victim) => `25473300030${VICTIMS.indexOf(victim)}`;
/** Nobody asks for it: what is left of theirs is what was there before. */
const BYSTANDER = '254733000399';
const A_WEEK_MS = 7 * 86_400_000;

let system: KillableSystem;

beforeAll(async () => {
  system = await KillableSystem.start({
    sellers: [...VICTIMS.map(phoneOf), BYSTANDER].map((phone) => bigSeller(PRODUCTS, { phone, looks: 30 })),
  });
  // So that there is something to say about products.
  system.world.control({ do: 'quirk', on: 'page', quirk: { kind: 'status', status: 503 }, times: 20 });
  system.world.control({ do: 'quirk', on: 'image', quirk: { kind: 'status', status: 503 }, times: 20 });
  await Promise.all([...VICTIMS.map(phoneOf), BYSTANDER].map(live));
}, 240_000);
afterAll(() => system?.close());

test.each(VICTIMS)(
  'kill -9 of the %s in the middle of an erasure: in the end nothing of theirs is left, and all of the others’',
  async (victim) => {
    const phone = phoneOf(victim);
    const { db } = system;
    const products = await db.product.findMany({ where: { sellerPhone: phone } });
    expect(products).toHaveLength(PRODUCTS);
    const ids = products.map(({ productId }) => productId);
    const refused = await db.sellerOptOut.count();
    await db.seller.update({ where: { phone }, data: { eraseAt: new Date(Date.now() - A_WEEK_MS) } });
    await ask();
    // Its first step: from here on it has begun.
    await until(async () => (await db.sellerOptOut.count()) > refused);
    await system.killAndRestart(victim);
    await until(async () => (await db.seller.count({ where: { phone } })) === 0);
    const others = new Set((await db.product.findMany({ where: { sellerPhone: { not: phone } } })).flatMap(wordsOf));
    const needles = [phone, ...products.flatMap(wordsOf).filter((word) => !others.has(word))];
    expect(needles.length).toBeGreaterThan(PRODUCTS * 3);
    // As it happens a day later, when each process that searches has seen that they are gone.
    await new VectorRows(system.parts.database.pool, system.parts.vectors.space).purge('0 seconds');
    expect(await holding(needles, 'public')).toEqual([]);
    // Runs that name products alone, as those do that make smaller copies, go with the engine's memory of a day.
    expect(await holding([phone], 'engine')).toEqual([]);
    const printed = system.printed();
    expect(printed).toContain('hydrate: retry');
    expect(needles.filter((needle) => printed.includes(needle))).toEqual([]);
    expect((await system.parts.vectors.get(ids)).size).toBe(0);
    expect(await db.sellerOptOut.count()).toBe(refused + 1);
    // Stored pictures are named by their content: each that is still there is some product's.
    const kept = await db.product.findMany({ where: { s3ImageUrl: { not: null } }, select: { s3ImageUrl: true } });
    const keys = new Set(kept.map(({ s3ImageUrl }) => keyOfUrl(s3ImageUrl ?? '')));
    const stored = (await readdir(system.mediaFolder, { recursive: true })).filter(
      (name) => contentTypeOfKey(name) !== null,
    );
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.filter((name) => !keys.has(pictureOfCopy(name)))).toEqual([]);
    expect(await db.product.count({ where: { sellerPhone: BYSTANDER, isListed: true } })).toBe(PRODUCTS);
  },
  200_000,
);

async function live(phone: string): Promise<void> {
  const { sellers } = await system.paste(system.world.catalogueLink(phone));
  await until(async () => (await readSync(system.db, sellers[0]?.syncId ?? ''))?.state === 'finished');
}

const ask = () =>
  system.parts
    .client('soko-web')
    .send(erasuresRequested.create({ reason: 'test' }))
    .catch(() => {});

/** What tells a product. Others may have the same title or, under the same key, the same picture. */
function wordsOf(product: Product): string[] {
  const { productId, title, imageUrl, s3ImageUrl } = product;
  const key = s3ImageUrl === null ? null : keyOfUrl(s3ImageUrl);
  return [productId, title, imageUrl, key].filter((word) => word !== null);
}

/** Every table that says any of it. */
async function holding(needles: string[], schema: 'public' | 'engine'): Promise<string[]> {
  const { pool } = system.parts.database;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = $1`,
    [schema],
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: said } = await pool.query<{ needle: string }>(
      `SELECT n AS needle FROM unnest($1::text[]) n
       WHERE EXISTS (SELECT FROM ${name} AS t WHERE strpos(t::text, n) > 0)`,
      [needles],
    );
    found.push(...said.map(({ needle }) => `${name}: ${needle}`));
  }
  return found;
}

const until = (read: () => Promise<boolean>) => system.until({ read, isReached: Boolean, ask });
