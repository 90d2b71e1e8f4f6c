import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextPacificMidnight } from './pacific-midnight';

test.each([
  ['in winter', '2026-11-29T19:30:00Z', '2026-11-30T08:00:00Z'],
  ['a second before', '2026-11-30T07:59:59Z', '2026-11-30T08:00:00Z'],
  ['at midnight itself', '2026-11-30T08:00:00Z', '2026-12-01T08:00:00Z'],
  ['in summer', '2026-07-01T12:00:00Z', '2026-07-02T07:00:00Z'],
  ['on the day summer time begins', '2026-03-08T08:30:00Z', '2026-03-09T07:00:00Z'],
  ['on the day before it', '2026-03-07T20:00:00Z', '2026-03-08T08:00:00Z'],
  ['on the day it ends', '2026-11-01T07:30:00Z', '2026-11-02T08:00:00Z'],
  ['on the day before that', '2026-10-31T12:00:00Z', '2026-11-01T07:00:00Z'],
  ['at the end of a year', '2026-12-31T23:00:00Z', '2027-01-01T08:00:00Z'],
])('is the next one, %s', (_, now, midnight) => {
  expect(nextPacificMidnight(new Date(now))).toEqual(new Date(midnight));
});

test('is ahead by 25 hours at most, and midnight there', () => {
  const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'America/Los_Angeles', timeStyle: 'medium' });
  fc.assert(
    fc.property(fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }), (now) => {
      const midnight = nextPacificMidnight(now);
      expect(midnight.getTime() - now.getTime()).toBeGreaterThan(0);
      expect(midnight.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
      expect(wall.format(midnight)).toBe('00:00:00');
    }),
  );
});
