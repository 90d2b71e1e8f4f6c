import { describe, expect, test } from 'vitest';
import { beatsInADay, type RevisitState, visitsNow } from './visits-now';

const NOW = new Date('2026-11-29T12:07:00Z');
const QUARTERLY = { cron: '*/15 * * * *', now: NOW };
const state = (change: Partial<RevisitState> = {}): RevisitState => ({
  ...{ sellers: 96, underWay: 0, turnedAway: false },
  ...change,
});

describe('how many catalogues a beat visits', () => {
  test('a day’s beats together visit every seller, with a little to spare', () => {
    expect(visitsNow(state(), QUARTERLY)).toBe(2);
    expect(visitsNow(state({ sellers: 400 }), QUARTERLY)).toBe(5);
    expect(visitsNow(state({ sellers: 1 }), QUARTERLY)).toBe(1);
    expect(visitsNow(state({ sellers: 0 }), QUARTERLY)).toBe(0);
  });

  test('nights only: the same sellers by fewer beats', () => {
    const nights = { cron: '*/15 0-3 * * *', now: NOW };
    expect(beatsInADay(nights.cron, NOW)).toBe(16);
    expect(visitsNow(state({ sellers: 100 }), nights)).toBe(8);
  });

  test('no more than a few wait at once, however many sellers there are', () => {
    expect(visitsNow(state({ sellers: 100_000 }), QUARTERLY)).toBe(10);
    expect(visitsNow(state({ sellers: 100_000, underWay: 7 }), QUARTERLY)).toBe(3);
    expect(visitsNow(state({ sellers: 100_000, underWay: 12 }), QUARTERLY)).toBe(0);
  });

  test('turned away: one at a time tries', () => {
    expect(visitsNow(state({ sellers: 5_000, turnedAway: true }), QUARTERLY)).toBe(1);
    expect(visitsNow(state({ sellers: 5_000, turnedAway: true, underWay: 1 }), QUARTERLY)).toBe(0);
  });

  test('a cron that beats less than daily still visits', () => {
    expect(beatsInADay('0 3 * * 0', new Date('2026-11-25T12:00:00Z'))).toBe(1);
    expect(beatsInADay('*/15 * * * *', NOW)).toBe(96);
  });
});
