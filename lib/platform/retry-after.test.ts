import { expect, test } from 'vitest';
import { retryAfterMs } from './errors';

const now = Date.parse('2026-11-24T10:00:00Z');

test.each([
  ['2', 2_000],
  [' 0 ', 0],
  ['1.5', 1_500],
  ['999999', 60_000],
  ['Tue, 24 Nov 2026 10:00:07 GMT', 7_000],
  ['Tuesday, 24-Nov-26 10:00:07 GMT', 7_000],
  ['Tue, 24 Nov 2026 09:00:00 GMT', 0],
  ['Fri, 24 Nov 2090 09:00:00 GMT', 60_000],
  ['soon', undefined],
  ['-1', undefined],
  ['1e9', undefined],
  ['2026', 60_000],
  ['', undefined],
  [undefined, undefined],
])('%j is %s ms', (header, ms) => expect(retryAfterMs(header, now, 60_000)).toBe(ms));
