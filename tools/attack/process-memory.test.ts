import { describe, expect, test } from 'vitest';
import { parseStat, readMemory, treeMb } from './process-memory';

describe('memory', () => {
  test('is a process’s with that of whatever it started, however deep', () => {
    const processes = [
      { pid: 3, parent: 2, residentPages: 256 },
      { pid: 1, parent: 0, residentPages: 256 },
      { pid: 2, parent: 1, residentPages: 256 },
      { pid: 9, parent: 8, residentPages: 9_999 },
    ];
    expect([treeMb(processes, 1), treeMb(processes, 2), treeMb(processes, 7)]).toEqual([3, 2, 0]);
  });

  test('is read past a name with spaces and parentheses in it', () => {
    const after = ['S', '41', ...Array.from({ length: 19 }, () => '0'), '1234', '0'].join(' ');
    expect(parseStat(`42 (next-server (v16) x) ${after}`)).toEqual({ pid: 42, parent: 41, residentPages: 1_234 });
    expect(parseStat('nonsense')).toBeUndefined();
  });

  test.runIf(process.platform === 'linux')('of this very process is more than nothing', () => {
    expect(readMemory({ self: process.pid }).self).toBeGreaterThan(10);
  });
});
