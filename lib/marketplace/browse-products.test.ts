import { describe, expect, test } from 'vitest';
import { startOfNairobiDay } from './browse-products';

describe('startOfNairobiDay', () => {
  test.each([
    ['2026-11-26T11:00:00.000Z', '2026-11-25T21:00:00.000Z'],
    ['2026-11-26T20:59:59.999Z', '2026-11-25T21:00:00.000Z'],
    ['2026-11-26T21:00:00.000Z', '2026-11-26T21:00:00.000Z'],
    ['2026-12-31T22:30:00.000Z', '2026-12-31T21:00:00.000Z'],
  ])('of %s is %s', (now, start) => {
    expect(startOfNairobiDay(new Date(now)).toISOString()).toBe(start);
  });
});
