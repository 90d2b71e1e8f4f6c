import fc from 'fast-check';
import { expect, test } from 'vitest';
import { admit, type Rate } from './gcra';

/** Starts as soon as it may, a number of times. */
function startTimes(rate: Rate, count: number, from = 1_000): number[] {
  const starts: number[] = [];
  let arrival = 0;
  let now = from;
  while (starts.length < count) {
    const admission = admit(rate, arrival, now);
    if (admission.admitted) {
      arrival = admission.arrival;
      starts.push(now);
    } else {
      now = admission.retryAt;
    }
  }
  return starts;
}

test('spreads starts evenly without a burst', () => {
  expect(startTimes({ limit: 4, periodMs: 1_000, burst: 1 }, 5)).toEqual([1_000, 1_250, 1_500, 1_750, 2_000]);
});

test('lets a burst through at once, then goes on evenly', () => {
  expect(startTimes({ limit: 2, periodMs: 1_000, burst: 3 }, 5)).toEqual([1_000, 1_000, 1_000, 1_500, 2_000]);
});

test('a quiet time gives back one burst, not more', () => {
  const rate = { limit: 10, periodMs: 1_000, burst: 2 };
  const first = admit(rate, 0, 0);
  const later = startTimes(rate, 4, 60_000);
  expect(first).toEqual({ admitted: true, arrival: 100 });
  expect(later).toEqual([60_000, 60_000, 60_100, 60_200]);
});

test('never more than limit + burst in any period, and nothing waits for ever', () => {
  const rates = fc.record({
    limit: fc.integer({ min: 1, max: 50 }),
    periodMs: fc.integer({ min: 1, max: 100_000 }),
    burst: fc.integer({ min: 1, max: 50 }),
  });
  fc.assert(
    fc.property(rates, (rate) => {
      const starts = startTimes(rate, 120);
      for (const start of starts) {
        const within = starts.filter((other) => other >= start && other < start + rate.periodMs).length;
        expect(within).toBeLessThanOrEqual(rate.limit + rate.burst);
      }
      const last = starts.at(-1) ?? 0;
      expect(last).toBeLessThanOrEqual(1_000 + Math.ceil((120 * rate.periodMs) / rate.limit) + 120);
    }),
    { numRuns: 50 },
  );
});
