import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FEWEST_PRODUCTS, isNothingAlike, likenessFloor, PHOTOS_MEASURED, photosOfEach } from './likeness';

const score = fc.double({ min: -1, max: 1, noNaN: true });

describe('likenessFloor', () => {
  test('has at most three of a hundred measured photos below it', () => {
    const scores = Array.from({ length: 199 }, (_, at) => at / 199);
    const floor = likenessFloor(scores);
    expect(scores.filter((nearest) => isNothingAlike(nearest, floor))).toHaveLength(5);
  });

  test('says nothing of too few photos', () => {
    expect(likenessFloor([])).toBeNull();
    expect(likenessFloor(Array.from({ length: 32 }, () => 0.9))).toBeNull();
  });

  test('goes with the model: one that calls everything alike tells the same photos', () => {
    // Steps that are exact in binary, so that squeezing them keeps which is below which.
    const step = fc.integer({ min: -64, max: 64 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 40, maxLength: 300 }), step, (scores, photo) => {
        const squeezed = (value: number): number => 0.875 + value / 1024;
        expect(isNothingAlike(squeezed(photo), likenessFloor(scores.map(squeezed)))).toBe(
          isNothingAlike(photo, likenessFloor(scores)),
        );
      }),
    );
  });

  test('tells of no more sold photos than it may, whichever they are', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 300 }), (scores) => {
        const floor = likenessFloor(scores);
        const told = scores.filter((nearest) => isNothingAlike(nearest, floor)).length;
        expect(told).toBeLessThanOrEqual(0.03 * (scores.length + 1));
      }),
    );
  });
});

describe('isNothingAlike', () => {
  test.each([
    [0.4, 0.5, true],
    [0.5, 0.5, false],
    [0.6, 0.5, false],
    // Nothing was found, or nobody has measured: nothing can be said.
    [null, 0.5, false],
    [0.1, null, false],
  ])('nearest %s, floor %s: %s', (nearest, floor, told) => {
    expect(isNothingAlike(nearest, floor)).toBe(told);
  });
});

test('photosOfEach makes up for few products, and gives up on fewer', () => {
  expect(photosOfEach(FEWEST_PRODUCTS - 1)).toBe(0);
  for (const products of [FEWEST_PRODUCTS, 40, 100, PHOTOS_MEASURED]) {
    const photos = products * photosOfEach(products);
    expect(photos).toBeGreaterThanOrEqual(Math.min(PHOTOS_MEASURED, products * 8));
    expect(likenessFloor(Array.from({ length: photos }, () => 0.5))).not.toBeNull();
  }
});
