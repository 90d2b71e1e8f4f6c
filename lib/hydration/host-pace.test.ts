import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HostPace, type Turn } from './host-pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const start = () => new HostPace({ maxAtOnce: 8, now: () => Date.now(), jitter: () => 0 });
const granted = async (pace: HostPace): Promise<Turn & { granted: true }> => {
  const turn = await pace.turn();
  if (!turn.granted) throw new Error('refused');
  return turn;
};
/** Asks for turns and counts those that were given by now. */
const ask = (pace: HostPace, times: number): { turns: (Turn & { granted: true })[] } => {
  const given: { turns: (Turn & { granted: true })[] } = { turns: [] };
  for (let each = 0; each < times; each += 1) void pace.turn().then((turn) => turn.granted && given.turns.push(turn));
  return given;
};

describe('HostPace', () => {
  it('lets as many run as it may, and the next ones as they end', async () => {
    const pace = start();
    const given = ask(pace, 10);
    await vi.advanceTimersByTimeAsync(0);
    expect(given.turns).toHaveLength(8);
    given.turns[0]?.done('fine');
    given.turns[0]?.done('fine');
    await vi.advanceTimersByTimeAsync(0);
    expect(given.turns).toHaveLength(9);
  });

  it('halves once for fetches that were refused together, and pauses everyone', async () => {
    const pace = start();
    const given = ask(pace, 8);
    await vi.advanceTimersByTimeAsync(10);
    for (const turn of given.turns) turn.done('limited');
    expect(pace.state()).toMatchObject({ atOnce: 4, pausedForMs: 1_000, active: 0 });
    const next = ask(pace, 1);
    await vi.advanceTimersByTimeAsync(999);
    expect(next.turns).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(next.turns).toHaveLength(1);
  });

  it('waits for as long as Retry-After says', async () => {
    const pace = start();
    (await granted(pace)).done('limited', 5_000);
    expect(pace.state().pausedForMs).toBe(5_000);
  });

  it('pauses longer while nothing but refusals come back, and never stops altogether', async () => {
    const pace = start();
    const pauses: number[] = [];
    for (let round = 0; round < 8; round += 1) {
      await vi.advanceTimersByTimeAsync(pace.state().pausedForMs);
      (await granted(pace)).done('limited');
      pauses.push(pace.state().pausedForMs);
    }
    expect(pauses.slice(0, 5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
    expect(pace.state().atOnce).toBe(1);
    expect(Math.max(...pauses)).toBe(30_000);
  });

  it('comes back to full speed', async () => {
    const pace = start();
    (await granted(pace)).done('limited');
    expect(pace.state().atOnce).toBe(4);
    for (let page = 0; page < 150; page += 1) {
      await vi.advanceTimersByTimeAsync(2_000);
      (await granted(pace)).done('fine');
    }
    expect(pace.state()).toMatchObject({ atOnce: 8, spacingMs: 0 });
  });

  it('sends away who would wait too long, and says for how long', async () => {
    const pace = start();
    (await granted(pace)).done('limited', 60_000);
    expect(await pace.turn()).toEqual({ granted: false, afterMs: 60_000 });
  });

  it('sends away who has waited too long since the host slowed us down', async () => {
    const pace = start();
    const held = ask(pace, 8);
    const late = pace.turn();
    await vi.advanceTimersByTimeAsync(16_000);
    held.turns[0]?.done('limited');
    expect(await late).toMatchObject({ granted: false });
    expect(pace.state().waiting).toBe(0);
  });

  it('lets a queue be long while all is well', async () => {
    const pace = start();
    const held = ask(pace, 8);
    const late = pace.turn();
    await vi.advanceTimersByTimeAsync(60_000);
    held.turns[0]?.done('fine');
    expect(await late).toMatchObject({ granted: true });
  });

  it('gives no turn to who has left', async () => {
    const pace = start();
    const held = ask(pace, 8);
    const controller = new AbortController();
    const left = pace.turn(controller.signal);
    controller.abort();
    await vi.advanceTimersByTimeAsync(0);
    held.turns[0]?.done('other');
    expect(await left).toMatchObject({ granted: false });
    expect(pace.state().active).toBe(7);
  });
});
