import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { ingest } from './ingest';
import type { RunningSystem } from './running-system';
import type { SystemInWorld } from './with-world';

const BEAT_WITHIN_MS = 600_000;
const COMMANDS_AT_ONCE = 8;
/** Of a wave: so many get other words, so many another picture. */
const OTHER_WORDS = 0.4;
const OTHER_PICTURE = 0.1;

type Outcomes = Record<string, number>;

/**
 * What becomes of a seller's products in a month, in a minute: they are ingested, found unchanged, some of them
 * changed, all of them deleted, with a heartbeat after each. Throws where one of the heartbeats saw something else.
 */
export async function soakWave({ system, world }: SystemInWorld, products: number): Promise<void> {
  const { phone, productIds } = await world.addSeller(products);
  await ingest(system, world.catalogueLink(phone), products);
  expectOutcomes(await beat(system, phone, products), { unchanged: products });

  const limit = pLimit(COMMANDS_AT_ONCE);
  const words = productIds.slice(0, Math.round(products * OTHER_WORDS));
  const pictures = productIds.slice(words.length, words.length + Math.round(products * OTHER_PICTURE));
  await Promise.all([
    ...words.map((id, at) => limit(() => world.control({ do: 'product', id, description: `On offer now, no. ${at}` }))),
    ...pictures.map((id) => limit(() => world.control({ do: 'new-picture', id }))),
  ]);
  const changed = words.length + pictures.length;
  expectOutcomes(await beat(system, phone, products), { approved: changed, unchanged: products - changed });

  await Promise.all(productIds.map((id) => limit(() => world.control({ do: 'delete', id }))));
  expectOutcomes(await beat(system, phone, products), { inactive: products });
}

/** A heartbeat over all of a seller's products, which are made to have grown old; what it found each of them to be. */
async function beat({ database, soko }: RunningSystem, phone: string, products: number): Promise<Outcomes> {
  const { rows } = await database.query<{ now: Date }>(
    `WITH old AS (
       UPDATE "products" SET "lastHydratedAt" = now() - interval '2 days', "hydrateAttemptAt" = NULL
       WHERE "sellerPhone" = $1 AND "isActive" RETURNING 1
     ) SELECT now() AS "now" FROM old LIMIT 1`,
    [phone],
  );
  const [{ now } = { now: new Date() }] = rows;
  await soko('heartbeat');
  for (const giveUpAt = Date.now() + BEAT_WITHIN_MS; ; await sleep(250)) {
    const seen = await database.query<{ outcome: string; count: number }>(
      `SELECT i."outcome"::text AS "outcome", count(*)::int AS "count"
       FROM "syncItems" i JOIN "syncRuns" r ON r."id" = i."syncRunId"
       WHERE r."kind" = 'heartbeat' AND r."createdAt" >= $1 AND i."sellerPhone" = $2 AND i."outcome" IS NOT NULL
       GROUP BY i."outcome"`,
      [now, phone],
    );
    const outcomes = Object.fromEntries(seen.rows.map(({ outcome, count }) => [outcome, count]));
    const ended = seen.rows.reduce((sum, { count }) => sum + count, 0);
    if (ended >= products) return outcomes;
    if (Date.now() > giveUpAt) throw new Error(`a heartbeat stands still: ${JSON.stringify(outcomes)} of ${products}`);
  }
}

function expectOutcomes(seen: Outcomes, expected: Outcomes): void {
  const names = new Set([...Object.keys(seen), ...Object.keys(expected)]);
  const isOther = [...names].some((name) => (seen[name] ?? 0) !== (expected[name] ?? 0));
  if (isOther) throw new Error(`a heartbeat found ${JSON.stringify(seen)}, and not ${JSON.stringify(expected)}`);
}
