import { describe, expect, test } from 'vitest';
import { type Encoding, fitInto, sizeWithin } from './fit-into';

/** Bytes as a JPEG of so much detail would have. */
const encoder = (detail: number) => {
  const asked: Encoding[] = [];
  const encode = async (encoding: Encoding) => {
    asked.push(encoding);
    return { size: Math.round(encoding.longestSide ** 2 * encoding.quality * detail), encoding };
  };
  return { asked, encode };
};

describe('fitInto', () => {
  test('takes the best quality when that is small enough, and tries nothing else', async () => {
    const { asked, encode } = encoder(0.1);
    expect((await fitInto(150_000, encode)).encoding).toEqual({ longestSide: 768, quality: 0.86 });
    expect(asked).toHaveLength(1);
  });

  test('gives up quality before size', async () => {
    const { asked, encode } = encoder(0.32);
    expect((await fitInto(150_000, encode)).encoding.longestSide).toBe(768);
    expect(asked).toHaveLength(2);
  });

  test('goes on until it fits, each step smaller than the one before', async () => {
    const { asked, encode } = encoder(1.2);
    expect((await fitInto(150_000, encode)).size).toBeLessThanOrEqual(150_000);
    const sizes = asked.map(({ longestSide, quality }) => longestSide ** 2 * quality);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  });

  test('gives the smallest when nothing fits', async () => {
    const { asked, encode } = encoder(100);
    expect((await fitInto(10, encode)).encoding).toEqual(asked.at(-1));
  });
});

describe('sizeWithin', () => {
  test.each([
    [768, 4000, 3000, 768, 576],
    [768, 300, 500, 300, 500],
    [768, 10_000, 1, 768, 1],
  ])('%i: %i by %i becomes %i by %i', (longest, width, height, newWidth, newHeight) => {
    expect(sizeWithin(longest, width, height)).toEqual({ width: newWidth, height: newHeight });
  });
});
