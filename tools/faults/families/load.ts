import path from 'node:path';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { type AnotherWorker, startAnotherWorker } from '../../bench/another-worker';
import type { Fault } from '../fault';
import type { FaultySystem } from '../faulty-system';

const MB = 1024 * 1024;
const BURST_WITHIN_MS = 20 * 60_000;
/** As many as one paste may hold. */
const MOST_LINKS = 5_000;

const POISON: QuirkInput[] = [
  { on: 'page', quirk: { kind: 'giant-body', bytes: 200 * MB } },
  { on: 'page', quirk: { kind: 'huge-head', bytes: 50 * MB } },
  { on: 'page', quirk: { kind: 'endless', where: 'head' } },
  { on: 'page', quirk: { kind: 'hang', after: 'half' } },
  { on: 'page', quirk: { kind: 'reset', after: 'half' } },
  { on: 'page', quirk: { kind: 'redirect', to: 'loop' } },
  { on: 'page', quirk: { kind: 'redirect', to: 'http://169.254.169.254/latest/meta-data/' } },
  { on: 'page', quirk: { kind: 'long-description', bytes: 5 * MB } },
  { on: 'image', quirk: { kind: 'bomb' } },
  { on: 'image', quirk: { kind: 'endless' } },
  { on: 'image', quirk: { kind: 'html' } },
  { on: 'image', quirk: { kind: 'svg' } },
  { on: 'image', quirk: { kind: 'truncated', keep: 0.4 } },
  { on: 'image', quirk: { kind: 'hang', after: 'half' } },
];

const poison: Fault = {
  name: 'poison',
  what: `${POISON.length} of a shop's products have hostile pages or pictures (bombs, endless ones, loops)`,
  because: 'nobody: their seller is told which could not be read',
  mostOtherwise: POISON.length,
  async prepare({ world }, { productIds }) {
    for (const [at, rule] of POISON.entries()) await world.quirk({ ...rule, product: productIds[at] ?? '' });
  },
  inject: async () => {},
};

let second: AnotherWorker | undefined;

const twoWorkers: Fault = {
  name: 'two-workers',
  what: 'two workers share the work; the second is killed (kill -9) and not started again',
  async prepare(system) {
    second = await startAnotherWorker(path.resolve(import.meta.dirname, '../../..'), system.run.environment);
  },
  inject: killSecond,
  end: killSecond,
};

async function killSecond(): Promise<void> {
  await second?.end('SIGKILL');
  second = undefined;
}

/** Two sellers' at most: a paste may hold half of it. */
async function pasteBurst(system: FaultySystem, links: number): Promise<string[]> {
  const pastes = Array.from({ length: Math.ceil(links / MOST_LINKS) }, async (_, at) => {
    const { phone, productIds } = await system.world.addSeller(Math.min(MOST_LINKS, links - at * MOST_LINKS));
    return productIds.map((id) => system.world.productLink(id, phone)).join('\n');
  });
  const texts = await Promise.all(pastes);
  return (await Promise.all(texts.map((text) => system.paste(text)))).flat();
}

const burst = (links: number): Fault => ({
  name: 'burst',
  what: `${links} product links are pasted at once (${MOST_LINKS} a paste)`,
  moments: [{ name: 'the paste itself', reached: () => true }],
  paste: (system) => pasteBurst(system, links),
  withinMs: BURST_WITHIN_MS,
  inject: async () => {},
});

export const load = (links: number): Fault[] => [poison, twoWorkers, burst(links)];
