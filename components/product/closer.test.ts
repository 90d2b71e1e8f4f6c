import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closer, inReach } from './closer';

const pixels = fc.record({ x: fc.integer({ min: 0, max: 4000 }), y: fc.integer({ min: 0, max: 4000 }) });

test('what is under the finger stays under it, however near one comes', () => {
  fc.assert(
    fc.property(pixels, pixels, fc.double({ min: 0.1, max: 6, noNaN: true }), (scroll, point, by) => {
      const after = closer(scroll, point, by);
      expect(after.x + point.x).toBeCloseTo((scroll.x + point.x) * by, 5);
      expect(after.y + point.y).toBeCloseTo((scroll.y + point.y) * by, 5);
    }),
  );
});

test('a picture is never smaller than whole, and there is an end to coming nearer', () => {
  expect([0.2, 1, 2.5, 40].map(inReach)).toEqual([1, 1, 2.5, 6]);
});
