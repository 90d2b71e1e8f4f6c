import { Command } from 'commander';
import { reindexRequested } from '@/inngest/events';
import { askToDropSpace } from '@/lib/reindex/drop-space';
import { readReindexProgress } from '@/lib/reindex/reindex-progress';
import type { ReindexProgress } from '@/lib/reindex/reindex-progress.schema';
import { swapSpaces } from '@/lib/reindex/swap-spaces';
import { type Connection, JSON_OUTPUT, type OutputOptions, tell, withConnection } from './connect';

export function modelCommand(): Command {
  return new Command('model')
    .description('The embedding model in use, and how far the next one is.')
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions) =>
      withConnection(async ({ database }) => {
        const progress = await readReindexProgress(database.prisma);
        tell(options, progress, inWords(progress));
      }),
    )
    .addCommand(swapCommand())
    .addCommand(dropCommand());
}

function swapCommand(): Command {
  return new Command('swap')
    .description('Puts the next model to use, once every live product has its vector.')
    .option('--even-incomplete', 'live products without one leave the search until they have one')
    .option(...JSON_OUTPUT)
    .action((options: OutputOptions & { evenIncomplete?: boolean }) =>
      withConnection(async (connection) => {
        const { next } = await readReindexProgress(connection.database.prisma);
        if (next === null) return tell(options, { swapped: false }, [NOTHING_NEXT]);
        const { openVectorStore } = await import('@/lib/vectors/open-vector-store');
        const { settings, database } = connection;
        const vectors = await openVectorStore(settings, { pool: database.pool, space: next.space });
        try {
          const evenIncomplete = options.evenIncomplete === true;
          const deps = { ...dropDeps(connection), openVectors: async () => vectors };
          const swap = await swapSpaces(deps, { to: next.space, actorId: 'cli', evenIncomplete });
          tell(options, { swapped: true, ...swap }, [`${swap.to} is in use; ${swap.from ?? 'nothing'} was before.`]);
        } finally {
          await vectors.close();
        }
      }),
    );
}

function dropCommand(): Command {
  return new Command('drop')
    .description('Deletes the vectors of a model that is not in use.')
    .argument('<space>', 'as `soko model` names it')
    .option(...JSON_OUTPUT)
    .action((space: string, options: OutputOptions) =>
      withConnection(async (connection) => {
        await askToDropSpace(dropDeps(connection), { space, actorId: 'cli' });
        tell(options, { space }, [`The vectors of ${space} are being deleted.`]);
      }),
    );
}

const dropDeps = ({ database, inngest }: Connection) => ({
  db: database.prisma,
  requestReindex: (reason: string) => inngest.send(reindexRequested.create({ reason })),
});

const NOTHING_NEXT = 'No other model is made ready: set SIGLIP_NEXT_MODEL and restart the worker.';

function inWords({ inUse, next, left, dropping }: ReindexProgress): string[] {
  const ready = next?.isReady ? 'ready: npm run soko -- model swap' : 'not ready yet';
  return [
    `in use    ${inUse?.space ?? 'nothing yet'}`,
    ...(next
      ? [
          `next      ${next.space}`,
          `          ${next.liveEmbedded} of ${next.live} live products, ${next.embedded} of ${next.products} in all`,
          `          ${ready}`,
          ...next.failures.map(({ code, products }) => `          ${products} failed: ${code}`),
        ]
      : []),
    ...left.map(({ space }) => `kept      ${space}`),
    ...dropping.map(({ space }) => `deleting  ${space}`),
  ];
}
