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

test('lets limit and burst through at once, then goes on evenly', () => {
  const times = startTimes({ limit: 2, periodMs: 1_000, burst: 1 }, 5);
  expect(times).toEqual([1_000, 1_000, 1_000, 1_500, 2_000]);
});

test('a quiet time gives that back once, not more', () => {
  const rate = { limit: 2, periodMs: 200, burst: 1 };
  const first = admit(rate, 0, 0);
  const later = startTimes(rate, 5, 60_000);
  expect(first).toEqual({ admitted: true, arrival: 100 });
  expect(later).toEqual([60_000, 60_000, 60_000, 60_100, 60_200]);
});

test('never more than twice the limit and the burst in any period, and nothing waits for ever', () => {
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
        expect(within).toBeLessThanOrEqual(2 * rate.limit + rate.burst);
      }
      const last = starts.at(-1) ?? 0;
      expect(last).toBeLessThanOrEqual(1_000 + Math.ceil((120 * rate.periodMs) / rate.limit) + 120);
    }),
    { numRuns: 50 },
  );
});
