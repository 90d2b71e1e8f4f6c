import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { erasuresRequested } from '@/inngest/events';
import { readSync } from '@/lib/syncs/read-sync';
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
  await Promise.all([...VICTIMS.map(phoneOf), BYSTANDER].map(live));
}, 240_000);
afterAll(() => system?.close());

test.each(VICTIMS)(
  'kill -9 of the %s in the middle of an erasure: in the end nothing of theirs is left, and all of the others’',
  async (victim) => {
    const phone = phoneOf(victim);
    const { db } = system;
    const ids = (await db.product.findMany({ where: { sellerPhone: phone } })).map(({ productId }) => productId);
    expect(ids).toHaveLength(PRODUCTS);
    const refused = await db.sellerOptOut.count();
    await db.seller.update({ where: { phone }, data: { eraseAt: new Date(Date.now() - A_WEEK_MS) } });
    await ask();
    // Its first step: from here on it has begun.
    await until(async () => (await db.sellerOptOut.count()) > refused);
    await system.killAndRestart(victim);
    await until(async () => (await db.seller.count({ where: { phone } })) === 0);
    expect(await holding(phone)).toEqual([]);
    expect((await system.parts.vectors.get(ids)).size).toBe(0);
    expect(await db.sellerOptOut.count()).toBe(refused + 1);
    // Stored pictures are named by their content: each that is still there is some product's.
    const kept = await db.product.findMany({ where: { s3ImageUrl: { not: null } }, select: { s3ImageUrl: true } });
    const names = new Set(kept.map(({ s3ImageUrl }) => s3ImageUrl?.split('/').at(-1)?.split('.')[0]));
    const stored = await readdir(system.mediaFolder, { recursive: true, withFileTypes: true });
    const orphans = stored.filter((file) => file.isFile() && !names.has(file.name.split('.')[0]));
    expect(orphans.map(({ name }) => name)).toEqual([]);
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

/** Every table that names the phone, but the engine's own: what it keeps it is asked to forget elsewhere. */
async function holding(phone: string): Promise<string[]> {
  const { pool } = system.parts.database;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
     WHERE schemaname = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rowCount } = await pool.query(`SELECT FROM ${name} AS t WHERE t::text LIKE $1`, [`%${phone}%`]);
    if (rowCount) found.push(name);
  }
  return found;
}

/** Looks until it is so, across restarts; what has stood still is asked for again, as the cron would, only sooner. */
async function until(reached: () => Promise<boolean>): Promise<void> {
  let askAt = Date.now() + 10_000;
  const giveUpAt = Date.now() + 150_000;
  for (;;) {
    if (await reached().catch(() => false)) return;
    if (Date.now() > giveUpAt) throw new Error(`It stands still.\n${system.lastWords()}`);
    if (Date.now() > askAt) {
      await ask();
      askAt = Date.now() + 5_000;
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
