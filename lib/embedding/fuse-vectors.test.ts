import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fuseVectors, normalise } from './fuse-vectors';

const value = fc.double({ min: -1000, max: 1000, noNaN: true });
const vector = fc
  .array(value, { minLength: 8, maxLength: 8 })
  .filter((values) => Math.hypot(...values) > 1e-3)
  .map((values) => Float32Array.from(values));
const length = (of: Float32Array): number => Math.hypot(...of);
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, one, at) => sum + one * (b[at] ?? 0), 0);

describe('normalise', () => {
  test('gives unit length and keeps the direction', () => {
    fc.assert(
      fc.property(vector, (given) => {
        expect(length(normalise(given))).toBeCloseTo(1, 5);
        expect(dot(normalise(given), given)).toBeCloseTo(length(given), 1);
      }),
    );
  });

  test.each([[[0, 0]], [[Number.NaN, 1]], [[Number.POSITIVE_INFINITY, 1]]])('refuses %j', (values) => {
    expect(() => normalise(Float32Array.from(values))).toThrow('without length');
  });
});

describe('fuseVectors', () => {
  test('is normalise(0.6 image + 0.4 text) of unit vectors, whatever their length was', () => {
    const fused = fuseVectors(Float32Array.of(5, 0), Float32Array.of(0, 0.1));
    const expected = Math.hypot(0.6, 0.4);
    expect(fused?.[0]).toBeCloseTo(0.6 / expected, 6);
    expect(fused?.[1]).toBeCloseTo(0.4 / expected, 6);
  });

  test('has unit length and lies between the two, nearer to the picture', () => {
    fc.assert(
      fc.property(vector, vector, (image, text) => {
        const [a, b] = [normalise(image), normalise(text)];
        const fused = fuseVectors(image, text) ?? new Float32Array();
        expect(length(fused)).toBeCloseTo(1, 4);
        expect(dot(fused, a)).toBeGreaterThanOrEqual(dot(fused, b) - 1e-5);
      }),
    );
  });

  test('is the only one there is; with neither there is nothing', () => {
    const only = Float32Array.of(3, 4);
    expect([...(fuseVectors(only, null) ?? [])].map((one) => one.toFixed(3))).toEqual(['0.600', '0.800']);
    expect(fuseVectors(null, only)).toEqual(fuseVectors(only, null));
    expect(fuseVectors(null, null)).toBeNull();
  });

  test('takes another weight for queries', () => {
    const fused = fuseVectors(Float32Array.of(1, 0), Float32Array.of(0, 1), 0.3) ?? new Float32Array();
    expect((fused[0] ?? 0) / (fused[1] ?? 1)).toBeCloseTo(0.3 / 0.7, 5);
    expect(length(fused)).toBeCloseTo(1, 6);
    expect(fuseVectors(Float32Array.of(1, 0), Float32Array.of(0, 1), 0)?.[1]).toBe(1);
  });

  test('is the picture when both cancel out', () => {
    expect(fuseVectors(Float32Array.of(0.5, 0), Float32Array.of(-3, 0), 0.5)).toEqual(Float32Array.of(1, 0));
  });

  test('still gives a vector where picture and words are opposite', () => {
    // The weights differ: what is left points as the picture does.
    const fused = fuseVectors(Float32Array.of(1, 0), Float32Array.of(-1, 0));
    expect(fused?.[0]).toBeCloseTo(1, 6);
  });
});
