import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { QuirkInput } from '@/e2e/world/quirks/surfaces';
import { freePort } from '@/supervisor/free-port';
import { spawnNode } from '@/supervisor/node-process';
import { ask, until } from '../../attack/client';
import type { Fault } from '../fault';
import type { FaultySystem } from '../faulty-system';

const MB = 1024 * 1024;
const READY_WITHIN_MS = 120_000;
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

let second: ChildProcess | undefined;

const twoWorkers: Fault = {
  name: 'two-workers',
  what: 'two workers share the work; the second is killed (kill -9) and not started again',
  async prepare(system) {
    const port = await freePort();
    second = spawnNode({
      command: ['dist/worker.js'],
      preload: './dist/exit-with-parent.js',
      cwd: path.resolve(import.meta.dirname, '../../..'),
      environment: {
        ...system.run.environment,
        ...{ WORKER_PORT: String(port), WORKER_URL: `http://127.0.0.1:${port}` },
      },
      log: () => {},
    });
    const isReady = async () =>
      (await ask(`http://127.0.0.1:${port}/ready`, { patienceMs: 5_000 })).status === 200 || undefined;
    if (!(await until(isReady, READY_WITHIN_MS))) throw new Error('the second worker is not ready');
  },
  inject: killSecond,
  end: killSecond,
};

async function killSecond(): Promise<void> {
  const child = second;
  second = undefined;
  if (child?.pid === undefined || child.exitCode !== null) return;
  const gone = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL');
  await gone;
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
