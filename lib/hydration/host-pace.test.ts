import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HostPace, type Turn } from './host-pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MAX_AT_ONCE = 8;
const start = () => new HostPace({ maxAtOnce: MAX_AT_ONCE, now: () => Date.now(), jitter: () => 0 });
type Granted = Turn & { granted: true };

const granted = async (pace: HostPace): Promise<Granted> => {
  const turn = await pace.turn();
  if (!turn.granted) throw new Error('refused');
  return turn;
};
/** Asks for turns and collects those that were given by now. */
const ask = (pace: HostPace, times: number): Granted[] => {
  const given: Granted[] = [];
  for (let each = 0; each < times; each += 1) void pace.turn().then((turn) => turn.granted && given.push(turn));
  return given;
};
async function untilGranted(pace: HostPace): Promise<Granted> {
  for (;;) {
    let turn: Turn | undefined;
    void pace.turn().then((given) => {
      turn = given;
    });
    await vi.advanceTimersByTimeAsync(0);
    while (turn === undefined) await vi.advanceTimersByTimeAsync(500);
    if (turn.granted) return turn;
    await vi.advanceTimersByTimeAsync(turn.afterMs);
  }
}
/** Past the careful start. */
async function startWarm(): Promise<HostPace> {
  const pace = start();
  for (let page = 0; page < 20; page += 1) (await granted(pace)).done('fine');
  await vi.advanceTimersByTimeAsync(1_000);
  return pace;
}
async function refuse(pace: HostPace, times: number, retryAfterMs?: number): Promise<void> {
  for (let each = 0; each < times; each += 1) (await granted(pace)).done('limited', retryAfterMs);
}

describe('HostPace', () => {
  test('lets as many run as it may, and the next ones as they end', async () => {
    const pace = await startWarm();
    const given = ask(pace, 10);
    await vi.advanceTimersByTimeAsync(0);
    expect(given).toHaveLength(8);
    given[0]?.done('fine');
    given[0]?.done('fine');
    await vi.advanceTimersByTimeAsync(0);
    expect(given).toHaveLength(9);
  });

  test('begins with two at once, and lets more go as good answers come', async () => {
    const pace = start();
    const given = ask(pace, 20);
    await vi.advanceTimersByTimeAsync(0);
    expect(given).toHaveLength(2);
    for (const turn of [...given]) turn.done('fine');
    await vi.advanceTimersByTimeAsync(0);
    expect(given).toHaveLength(2 + 3);
  });

  test('makes nobody wait for a refusal or two among good answers', async () => {
    const pace = await startWarm();
    for (let round = 0; round < 20; round += 1) {
      await refuse(pace, 1, 60_000);
      for (let page = 0; page < 15; page += 1) (await granted(pace)).done('fine');
    }
    const given = ask(pace, 6);
    await vi.advanceTimersByTimeAsync(0);
    expect(given).toHaveLength(6);
  });

  test('takes refusals that cluster for a limit, once for fetches that were refused together', async () => {
    const pace = await startWarm();
    const answered = ask(pace, 8);
    await vi.advanceTimersByTimeAsync(100);
    for (const turn of answered) turn.done('fine');
    const given = ask(pace, 8);
    await vi.advanceTimersByTimeAsync(100);
    for (const turn of given) turn.done('limited');
    // 0.9 of the eight that came through in the latest second: 139 ms apart, one at a time for now.
    const starts: number[] = [];
    for (let page = 0; page < 4; page += 1) {
      const next = ask(pace, 1);
      while (next.length === 0) await vi.advanceTimersByTimeAsync(1);
      starts.push(Date.now());
      next[0]?.done('fine');
    }
    const gaps = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(gaps.every((gap) => gap >= 138 && gap <= 140)).toBe(true);
  });

  test('waits for as long as Retry-After says, where it comes with a limit', async () => {
    const pace = await startWarm();
    await refuse(pace, 4, 5_000);
    const next = ask(pace, 1);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(next).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(next).toHaveLength(1);
  });

  test('pauses longer while nothing but refusals come back, and never stops altogether', async () => {
    const pace = start();
    await refuse(pace, 8);
    const pauses: number[] = [];
    for (let pausedAt = Date.now(); pauses.length < 8; pausedAt = Date.now()) {
      const turn = await untilGranted(pace);
      pauses.push(Date.now() - pausedAt);
      turn.done('limited');
    }
    expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(Math.max(...pauses)).toBe(30_000);
  });

  test('comes back to full speed', async () => {
    const pace = await startWarm();
    await refuse(pace, 4);
    for (let page = 0; page < 700; page += 1) {
      const turns = [pace.turn(), pace.turn()];
      await vi.advanceTimersByTimeAsync(1_000);
      for (const turn of await Promise.all(turns)) if (turn.granted) turn.done('fine');
    }
    const given = ask(pace, MAX_AT_ONCE);
    await vi.advanceTimersByTimeAsync(10);
    expect(given).toHaveLength(MAX_AT_ONCE);
  });

  test('sends away who would wait too long, and says for how long', async () => {
    const pace = await startWarm();
    await refuse(pace, 4, 60_000);
    expect(await pace.turn()).toEqual({ granted: false, afterMs: 60_000 });
  });

  test('sends away who has waited too long since the host slowed us down', async () => {
    const pace = await startWarm();
    const held = ask(pace, 8);
    const late = pace.turn();
    await vi.advanceTimersByTimeAsync(16_000);
    for (const turn of held.slice(0, 4)) turn.done('limited', 1_000);
    expect(await late).toMatchObject({ granted: false });
  });

  test('lets a queue be long while all is well', async () => {
    const pace = await startWarm();
    const held = ask(pace, 8);
    const late = pace.turn();
    await vi.advanceTimersByTimeAsync(60_000);
    held[0]?.done('fine');
    expect(await late).toMatchObject({ granted: true });
  });

  test('gives no turn to who has left', async () => {
    const pace = await startWarm();
    const held = ask(pace, 8);
    const controller = new AbortController();
    const left = pace.turn(controller.signal);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    held[0]?.done('other');
    expect(await left).toMatchObject({ granted: false });
    expect(await pace.turn()).toMatchObject({ granted: true });
  });
});
