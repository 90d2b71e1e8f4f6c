import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeOwnedFolder } from './owned-folder';
import { knownProcess } from './processes';

let within: string;
beforeEach(async () => {
  within = await mkdtemp(path.join(tmpdir(), 'soko-owned-'));
});
afterEach(() => rm(within, { recursive: true, force: true }));

const machine = vi.hoisted(() => ({ name: 'soko-market-worker-7d9f8b6c5d-abcde' }));
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  hostname: () => machine.name,
}));

/** As names begin that are made on this machine. */
let host: string;
beforeEach(async () => {
  const folder = await makeOwnedFolder(within, '');
  host = path.basename(folder.path).split('~')[0] ?? '';
  await folder.remove();
});
const names = async () => (await readdir(within)).sort();

test('a folder is kept while its process lives, and goes with remove', async () => {
  const first = await makeOwnedFolder(within, 'x-');
  const second = await makeOwnedFolder(within, 'x-');
  await writeFile(path.join(first.path, 'profile'), 'x');
  expect(await names()).toEqual([path.basename(first.path), path.basename(second.path)].sort());
  await first.remove();
  expect(await names()).toEqual([path.basename(second.path)]);
});

test('that of a process that was killed, or whose number is another’s now, goes when the next is made', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const known = await knownProcess(child.pid ?? 0);
  const ofChild = `x-${host}~${known?.pid}~${known?.identity.replaceAll(/\W/g, '')}~abc`;
  await mkdir(path.join(within, ofChild, 'deep', 'inside'), { recursive: true });
  await mkdir(path.join(within, `x-${host}~${process.pid}~12345~abc`));
  const own = await makeOwnedFolder(within, 'x-');
  expect(await names()).toEqual([ofChild, path.basename(own.path)].sort());
  child.kill('SIGKILL');
  await once(child, 'exit');
  const next = await makeOwnedFolder(within, 'x-');
  expect(await names()).toEqual([path.basename(own.path), path.basename(next.path)].sort());
});

test('those of a container whose name only ends differently stay while they are used', async () => {
  const ours = await makeOwnedFolder(within, 'x-');
  const [, ...owner] = path.basename(ours.path).split('~');
  machine.name = 'soko-market-worker-7d9f8b6c5d-fghij';
  const theirs = await makeOwnedFolder(within, 'x-');
  const [elsewhere] = path.basename(theirs.path).split('~');
  await mkdir(path.join(within, [elsewhere, '999999999', ...owner.slice(1)].join('~')));
  machine.name = 'soko-market-worker-7d9f8b6c5d-abcde';
  await makeOwnedFolder(within, 'x-');
  expect((await names()).filter((name) => name.startsWith(`${elsewhere}~`))).toHaveLength(2);
});

test('what is not ours to judge stays: other names, links, files, another machine’s while it is used', async () => {
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'soko-elsewhere-'));
  await writeFile(path.join(elsewhere, 'kept'), '');
  await mkdir(path.join(within, 'x-something'));
  await mkdir(path.join(within, 'y-'.concat(host, '~1~1~a')));
  await writeFile(path.join(within, `x-${host}~999999999~1~file`), '');
  await symlink(elsewhere, path.join(within, `x-${host}~999999999~1~link`));
  await mkdir(path.join(within, 'x-another~1~1~used'));
  await mkdir(path.join(within, 'x-another~1~1~old'));
  const longAgo = new Date(Date.now() - 8 * 24 * 3_600_000);
  await utimes(path.join(within, 'x-another~1~1~old'), longAgo, longAgo);
  const before = await names();
  const own = await makeOwnedFolder(within, 'x-');
  expect(await names()).toEqual([...before.filter((name) => !name.endsWith('~old')), path.basename(own.path)].sort());
  expect(await readdir(elsewhere)).toEqual(['kept']);
  await rm(elsewhere, { recursive: true });
});
