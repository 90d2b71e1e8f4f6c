import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockHome } from './home-lock';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'soko-lock-'));
});

afterEach(() => rm(home, { recursive: true }));

test('one only has the home, until it gives it back', async () => {
  const unlock = await lockHome(home);
  await expect(lockHome(home)).rejects.toThrow(`already running on ${home} (process ${process.pid})`);
  await unlock();
  await (await lockHome(home))();
  expect(await readdir(home)).toEqual([]);
});

test.each([
  ['of a process that has gone', JSON.stringify({ pid: 2 ** 22 + 1, identity: '1' })],
  ['of an earlier process with the same pid', JSON.stringify({ pid: process.pid, identity: '1' })],
  ['that was cut short', '{"pid":'],
])('a lock %s is taken over', async (_whose, text) => {
  await writeFile(path.join(home, 'supervisor.lock'), text);
  await (await lockHome(home))();
});

test('of many at once, one gets it', async () => {
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => lockHome(home)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
