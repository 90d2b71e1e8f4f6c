import { describe, expect, test } from 'vitest';
import { BODY_LIMITS, BodiesInFlight, type BodyLimits } from './bodies-in-flight';

const LIMITS: BodyLimits = { ...BODY_LIMITS, mostBytes: 100, clientBytes: 60, mostBodies: 6, clientBodies: 3 };

function clocked(limits: Partial<BodyLimits> = {}) {
  let at = 0;
  const bodies = new BodiesInFlight({ ...LIMITS, ...limits }, () => at);
  const pass = (ms: number) => {
    at += ms;
    bodies.look();
  };
  return { bodies, pass };
}

describe('bodies in flight', () => {
  test('refuse a client that sends more than its share, and nobody else', () => {
    const { bodies } = clocked();
    const [first, second, other] = [bodies.begin('a'), bodies.begin('a'), bodies.begin('b')];
    expect([first.take(30), second.take(30), other.take(30)]).toEqual([true, true, true]);
    expect(second.take(1)).toBe(false);
    expect(second.refusal).toMatchObject({ code: 'too_many_requests', status: 429, retry: { afterMs: 5_000 } });
    expect([first.refusal, other.refusal]).toEqual([null, null]);
    // What it held is free again.
    expect(bodies.held.bytes).toBe(60);
    expect(first.take(30)).toBe(true);
  });

  test('refuse whoever sends more than there is room for', () => {
    const { bodies } = clocked();
    expect(bodies.begin('a').take(60)).toBe(true);
    const late = bodies.begin('b');
    expect(late.take(41)).toBe(false);
    expect(late.refusal).toMatchObject({ code: 'too_busy', status: 503, retry: { afterMs: 5_000 } });
    expect(bodies.begin('c').take(40)).toBe(true);
  });

  test('may not promise much more than a client’s share, however little has come', () => {
    const { bodies } = clocked({ clientPromises: 240, clientBodies: 10, mostBodies: 10 });
    // One alone is for its route to judge.
    const huge = bodies.begin('a', 1_000);
    expect(huge.refusal).toBeNull();
    expect(bodies.begin('a', 1).refusal).toMatchObject({ code: 'too_many_requests', status: 429 });
    huge.end();
    const all = [100, 100, 100, 40].map((bytes) => bodies.begin('a', bytes));
    expect(all.map((body) => body.refusal?.code)).toEqual([undefined, undefined, 'too_many_requests', undefined]);
    expect(bodies.begin('b', 100).refusal).toBeNull();
    for (const body of all) body.end();
    expect([bodies.begin('a', 120), bodies.begin('a', 120)].map(({ refusal }) => refusal)).toEqual([null, null]);
  });

  test('are counted, too', () => {
    const { bodies } = clocked();
    const all = ['a', 'a', 'a', 'a', 'b', 'b', 'c', 'd'].map((client) => bodies.begin(client));
    expect(all.map((body) => body.refusal?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      'too_many_requests',
      undefined,
      undefined,
      'too_busy',
      'too_busy',
    ]);
    for (const body of all) body.end();
    expect(bodies.held).toEqual({ bytes: 0, bodies: 0 });
    expect(bodies.begin('a').refusal).toBeNull();
  });

  test('are held until their request is answered, and given back once', () => {
    const { bodies } = clocked();
    const body = bodies.begin('a');
    body.take(50);
    body.complete();
    expect(bodies.held.bytes).toBe(50);
    body.end();
    body.end();
    expect(bodies.held).toEqual({ bytes: 0, bodies: 0 });
    expect(body.take(10)).toBe(false);
    expect(bodies.held.bytes).toBe(0);
  });

  test('end when nothing comes any more, however much has come before', () => {
    const { bodies, pass } = clocked({ mostBytes: 1e9, clientBytes: 1e9 });
    const body = bodies.begin('a');
    body.take(9_000_000);
    pass(BODY_LIMITS.stallMs);
    expect(body.refusal).toBeNull();
    pass(1);
    expect(body.refusal).toMatchObject({ code: 'body_too_slow', status: 408 });
    expect(bodies.held.bytes).toBe(0);
  });

  test('end when they trickle', () => {
    const { bodies, pass } = clocked({ mostBytes: 1e9, clientBytes: 1e9 });
    const body = bodies.begin('a');
    for (let second = 0; second <= 31 && body.take(900); second += 1) pass(1_000);
    expect(body.refusal).toMatchObject({ code: 'body_too_slow' });
  });

  test('may come by 2G at its worst, with a pause of 15 s: 200 kB at 2.5 kB/s', () => {
    const { bodies, pass } = clocked({ mostBytes: 1e9, clientBytes: 1e9 });
    const body = bodies.begin('a');
    for (let sent = 0; sent < 200_000; sent += 2_500) {
      expect(body.take(2_500)).toBe(true);
      pass(sent === 100_000 ? 15_000 : 1_000);
    }
    body.complete();
    pass(600_000);
    expect(body.refusal).toBeNull();
  });

  test('end after all the time there is, however steadily they come', () => {
    const { bodies, pass } = clocked({ mostBytes: 1e9, clientBytes: 1e9 });
    const body = bodies.begin('a');
    let seconds = 0;
    while (seconds < 1_000 && body.take(2_000)) {
      pass(1_000);
      seconds += 1;
    }
    expect(seconds).toBe(181);
  });
});
