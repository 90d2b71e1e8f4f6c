import { expect, test } from 'vitest';
import { paceOf } from './pace';

const at = (minutes: number, decisions = 1) => ({
  at: new Date(Date.UTC(2026, 10, 29, 9) + minutes * 60_000),
  decisions,
});

test('one every half minute is 120 an hour, breaks left out', () => {
  const before = [0, 0.5, 1, 1.5].map((minutes) => at(minutes));
  const after = [60, 60.5, 61, 61.5].map((minutes) => at(minutes));
  expect(paceOf([...after, ...before])).toEqual({ decisions: 8, anHour: 120 });
});

test('what is decided at once counts as decisions, not as a pace', () => {
  const acts = [0, 1, 2, 3, 4].map((minutes) => at(minutes));
  expect(paceOf([...acts, at(5, 130)])).toEqual({ decisions: 135, anHour: 60 });
});

test('few say nothing', () => {
  expect(paceOf([])).toEqual({ decisions: 0, anHour: null });
  expect(paceOf([0, 1, 2, 3].map((minutes) => at(minutes)))).toEqual({ decisions: 4, anHour: null });
  expect(paceOf([0, 0, 0, 0, 0, 0].map((minutes) => at(minutes)))).toMatchObject({ anHour: null });
});
