import { Command } from 'commander';
import { heartbeatRequested, sweepRequested } from '@/inngest/events';
import { workRequests } from '@/inngest/work-requests';
import { runHeartbeat } from '@/lib/pauses/run-heartbeat';
import { repairIndex } from '@/lib/products/repair-index';
import { driveOn } from '@/lib/syncs/drive-on';
import { countFailedItems, readFailedItems } from '@/lib/syncs/failed-work';
import { type ReplayDeps, replayProducts, replayRun } from '@/lib/syncs/replay-work';
import type { Replayed } from '@/lib/syncs/sync-view.schema';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';

const ASKED_FOR = 'asked for on the command line';
/** A run of this many products at most; what is left is the next replay's. */
const MOST_PRODUCTS = 5_000;

export function heartbeatCommand(): Command {
  return new Command('heartbeat')
    .description('Starts a heartbeat now: what has grown old is read again.')
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions) =>
      withConnection(async ({ database, inngest }) => {
        const requestHeartbeat = () => inngest.send(heartbeatRequested.create({ reason: ASKED_FOR }));
        await runHeartbeat({ db: database.prisma, requestHeartbeat }, { what: 'heartbeat', actorId: 'cli' });
        tell(options, { asked: true }, ['A heartbeat was asked for. /admin shows what it finds.']);
      }),
    );
}

export function reindexCommand(): Command {
  return new Command('reindex')
    .description(
      'Holds the vector index against the database, product by product, and mends what differs; fills an empty one.',
    )
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions) => withConnection((connection) => reindex(connection, options)));
}

async function reindex(connection: Connection, options: OutputOptions): Promise<void> {
  const { currentSpace } = await import('./current-space');
  const { openVectorStore } = await import('@/lib/vectors/open-vector-store');
  const { settings, database } = connection;
  const { pool } = database;
  const vectors = await openVectorStore(settings, { pool, space: await currentSpace(connection) });
  try {
    const deps = { db: database.prisma, vectors, listingPolicy: settings.LISTING_POLICY };
    const mended = await repairIndex(deps, { full: true });
    const indexed = await vectors.count();
    tell(options, { space: vectors.space, indexed, mended }, [
      `${indexed} live products are indexed in ${vectors.space}; ${mended} had to be mended.`,
    ]);
  } finally {
    await vectors.close();
  }
}

interface ReplayOptions extends OutputOptions {
  product?: string[];
  list?: boolean;
}

export function replayCommand(): Command {
  return new Command('replay')
    .description(
      'Starts failed work again: of the given syncs, of the given products, or, without either, all of it; ' +
        'then what stands still is driven on, too.',
    )
    .argument('[syncs...]', 'ids of sync runs')
    .option('--product <ids...>', 'product ids')
    .option('--list', 'only show what has failed')
    .option(...JSON_OUTPUT)
    .action((syncs: string[], options: ReplayOptions) =>
      withConnection((connection) => replay(connection, syncs, options)),
    );
}

async function replay(connection: Connection, syncs: string[], options: ReplayOptions): Promise<void> {
  const { prisma } = connection.database;
  if (options.list) {
    const causes = await countFailedItems(prisma);
    return tell(
      options,
      causes,
      causes.map(({ code, count }) => `${String(count).padStart(6)}  ${code}`),
    );
  }
  const deps = { db: prisma, ...workRequests(connection.inngest) };
  const { product: products } = options;
  const replayed: Replayed[] = [];
  for (const syncId of syncs) replayed.push(await replayRun(deps, syncId, 'cli'));
  if (products) replayed.push(await replayProducts(deps, products, 'cli'));
  if (syncs.length > 0 || products) return tell(options, replayed, replayed.map(inWords));
  const drivenOn = await driveOn(deps);
  await connection.inngest.send(sweepRequested.create({ reason: ASKED_FOR }));
  replayed.push(...(await replayAllFailed(deps)));
  tell(options, replayed, [
    ...(replayed.length === 0 ? ['Nothing has failed.'] : replayed.map(inWords)),
    `Driven on from where they stood: ${drivenOn.products} products, ${drivenOn.catalogues} catalogues.`,
  ]);
}

async function replayAllFailed(deps: ReplayDeps): Promise<Replayed[]> {
  const failed = await readFailedItems(deps.db, { limit: MOST_PRODUCTS });
  const ids = [...new Set(failed.map(({ productId }) => productId))];
  return ids.length === 0 ? [] : [await replayProducts(deps, ids, 'cli')];
}

function inWords({ syncRunId, products, visits }: Replayed): string {
  if (visits) return `The catalogue is visited again: sync ${syncRunId}`;
  return `${products} products again: sync ${syncRunId}`;
}
