import { afterEach, expect, test, vi } from 'vitest';
import { metricsRegistry } from '@/lib/platform/metrics';
import { BeatWatch } from './beat-watch';

const MINUTE = 60_000;
const stop = new AbortController();
afterEach(() => stop.abort());

function watching() {
  const state = { now: 0, age: null as number | null, isAway: false };
  const [error, info, onMissed] = [vi.fn(), vi.fn(), vi.fn()];
  const watch = new BeatWatch({
    readAge: async () => {
      if (state.isAway) throw new Error('the database is away');
      return state.age;
    },
    onMissed,
    logger: { error, info },
    signal: stop.signal,
    now: () => state.now,
  });
  /** So many minutes later: null, and no beat has come since. */
  const after = async (minutes: number, age: number | null = null) => {
    state.now += minutes * MINUTE;
    state.age = age === null ? null : age * MINUTE;
    await watch.look();
    return missed();
  };
  const missed = () => {
    try {
      watch.check();
      return null;
    } catch (thrown) {
      return String(thrown);
    }
  };
  return { state, after, error, info, onMissed };
}

test('a process that has just started waits for a beat, however old the last one is', async () => {
  const { after, error } = watching();
  expect(await after(1, 24 * 60)).toBeNull();
  expect(await after(1)).toBeNull();
  expect(error).not.toHaveBeenCalled();
});

test('three missed ones are said once, have it register at each look, and show in readiness and metrics', async () => {
  const { after, error, info, onMissed } = watching();
  expect(await after(10, 0.5)).toBeNull();
  expect(await after(3, 3.5)).toMatch(/no cron was started for 3 minutes/);
  expect(await after(1, 4.5)).toMatch(/4 minutes/);
  expect(error).toHaveBeenCalledTimes(1);
  expect(onMissed).toHaveBeenCalledTimes(2);
  expect(await metricsRegistry().metrics()).toContain('soko_beats_missed 4');
  expect(await after(1, 0.1)).toBeNull();
  expect(info).toHaveBeenCalledTimes(1);
  expect(await metricsRegistry().metrics()).toContain('soko_beats_missed 0');
});

test('while the database is away nobody could beat: the wait begins anew', async () => {
  const { state, after, onMissed } = watching();
  state.isAway = true;
  expect(await after(30)).toBeNull();
  state.isAway = false;
  expect(await after(2, 32)).toBeNull();
  expect(onMissed).not.toHaveBeenCalled();
  expect(await after(1, 33)).toMatch(/no cron/);
});
