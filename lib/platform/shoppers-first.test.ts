import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ShoppersFirst } from './shoppers-first';

/** A clock that the test turns. */
function clocked(turnMs: number) {
  let at = 0;
  const shoppers = new ShoppersFirst({ now: () => at, turnMs });
  const started: number[] = [];
  const start = (count: number) => {
    for (let piece = 0; piece < count; piece += 1) void shoppers.turn().then(() => started.push(piece));
  };
  /** Time passes, and what waits looks at the clock. */
  const pass = async (ms: number) => {
    at += ms;
    await sleep(40);
  };
  return { shoppers, started, start, pass };
}

describe('ShoppersFirst', () => {
  test('lets everything start at once while nobody searches', async () => {
    const { started, start, pass } = clocked(1_000);
    start(5);
    await pass(0);
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  test('lets one piece after another start while somebody searches, in the order they came', async () => {
    const { shoppers, started, start, pass } = clocked(1_000);
    const end = shoppers.begin();
    start(3);
    await pass(0);
    expect(started).toEqual([0]);
    await pass(999);
    expect(started).toEqual([0]);
    await pass(1);
    expect(started).toEqual([0, 1]);
    end();
    await pass(149);
    expect(started).toEqual([0, 1]);
    await pass(1);
    expect(started).toEqual([0, 1, 2]);
  });

  test('counts several searches, and each end once', async () => {
    const { shoppers, started, start, pass } = clocked(1_000);
    const [endFirst, endSecond] = [shoppers.begin(), shoppers.begin()];
    start(2);
    endFirst();
    endFirst();
    await pass(500);
    expect(started).toEqual([0]);
    endSecond();
    await pass(150);
    expect(started).toEqual([0, 1]);
  });

  test('takes what lasts longer than any search for none', async () => {
    const { shoppers, started, start, pass } = clocked(1_000_000);
    const end = shoppers.begin();
    start(3);
    await pass(20_000);
    expect([shoppers.underWay, started]).toEqual([1, [0]]);
    await pass(1);
    expect([shoppers.underWay, started]).toEqual([0, [0, 1, 2]]);
    // Its end, whenever it comes, holds nothing up.
    end();
    start(2);
    await pass(0);
    expect(started).toHaveLength(5);
  });

  test('takes a search that fails for one that has ended', async () => {
    const { shoppers, started, start, pass } = clocked(1_000);
    await expect(shoppers.during(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    await expect(shoppers.during(async () => 'found')).resolves.toBe('found');
    await pass(150);
    start(3);
    await pass(0);
    expect(started).toEqual([0, 1, 2]);
  });

  test('keeps work that nobody waits for until it is quiet, or its patience ends', async () => {
    const { shoppers, pass } = clocked(1_000);
    const done: string[] = [];
    const end = shoppers.begin();
    void shoppers.quiet(5_000).then(() => done.push('patient'));
    void shoppers.quiet(2_000).then(() => done.push('impatient'));
    await pass(1_999);
    expect(done).toEqual([]);
    await pass(1);
    expect(done).toEqual(['impatient']);
    end();
    await pass(150);
    expect(done).toEqual(['impatient', 'patient']);
  });
});
