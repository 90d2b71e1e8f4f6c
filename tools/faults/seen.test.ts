import { expect, test } from 'vitest';
import { type Answer, inWords } from './seen';

const served = (askedAt: number, ms = 20): Answer => ({ askedAt, ms, kind: 'served' });
const away = (askedAt: number): Answer => ({ askedAt, ms: 20, kind: 'said away (503)' });

test('whoever was always served was served so many times', () => {
  expect(inWords([served(0), served(500)])).toBe('served 2×');
});

test('the longest time without an answer lasts until somebody who asked later is served', () => {
  const answers = [served(0), away(500), away(1_000), served(1_500, 500), away(5_000), served(5_500)];
  expect(inWords(answers)).toBe('served 3×; said away (503) 3×, 1.5 s at most');
});

test('what never came back lasts until the last that was asked', () => {
  expect(inWords([away(0), away(20_000)])).toBe('said away (503) 2×, 20 s at most');
});

test('answers count in the order in which they were asked for', () => {
  expect(inWords([served(1_000), away(500), served(0)])).toBe('served 2×; said away (503) 1×, 0.5 s at most');
});

test('a served answer that took long is told, and which were served with less', () => {
  const lesser = { askedAt: 500, ms: 30, kind: 'served by words alone' };
  expect(inWords([served(0, 3_400), lesser])).toBe('served 1×; served by words alone 1×; slowest 3.4 s');
});

test('nobody asked', () => {
  expect(inWords([])).toBe('not asked');
});
