import { expect, test } from 'vitest';
import { workedBars } from './worked-bars';

const now = new Date('2026-11-29T21:30:00Z');

test('a day by the hour, Nairobi’s, with those in which nobody decided', () => {
  const hours = [
    { at: '2026-11-29T20:00:00.000Z', decisions: 7 },
    { at: '2026-11-29T21:00:00.000Z', decisions: 3 },
  ];
  const bars = workedBars(hours, { periodHours: 24, now });
  expect(bars).toHaveLength(24);
  expect(bars.slice(-3).map(({ value }) => value)).toEqual([0, 7, 3]);
  expect(bars.at(-1)?.label).toContain('00:00');
});

test('a month by the day: half past midnight in Nairobi is another day', () => {
  const hours = [
    { at: '2026-11-29T09:00:00.000Z', decisions: 5 },
    { at: '2026-11-29T20:00:00.000Z', decisions: 7 },
    { at: '2026-11-29T21:00:00.000Z', decisions: 3 },
  ];
  const bars = workedBars(hours, { periodHours: 30 * 24, now });
  expect(bars).toHaveLength(30);
  expect(bars.slice(-2)).toEqual([
    { label: '29 Nov', value: 12 },
    { label: '30 Nov', value: 3 },
  ]);
});
