import { describe, expect, test } from 'vitest';
import { fuseQuery } from './query-vector';

describe('fuseQuery', () => {
  test('lets words change what the picture shows, at unit length', () => {
    const fused = fuseQuery(Float32Array.of(1, 0), Float32Array.of(0, 1));
    expect(Math.hypot(...fused)).toBeCloseTo(1, 6);
    expect((fused[0] ?? 0) / (fused[1] ?? 1)).toBeCloseTo(0.3 / 0.7, 5);
  });

  test('weighs them as it is told', () => {
    const fused = fuseQuery(Float32Array.of(1, 0), Float32Array.of(0, 1), 0.9);
    expect((fused[0] ?? 0) / (fused[1] ?? 1)).toBeCloseTo(9, 4);
  });

  test('keeps the picture when both cancel out', () => {
    expect(fuseQuery(Float32Array.of(1, 0), Float32Array.of(-1, 0), 0.5)).toEqual(Float32Array.of(1, 0));
  });
});
