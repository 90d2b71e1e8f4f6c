import { describe, expect, it } from 'vitest';
import { fuseVectors } from './fuse-vectors';

describe('fuseVectors', () => {
  it('weighs the picture more than the words, at unit length', () => {
    const fused = fuseVectors(Float32Array.of(1, 0), Float32Array.of(0, 1));
    expect(Math.hypot(...fused)).toBeCloseTo(1, 6);
    expect(fused[0]).toBeCloseTo(0.6 / Math.hypot(0.6, 0.4), 5);
  });

  it('keeps the picture when both cancel out', () => {
    const picture = Float32Array.of(0.4, 0);
    expect(fuseVectors(picture, Float32Array.of(-0.6, 0))).toBe(picture);
  });
});
