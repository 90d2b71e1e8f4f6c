import pLimit from 'p-limit';
import { StandInWorld } from '../attack/stand-in-world';
import { type RunningSystem, startSystem } from './running-system';

const DRAWN_AT_ONCE = 4;

export interface SystemInWorld {
  system: RunningSystem;
  world: StandInWorld;
}

export interface WorldNewcomer {
  phone: string;
  /** To their catalogue. */
  link: string;
  productIds: string[];
}

/** The whole system against a stand-in world without sellers: they come while it runs, see `newSeller`. */
export async function withWorld<T>(
  { root, settings = {} }: { root: string; settings?: Record<string, string> },
  work: (running: SystemInWorld) => Promise<T>,
): Promise<T> {
  const world = await StandInWorld.start(['--no-demo', '--page-latency', '50']);
  try {
    const system = await startSystem(world.process, settings, root);
    try {
      return await work({ system, world });
    } finally {
      await system.stop();
    }
  } finally {
    await world.process.stop();
  }
}

/** A seller with so many products that all pass, whose pictures are drawn already. */
export async function newSeller(world: StandInWorld, products: number): Promise<WorldNewcomer> {
  const { phone, productIds } = await world.addSeller(products);
  const limit = pLimit(DRAWN_AT_ONCE);
  await Promise.all(productIds.map((id) => limit(() => world.picture(id))));
  return { phone, productIds, link: world.catalogueLink(phone) };
}
