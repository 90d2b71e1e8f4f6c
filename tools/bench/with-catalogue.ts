import { ingest } from './ingest';
import { type RunningSystem, startSystem } from './running-system';
import { type SeededCatalogue, seedCatalogue } from './seed-catalogue';
import { startWorldProcess } from './world-process';

export interface CatalogueSystem {
  url: string;
  system: RunningSystem;
  catalogue: SeededCatalogue;
  /** Pastes the big seller's link and waits until all is live; products a minute. */
  ingest(): Promise<number>;
}

/** The whole system with so many products live already, and a seller of `backfill` more in a stand-in world beside it. */
export async function withCatalogue<T>(
  { products, backfill }: { products: number; backfill: number },
  work: (running: CatalogueSystem) => Promise<T>,
): Promise<T> {
  const world = await startWorldProcess(['--big-seller', String(backfill), '--draw-ahead', '--page-latency', '50']);
  const bigSellersLink = world.links.at(-1);
  try {
    if (bigSellersLink === undefined) throw new Error('the stand-in world has no seller');
    const system = await startSystem({ ...world, allowedHosts: world.allowedHosts.join(',') });
    try {
      const catalogue = await seedCatalogue(system.database, products);
      return await work({
        url: system.url,
        system,
        catalogue,
        ingest: async () => (backfill / (await ingest(system.url, bigSellersLink, backfill))) * 60,
      });
    } finally {
      await system.stop();
    }
  } finally {
    await world.stop();
  }
}
