import { expect, test } from 'vitest';
import { parseCpuTicks, parseProcessTimes, stolenShare } from './cpu';

const STAT = `cpu  100 10 40 9000 5 1 9 40 0 0
cpu0 50 5 20 4500 2 0 4 20 0 0
`;

test('what was wanted is all but idling and waiting for disks', () => {
  expect(parseCpuTicks(STAT)).toEqual({ wanted: 200, stolen: 40 });
});

test.each(['', 'intr 1 2 3', 'cpu 1 2 3'])('a machine that does not tell: %j', (text) => {
  expect(parseCpuTicks(text)).toBeUndefined();
});

test('the share is of what was wanted between two looks', () => {
  expect(stolenShare({ wanted: 200, stolen: 40 }, { wanted: 600, stolen: 60 })).toBe(5);
  expect(stolenShare({ wanted: 200, stolen: 40 }, { wanted: 200, stolen: 40 })).toBe(0);
});

test('a process is read whatever it calls itself', () => {
  const stat = '4711 (next-server (v1) S) S 42 4711 4711 0 -1 4194304 119 0 0 0 250 50 7 3 30 10 11 0 90606 31 3 18';
  expect(parseProcessTimes(stat)).toEqual({ parent: 42, ownMs: 3_000, endedChildrenMs: 100, nice: 10 });
});
