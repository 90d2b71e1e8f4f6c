import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { mountSmallDisk } from '@/e2e/support/small-disk';
import { createDiskProbe } from './disk-space';

const full = () =>
  Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }));

afterEach(() => void vi.useRealTimers());

test('a folder that can be written to is fine, is made if it is not there, and keeps nothing of it', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'soko-disk-'));
  await createDiskProbe(path.join(folder, 'home'))();
  expect(await readdir(path.join(folder, 'home'))).toEqual([]);
  await rm(folder, { recursive: true });
});

test('a full disk says so, for whoever asks within some seconds, and no longer than that', async () => {
  vi.useFakeTimers();
  const write = vi.fn<() => Promise<void>>(full);
  const probe = createDiskProbe('/data/soko', write);
  const error = {
    code: 'disk_full',
    message: expect.stringContaining('/data/soko is full'),
    retry: { again: true },
    status: 503,
  };
  await expect(probe()).rejects.toMatchObject(error);
  await expect(probe()).rejects.toMatchObject(error);
  expect(write).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(6_000);
  write.mockResolvedValue();
  await probe();
  expect(write).toHaveBeenCalledTimes(2);
});

test('a folder that may not be written to names the setting', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'soko-disk-'));
  await writeFile(path.join(folder, 'a-file'), '');
  const probe = createDiskProbe(path.join(folder, 'a-file', 'home'));
  await expect(probe()).rejects.toMatchObject({
    code: 'disk_not_writable',
    message: expect.stringContaining('SOKO_HOME'),
  });
});

const disk = mountSmallDisk(4);
test.skipIf(disk === null)('on a disk that is really full, and one that is again not', async () => {
  if (disk === null) return;
  try {
    await createDiskProbe(disk.folder)();
    disk.fill();
    await expect(createDiskProbe(disk.folder)()).rejects.toMatchObject({ code: 'disk_full' });
    expect(await readdir(disk.folder)).toEqual(['filler']);
    disk.empty();
    await createDiskProbe(disk.folder)();
  } finally {
    disk.unmount();
  }
});
