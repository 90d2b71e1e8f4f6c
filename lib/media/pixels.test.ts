import { expect, test } from 'vitest';
import { pixelsType, readPixels } from './pixels';

test('pixels are read as they were sent', () => {
  const pixels = { data: new Uint8Array(2 * 3 * 3), width: 2, height: 3 };
  expect(readPixels(pixelsType(pixels), pixels.data)).toEqual(pixels);
});

test.each([
  ['another type', 'image/png', 12],
  ['no sizes', 'image/x-rgb', 12],
  ['too few bytes', 'image/x-rgb; width=2; height=2', 11],
  ['too many', 'image/x-rgb; width=2; height=2', 13],
  ['no pixels', 'image/x-rgb; width=0; height=2', 0],
  ['no numbers', 'image/x-rgb; width=1e1; height=-2', 12],
])('%s is not', (_, type, length) => {
  expect(readPixels(type, new Uint8Array(length))).toBeNull();
});
