import { Command } from 'commander';
import { repairIndex } from '@/lib/products/repair-index';
import { type Connection, say, withConnection } from './connect';

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
