import { createServer, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isStillRunning, readProcessTree } from '@/lib/platform/processes';
import type { Fault } from '../fault';
import type { FaultySystem, PartName } from '../faulty-system';

/** As one that swaps, or a machine that is moved: it is there, and does nothing. */
const freeze = (name: PartName, what: string): Fault => ({
  name: `freeze-${name}`,
  what: `${what} is stopped for a minute (SIGSTOP, then SIGCONT)`,
  lasts: 'a minute',
  inject: (system) => signalTree(system, name, 'SIGSTOP'),
  end: (system) => signalTree(system, name, 'SIGCONT'),
});

async function signalTree(system: FaultySystem, name: PartName, signal: NodeJS.Signals): Promise<void> {
  const { pid } = await system.process(name);
  for (const member of await readProcessTree(pid, new Set([pid]))) process.kill(member.pid, signal);
}

let holder: Server | undefined;

/** The supervisor starts it again at once, which its port does not allow until it is given back. */
const shutDown: Fault = {
  name: 'stop-postgres',
  what: 'PostgreSQL is shut down (fast) and away for a minute; its port takes connections and cuts them',
  lasts: 'a minute',
  async inject(system) {
    const known = await system.signal('postgres', 'SIGINT');
    while (await isStillRunning(known)) await sleep(5);
    const server = createServer((socket) => void socket.on('error', () => {}).destroy());
    const port = Number(new URL(system.run.databaseUrl).port);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
    holder = server;
  },
  end: async () => void holder?.close(),
};

export const stopped: Fault[] = [
  freeze('worker', 'the worker'),
  freeze('web', 'web'),
  freeze('engine', 'the engine ("Inngest")'),
  freeze('postgres', 'PostgreSQL with all its processes'),
  shutDown,
];
