import { expect, test } from 'vitest';
import { lastMissedTick, nextTick, parseCron } from './cron';

const at = (text: string) => Date.parse(text);

test('the next tick is after the moment, in UTC', () => {
  expect(nextTick('*/5 * * * *', at('2026-01-01T00:05:00Z'))).toBe(at('2026-01-01T00:10:00Z'));
  expect(nextTick('0 6 * * *', at('2026-01-01T05:59:59.999Z'))).toBe(at('2026-01-01T06:00:00Z'));
});

test('a time zone and seconds can be given', () => {
  expect(nextTick('TZ=Africa/Nairobi 0 6 * * *', at('2026-01-01T00:00:00Z'))).toBe(at('2026-01-01T03:00:00Z'));
  expect(nextTick('*/10 * * * * *', at('2026-01-01T00:00:01Z'))).toBe(at('2026-01-01T00:00:10Z'));
});

test('of many missed ticks the last one is caught up on', () => {
  expect(lastMissedTick('*/5 * * * *', at('2026-01-01T00:00:00Z'), at('2026-01-01T01:02:00Z'))).toBe(
    at('2026-01-01T01:00:00Z'),
  );
  expect(lastMissedTick('*/5 * * * *', at('2026-01-01T00:00:00Z'), at('2026-01-01T00:05:00Z'))).toBe(
    at('2026-01-01T00:05:00Z'),
  );
});

test('a tick that has been is not missed', () => {
  expect(lastMissedTick('*/5 * * * *', at('2026-01-01T00:05:00Z'), at('2026-01-01T00:07:00Z'))).toBeUndefined();
});

test.each(['', 'every day', '61 * * * *', '* * * * * * *', '0 0 30 2 *'])('"%s" is refused', (pattern) => {
  expect(() => parseCron(pattern)).toThrow();
});
