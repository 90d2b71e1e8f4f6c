import { Command } from 'commander';
import { workRequests } from '@/inngest/work-requests';
import { visibleText } from '@/lib/platform/visible-text';
import { countFailedItems, readFailedItems } from '@/lib/syncs/failed-work';
import { replayProducts, replayRun } from '@/lib/syncs/replay-work';
import type { Replayed } from '@/lib/syncs/sync-view.schema';
import { type Connection, say, withConnection } from './connect';
import { requestSweep } from './requests';

/** A run of this many products at most; what is left is the next replay's. */
const MOST_PRODUCTS = 5_000;

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

  await requestSweep(connection, 'asked for on the command line');
  const failed = await readFailedItems(prisma, MOST_PRODUCTS);
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
