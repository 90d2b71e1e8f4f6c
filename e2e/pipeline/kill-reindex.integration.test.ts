import { afterAll, beforeAll, expect, test } from 'vitest';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { reindexRequested } from '@/inngest/events';
import { askToDropSpace } from '@/lib/reindex/drop-space';
import { readReindexProgress } from '@/lib/reindex/reindex-progress';
import { readSpaceInUse } from '@/lib/reindex/space-in-use';
import { swapSpaces } from '@/lib/reindex/swap-spaces';
import { readSync } from '@/lib/syncs/read-sync';
import { PostgresVectorStore } from '@/lib/vectors/postgres-vector-store';
import { KillableSystem, VICTIMS } from './killable-system';

const PRODUCTS = 100;
const phone = '254733000401';

let system: KillableSystem;

beforeAll(async () => {
  system = await KillableSystem.start({ sellers: [bigSeller(PRODUCTS, { phone, looks: 30 })] });
  const { sellers } = await system.paste(system.world.catalogueLink(phone));
  await until(async () => (await readSync(system.db, sellers[0]?.syncId ?? ''))?.state === 'finished');
}, 240_000);
afterAll(() => system?.close());

test.each(VICTIMS)(
  'kill -9 of the %s while another model is made ready: it becomes ready, is put to use, and nothing left the search',
  async (victim) => {
    const { db } = system;
    const before = await readSpaceInUse(db);
    const space = `next/${victim}`;
    await system.restartWorkerWith(space);
    await ask();
    await until(async () => (await embeddedIn(space)) > 10);
    expect(await embeddedIn(space)).toBeLessThan(PRODUCTS);
    await system.killAndRestart(victim);
    await until(async () => (await readReindexProgress(db)).next?.isReady === true);

    const { next } = await readReindexProgress(db);
    expect(next).toMatchObject({ space, live: PRODUCTS, embedded: PRODUCTS, failures: [] });
    expect(await db.product.count({ where: { isListed: true } })).toBe(PRODUCTS);
    expect(await storeOf(before ?? '').count()).toBe(PRODUCTS);

    const deps = { db, openVectors: async (of: string) => storeOf(of), requestReindex: ask };
    const swap = { to: space, actorId: 'cli', evenIncomplete: false };
    // Two admins at once: one of them puts it to use.
    const swaps = await Promise.allSettled([swapSpaces(deps, swap), swapSpaces(deps, swap)]);
    expect(swaps.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await readSpaceInUse(db)).toBe(space);
    expect(await storeOf(space).count()).toBe(PRODUCTS);
    expect(await system.parts.web.repairIndex({ full: true })).toBe(0);
    expect(await db.product.count({ where: { isListed: true } })).toBe(PRODUCTS);

    await askToDropSpace(deps, { space: before ?? '', actorId: 'cli' });
    await system.killAndRestart(victim);
    await until(async () => (await db.embeddingSpace.count({ where: { space: before ?? '' } })) === 0);
    expect(await embeddedIn(before ?? '')).toBe(0);
    expect(await storeOf(before ?? '').count()).toBe(0);
    expect(await embeddedIn(space)).toBe(PRODUCTS);
  },
  240_000,
);

const embeddedIn = (space: string) => system.db.productEmbedding.count({ where: { space } });
const storeOf = (space: string) => new PostgresVectorStore({ pool: system.parts.database.pool, space });

const ask = () =>
  system.parts
    .client('soko-web')
    .send(reindexRequested.create({ reason: 'test' }))
    .catch(() => {});

const until = (read: () => Promise<boolean>) => system.until({ read, isReached: Boolean, ask });
