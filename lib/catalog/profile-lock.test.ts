import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockProfile } from './profile-lock';

let profile: string;
beforeEach(async () => {
  profile = await mkdtemp(path.join(tmpdir(), 'soko-profile-'));
});
afterEach(() => rm(profile, { recursive: true, force: true }));

test('one has the profile, until it gives it back', async () => {
  const unlock = await lockProfile(profile);
  await expect(lockProfile(profile)).rejects.toMatchObject({ code: 'browser_profile_locked' });
  await unlock();
  await (await lockProfile(profile))();
  expect(await readdir(profile)).toEqual([]);
});

test.each([
  ['this process’s number, as after every restart of a container', `${process.pid} 1`],
  ['the number of one that lives, but was started later', `${process.ppid} 1`],
  ['a number that is nobody’s', '999999999 1'],
  ['a number alone, as earlier versions wrote it', String(process.pid)],
  ['half of what was to be written', ''],
])('a lock that a kill -9 left is taken over: %s', async (_, left) => {
  await writeFile(path.join(profile, 'soko-scout.lock'), left);
  const unlock = await lockProfile(profile);
  await expect(lockProfile(profile)).rejects.toMatchObject({ code: 'browser_profile_locked' });
  await unlock();
});
