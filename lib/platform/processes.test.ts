import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { killAll, readProcessTree } from './processes';

test.skipIf(process.platform !== 'linux')(
  'a group of its own that a process started is found, and forgotten once all of it has ended',
  async () => {
    const root = spawn('sh', ['-c', 'setsid sh -c "sleep 1; exit" & exec sleep 60'], {
      detached: true,
      stdio: 'ignore',
    });
    const groups = new Set([root.pid ?? 0]);
    const read = () => readProcessTree(root.pid ?? 0, groups);
    onTestFinished(async () => killAll(await read()));
    while (groups.size < 2) await read();
    while ((await read()).length > 1) await sleep(50);
    // By now the number may be another program's, which must not be counted or ended.
    expect([...groups]).toEqual([root.pid]);
  },
);
