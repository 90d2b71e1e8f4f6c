import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HostPace } from './host-pace';

interface Answer {
  ok: boolean;
  retryAfterMs?: number | undefined;
}
type Host = (product: number) => Answer;

/** Virtual time: minutes of waiting pass in milliseconds. */
let now = 0;
let events: { at: number; run: () => void; id: number }[] = [];
const nextTick = setImmediate;

beforeEach(() => {
  now = 0;
  events = [];
  let ids = 0;
  vi.stubGlobal('setTimeout', (run: () => void, ms = 0) => {
    ids += 1;
    events.push({ at: now + Math.max(0, ms), run, id: ids });
    return ids;
  });
  vi.stubGlobal('clearTimeout', (id?: number) => {
    events = events.filter((event) => event.id !== id);
  });
});
afterEach(() => void vi.unstubAllGlobals());

const sleep = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** Runs what is due, in order, until nothing is or the time is up. */
async function runUntil(endMs: number): Promise<void> {
  for (;;) {
    await new Promise<void>((resolve) => void nextTick(resolve));
    const due = events.reduce<(typeof events)[number] | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
    if (due === undefined || due.at > endMs) break;
    events = events.filter((event) => event !== due);
    now = due.at;
    due.run();
  }
  now = Math.max(now, Number.isFinite(endMs) ? endMs : now);
}

/** mulberry32 */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const fine: Host = () => ({ ok: true });

const fixedWindow = (perSecond: number, retryAfterMs?: number): Host => {
  let [second, count] = [-1, 0];
  return () => {
    if (Math.floor(now / 1_000) !== second) [second, count] = [Math.floor(now / 1_000), 0];
    count += 1;
    return { ok: count <= perSecond, retryAfterMs };
  };
};

const slidingWindow = (perSecond: number, retryAfterMs?: number): Host => {
  let accepted: number[] = [];
  return () => {
    accepted = accepted.filter((at) => now - at < 1_000);
    const ok = accepted.length < perSecond;
    if (ok) accepted.push(now);
    return { ok, retryAfterMs };
  };
};

const tokenBucket = (perSecond: number, retryAfterMs?: number): Host => {
  let [tokens, at] = [perSecond, 0];
  return () => {
    tokens = Math.min(perSecond, tokens + ((now - at) * perSecond) / 1_000);
    at = now;
    const ok = tokens >= 1;
    if (ok) tokens -= 1;
    return { ok, retryAfterMs };
  };
};

/** 4 % of the products are refused once or twice, whatever the pace. */
const someRefused = (products: number, seed: number): Host => {
  const random = randomOf(seed);
  const left = new Map<number, number>();
  while (left.size < products * 0.04) left.set(Math.floor(random() * products), random() < 0.5 ? 1 : 2);
  return (product) => {
    const times = left.get(product) ?? 0;
    left.set(product, times - 1);
    return { ok: times <= 0 };
  };
};

const stormBetween =
  (fromMs: number, untilMs: number): Host =>
  () => ({ ok: now < fromMs || now >= untilMs });

interface Work {
  host: Host;
  seed?: number;
  latencyMs?: number;
  products?: number;
  untilMs?: number;
}

/** As the pipeline does it: sixty products at hand, waits of 1, 2, 4 … 30 s after a 429, given up after six of them. */
const WAITS_MS = [1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
const AT_HAND = 60;

async function work({ host, seed = 1, latencyMs = 100, products = 1e6, untilMs = Number.POSITIVE_INFINITY }: Work) {
  const random = randomOf(seed);
  const pace = new HostPace({ maxAtOnce: 20, now: () => now, jitter: random });
  const acceptedAt: number[] = [];
  let [refused, lost, next] = [0, 0, 0];
  const halfTheWay = () => sleep((latencyMs / 2) * (0.75 + random() / 2));
  async function read(product: number): Promise<void> {
    for (let attempts = 0; attempts <= WAITS_MS.length; ) {
      const turn = await pace.turn();
      if (!turn.granted) {
        await sleep(turn.afterMs);
        continue;
      }
      await halfTheWay();
      const { ok, retryAfterMs } = host(product);
      await halfTheWay();
      turn.done(ok ? 'fine' : 'limited', ok ? undefined : retryAfterMs);
      if (ok) return void acceptedAt.push(now);
      refused += 1;
      await sleep(Math.max(WAITS_MS[attempts] ?? 0, retryAfterMs ?? 0));
      attempts += 1;
    }
    lost += 1;
  }
  async function readOneByOne(): Promise<void> {
    while (next < products) {
      next += 1;
      await read(next - 1);
    }
  }
  for (let each = 0; each < AT_HAND; each += 1) void readOneByOne();
  await runUntil(untilMs);
  const between = (fromMs: number, toMs: number) =>
    (acceptedAt.filter((at) => at >= fromMs && at < toMs).length * 1_000) / (toMs - fromMs);
  return { accepted: acceptedAt.length, refused, lost, between, tookMs: acceptedAt.at(-1) ?? 0 };
}

const FIVE_MINUTES = 300_000;

describe.each([
  ['a window of a second', fixedWindow],
  ['a sliding window of a second', slidingWindow],
  ['a bucket of tokens', tokenBucket],
] as const)('a host that limits by %s', (_, limit) => {
  test.each([2, 5, 10, 30])('to %d pages a second is held near that, and refuses few', async (perSecond) => {
    for (const retryAfterMs of [undefined, 1_000]) {
      for (const seed of [1, 2, 3]) {
        [now, events] = [0, []];
        const result = await work({ host: limit(perSecond, retryAfterMs), seed, untilMs: FIVE_MINUTES });
        expect(result.between(0, FIVE_MINUTES)).toBeGreaterThan(0.8 * perSecond);
        expect(result.lost).toBe(0);
        expect(result.refused / (result.refused + result.accepted)).toBeLessThan(0.05);
      }
    }
  });
});

describe('a host that refuses products at random', () => {
  test.each([
    { products: 500, latencyMs: 300 },
    { products: 500, latencyMs: 1_200 },
    { products: 5_000, latencyMs: 300 },
  ])('is not slowed down for: %o', async ({ products, latencyMs }) => {
    const undisturbed = await work({ host: fine, products, latencyMs });
    for (const seed of [1, 2, 3, 4, 5]) {
      [now, events] = [0, []];
      const result = await work({ host: someRefused(products, seed), products, latencyMs, seed });
      expect(result).toMatchObject({ accepted: products, lost: 0 });
      expect(undisturbed.tookMs / result.tookMs).toBeGreaterThan(0.6);
    }
  });
});

describe('a storm of half a minute', () => {
  test.each([0, 20_000])('after %d ms loses nothing, is asked little, and is over when it is over', async (fromMs) => {
    const untilMs = fromMs + 30_000;
    const result = await work({ host: stormBetween(fromMs, untilMs), untilMs: untilMs + 60_000 });
    expect(result.lost).toBe(0);
    expect(result.refused).toBeLessThan(40);
    expect(result.between(untilMs + 20_000, untilMs + 60_000)).toBeGreaterThan(120);
  });
});

test('a host whose limit is halved and lifted again is followed both ways', async () => {
  const [wide, narrow] = [fixedWindow(20), fixedWindow(5)];
  const host: Host = (product) => (now > 60_000 && now < 180_000 ? narrow : wide)(product);
  const result = await work({ host, untilMs: 420_000 });
  expect(result.lost).toBe(0);
  expect(result.between(80_000, 180_000)).toBeGreaterThan(4);
  expect(result.between(320_000, 420_000)).toBeGreaterThan(15);
});

test('a host that does not answer, or forbids, is not taken for one with a limit', async () => {
  const pace = new HostPace({ maxAtOnce: 8, now: () => now });
  for (let each = 0; each < 50; each += 1) {
    const turn = await pace.turn();
    if (turn.granted) turn.done('other');
  }
  const turns = await Promise.all([pace.turn(), pace.turn()]);
  expect([turns.map(({ granted }) => granted), now]).toEqual([[true, true], 0]);
});
