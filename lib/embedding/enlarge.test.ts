import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enlarge } from './enlarge';

const side = fc.integer({ min: 1, max: 24 });
const kernel = fc.constantFrom('cubic' as const, 'linear' as const);

describe('enlarge', () => {
  test('keeps an even colour even, whatever the sizes', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 0, max: 255 }), kernel, (width, height, level, by) => {
        const data = new Uint8Array(3 * width * height).fill(level);
        const { data: larger } = enlarge({ data, width, height }, width + 9, height + 5, by);
        expect(larger).toHaveLength(3 * (width + 9) * (height + 5));
        expect(larger.every((value) => value === level)).toBe(true);
      }),
    );
  });

  test('is mirrored when its picture is: nothing is shifted', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), kernel, (levels, by) => {
        const row = (of: Uint8Array) => ({
          data: Uint8Array.from([...of].flatMap((v) => [v, v, v])),
          width: 5,
          height: 1,
        });
        const there = enlarge(row(levels), 13, 1, by).data;
        const back = enlarge(row(levels.toReversed()), 13, 1, by).data;
        expect([...back].reverse()).toEqual([...there]);
      }),
    );
  });

  test('gives what Pillow gives', () => {
    // Image.fromarray(numpy.array([[0, 255]], 'uint8')).resize((8, 1), Image.BICUBIC), and BILINEAR
    const data = Uint8Array.from([0, 0, 0, 255, 255, 255]);
    const first = (values: Uint8Array) => [...values].filter((_, at) => at % 3 === 0);
    expect(first(enlarge({ data, width: 2, height: 1 }, 8, 1, 'cubic').data)).toEqual(PILLOW_CUBIC);
    expect(first(enlarge({ data, width: 2, height: 1 }, 8, 1, 'linear').data)).toEqual(PILLOW_LINEAR);
  });
});

const PILLOW_CUBIC = [0, 0, 22, 89, 166, 233, 255, 255];
const PILLOW_LINEAR = [0, 0, 32, 96, 159, 223, 255, 255];
