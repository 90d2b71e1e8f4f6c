import { Command } from 'commander';
import { heartbeatRequested, sweepRequested } from '@/inngest/events';
import { workRequests } from '@/inngest/work-requests';
import { visibleText } from '@/lib/platform/visible-text';
import { repairIndex } from '@/lib/products/repair-index';
import { countFailedItems, readFailedItems } from '@/lib/syncs/failed-work';
import { replayProducts, replayRun } from '@/lib/syncs/replay-work';
import type { Replayed } from '@/lib/syncs/sync-view.schema';
import { type Connection, say, withConnection } from './connect';

const ASKED_FOR = 'asked for on the command line';
/** A run of this many products at most; what is left is the next replay's. */
const MOST_PRODUCTS = 5_000;

export function heartbeatCommand(): Command {
  return new Command('heartbeat').description('Starts a heartbeat now: what has grown old is read again.').action(() =>
    withConnection(async ({ inngest }) => {
      await inngest.send(heartbeatRequested.create({ reason: ASKED_FOR }));
      say('A heartbeat was asked for. /admin shows what it finds.');
    }),
  );
}

export function reindexCommand(): Command {
  return new Command('reindex')
    .description(
      'Holds the vector index against the database, product by product, and mends what differs; fills an empty one.',
    )
    .action(() => withConnection(reindex));
}

async function reindex(connection: Connection): Promise<void> {
  const { readCurrentSpace } = await import('./stores');
  const { openVectorStore } = await import('@/lib/vectors/open-vector-store');
  const { settings, database } = connection;
  const { pool } = database;
  const vectors = await openVectorStore(settings, { pool, space: await readCurrentSpace(connection) });
  try {
    const deps = { db: database.prisma, vectors, listingPolicy: settings.LISTING_POLICY };
    const mended = await repairIndex(deps, { full: true });
    say(`${await vectors.count()} live products are indexed in ${vectors.space}; ${mended} had to be mended.`);
  } finally {
    await vectors.close();
  }
}

interface ReplayOptions {
  product?: string[];
  list?: boolean;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description('Starts failed work again: of the given syncs, of the given products, or, without either, all of it.')
    .argument('[syncs...]', 'ids of sync runs')
    .option('--product <ids...>', 'product ids')
    .option('--list', 'only show what has failed')
    .action((syncs: string[], options: ReplayOptions) =>
      withConnection((connection) => replay(connection, syncs, options)),
    );
}

async function replay(connection: Connection, syncs: string[], { product, list }: ReplayOptions): Promise<void> {
  const { prisma } = connection.database;
  if (list) {
    for (const { code, count } of await countFailedItems(prisma))
      say(visibleText(`${String(count).padStart(6)}  ${code}`));
    return;
  }
  const deps = { db: connection.database.prisma, ...workRequests(connection.inngest) };
  for (const syncId of syncs) sayReplayed(await replayRun(deps, syncId, 'cli'));
  if (product) sayReplayed(await replayProducts(deps, product, 'cli'));
  if (syncs.length > 0 || product) return;

  await connection.inngest.send(sweepRequested.create({ reason: ASKED_FOR }));
  const failed = await readFailedItems(prisma, { limit: MOST_PRODUCTS });
  if (failed.length === 0) return say('Nothing has failed. What may be stuck is driven on.');
  const ids = failed.map(({ productId }) => productId);
  sayReplayed(await replayProducts(deps, [...new Set(ids)], 'cli'));
}

function sayReplayed({ syncRunId, products }: Replayed): void {
  say(
    products === 0
      ? `The catalogue is visited again: sync ${syncRunId}`
      : `${products} products again: sync ${syncRunId}`,
  );
}
