import { expect, test } from 'vitest';
import { readTimeCursor, UUID, writeTimeCursor } from './time-cursor';

const ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

test('reads what it has written', () => {
  const at = new Date('2026-11-30T12:00:00.123Z');
  expect(readTimeCursor(writeTimeCursor(at, ID), UUID)).toEqual({ at, id: ID });
});

test.each([undefined, '', '1', `.${ID}`, `x.${ID}`, `1234567890123456.${ID}`, '1.0f8fad5b', `1.${ID}x`, `-1.${ID}`])(
  '%j is none of ours',
  (text) => expect(readTimeCursor(text, UUID)).toBeUndefined(),
);
