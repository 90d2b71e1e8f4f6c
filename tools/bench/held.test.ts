import { expect, test } from 'vitest';
import { heldByParts, ownMegabytes } from './held';

const ROLLUP = `55d0a3e4f000-7ffd5f7f9000 ---p 00000000 00:00 0                          [rollup]
Rss:              120000 kB
Pss:              100000 kB
Pss_Anon:          51200 kB
Pss_File:          40000 kB
Pss_Shmem:          8800 kB
`;

test('memory of its own is neither files nor what is shared', () => {
  expect(ownMegabytes(ROLLUP)).toBe(50);
  expect(ownMegabytes('Rss: 1 kB')).toBeNaN();
});

test.runIf(process.platform === 'linux')(
  'a running process holds something, and one that has ended nothing',
  async () => {
    const { self, gone } = await heldByParts({ self: process.pid, gone: 2 ** 30 });
    expect(self?.memoryMb).toBeGreaterThan(5);
    expect(self).toMatchObject({ processes: 1 });
    expect(self?.descriptors).toBeGreaterThanOrEqual(3);
    expect(gone).toEqual({ memoryMb: 0, processes: 0, threads: 0, descriptors: 0, sockets: 0 });
  },
);
