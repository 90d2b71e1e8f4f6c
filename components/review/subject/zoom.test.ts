import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLOSE, moved, WHOLE, zoomed } from './zoom';

const FRAME = { width: 400, height: 300 };

describe('a picture seen through its frame', () => {
  test('keeps what is under the pointer', () => {
    const at = { x: 100, y: 150 };
    const view = zoomed(WHOLE, CLOSE, at, FRAME);
    expect([(at.x - view.x) / view.scale, (at.y - view.y) / view.scale]).toEqual([100, 150]);
    expect(zoomed(view, 1, { x: 7, y: 9 }, FRAME)).toEqual(WHOLE);
  });

  test('never leaves the frame, however it is turned and drawn', () => {
    const number = fc.double({ min: -2_000, max: 2_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number)), (steps) => {
        const view = steps.reduce(
          (before, [x, y, scale]) =>
            moved(zoomed(before, Math.abs(scale) / 100, { x, y }, FRAME), { x: y, y: x }, FRAME),
          WHOLE,
        );
        expect(view.scale).toBeGreaterThanOrEqual(1);
        expect(view.x).toBeLessThanOrEqual(0);
        expect(view.x + FRAME.width * view.scale).toBeGreaterThanOrEqual(FRAME.width - 1e-6);
        expect(view.y + FRAME.height * view.scale).toBeGreaterThanOrEqual(FRAME.height - 1e-6);
      }),
    );
  });
});
