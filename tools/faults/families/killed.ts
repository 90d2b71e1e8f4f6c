import { ask, until } from '../../attack/client';
import { type Fault, MOMENTS } from '../fault';
import type { FaultySystem, PartName } from '../faulty-system';

const STAGES = Object.values(MOMENTS);
const READY_WITHIN_MS = 120_000;

const kill = (name: PartName): Fault => ({
  name: `kill-${name}`,
  what: `kill -9 of ${name === 'postgres' ? "PostgreSQL's first process" : name}, once in each stage`,
  moments: STAGES,
  inject: async (system) => void (await system.signal(name, 'SIGKILL')),
});

/** In an orderly way, by a new process of the same build. */
async function replace(system: FaultySystem, name: 'worker' | 'web', readyUrl: string): Promise<void> {
  const before = await system.signal(name, 'SIGTERM');
  if (!(await system.replaced(name, before))) throw new Error(`there is no new ${name}`);
  const isReady = async () => (await ask(readyUrl, { patienceMs: 5_000 })).status === 200 || undefined;
  if (!(await until(isReady, READY_WITHIN_MS))) throw new Error(`the new ${name} is not ready`);
}

const deploy: Fault = {
  name: 'deploy',
  what: 'worker, then web, are replaced by new processes of the same build (SIGTERM)',
  async inject(system) {
    await replace(system, 'worker', `${system.run.workerUrl}/ready`);
    await replace(system, 'web', `${system.url}/api/ready`);
  },
};

export const killed: Fault[] = [kill('worker'), kill('web'), kill('engine'), kill('postgres'), deploy];
