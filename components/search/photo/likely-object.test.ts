import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { likelyObject } from './likely-object';
import type { PixelGrid } from './window-cues';

type Rgb = [number, number, number];
const BEIGE: Rgb = [226, 214, 196];
const RED: Rgb = [190, 30, 40];

/** 48 by 48, painted by a function of fractions. */
function painted(paint: (x: number, y: number) => Rgb, width = 48, height = 48): PixelGrid {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.set([...paint((x + 0.5) / width, (y + 0.5) / height), 255], (y * width + x) * 4);
  return { width, height, data };
}

const inside = (x: number, y: number, [left, top, right, bottom]: number[]) =>
  x > (left ?? 0) && x < (right ?? 1) && y > (top ?? 0) && y < (bottom ?? 1);

const print = (x: number, y: number): Rgb => ((Math.floor(x * 24) + Math.floor(y * 24)) % 2 ? RED : [240, 220, 60]);

/** A wall, a floor, a window, a curtain, a sofa, and a printed thing of a quarter of the side before it all. */
function room(left: number, top: number): (x: number, y: number) => Rgb {
  return (x, y) => {
    if (inside(x, y, [left, top, left + 0.25, top + 0.25])) return print(x, y);
    if (inside(x, y, [0.02, 0.4, 0.6, 0.72])) return [90, 110, 90];
    if (inside(x, y, [0.9, 0, 1, 0.5])) return [120, 60, 130];
    if (inside(x, y, [0.7, 0, 0.9, 0.3])) return [150, 200, 240];
    return y < 0.65 ? BEIGE : [110, 80, 60];
  };
}

describe('likelyObject', () => {
  test('finds a thing beside the middle, with a little room around it', () => {
    const box = likelyObject(painted((x, y) => (inside(x, y, [0.5, 0.4, 0.85, 0.8]) ? RED : BEIGE)));
    expect(box.x).toBeGreaterThan(0.35);
    expect(box.x).toBeLessThanOrEqual(0.5);
    expect(box.x + box.width).toBeGreaterThanOrEqual(0.83);
    expect(box.x + box.width).toBeLessThan(1);
    expect(box.y).toBeGreaterThan(0.25);
    expect(box.y + box.height).toBeLessThan(0.92);
  });

  test('knows a wall above and a table below as what is around it', () => {
    const box = likelyObject(
      painted((x, y) => {
        if (inside(x, y, [0.3, 0.3, 0.6, 0.75])) return RED;
        return y < 0.5 ? BEIGE : [96, 70, 50];
      }),
    );
    expect(box.x).toBeGreaterThan(0.15);
    expect(box.x + box.width).toBeLessThan(0.75);
    expect(box.y + box.height).toBeLessThan(0.9);
  });

  test('prefers the middle to a corner', () => {
    const box = likelyObject(
      painted((x, y) =>
        inside(x, y, [0.35, 0.35, 0.65, 0.65]) ? RED : inside(x, y, [0.92, 0.92, 0.98, 0.98]) ? [20, 40, 160] : BEIGE,
      ),
    );
    expect(box.x + box.width).toBeLessThan(0.8);
    expect(box.y + box.height).toBeLessThan(0.8);
  });

  test('passes over a shadow', () => {
    const shadow: Rgb = [206, 194, 176];
    const box = likelyObject(
      painted((x, y) =>
        inside(x, y, [0.2, 0.3, 0.5, 0.7]) ? RED : inside(x, y, [0.5, 0.3, 0.95, 0.7]) ? shadow : BEIGE,
      ),
    );
    expect(box.x + box.width).toBeLessThan(0.65);
  });

  test('takes the middle where nothing stands out', () => {
    expect(likelyObject(painted(() => BEIGE))).toEqual({ x: 0.1, y: 0.1, width: 0.8, height: 0.8 });
  });

  test('takes nearly all where the thing fills much of the picture', () => {
    const box = likelyObject(painted((x, y) => (inside(x, y, [0.2, 0.15, 0.8, 0.85]) ? RED : BEIGE)));
    expect(box.width * box.height).toBeGreaterThan(0.8);
  });

  test.each([
    ['on the left', 0.12, 0.3],
    ['on the right', 0.62, 0.35],
    ['low in the middle', 0.38, 0.42],
  ])('takes the thing and not the room it is in: %s', (_where, x, y) => {
    const box = likelyObject(painted(room(x, y)));
    expect(box.x).toBeLessThanOrEqual(x + 0.03);
    expect(box.y).toBeLessThanOrEqual(y + 0.03);
    expect(box.x + box.width).toBeGreaterThanOrEqual(x + 0.22);
    expect(box.y + box.height).toBeGreaterThanOrEqual(y + 0.22);
    expect(box.width * box.height).toBeLessThan(0.25);
  });

  test('gives a square of pixels around a thing in a room, whatever the shape of the picture', () => {
    const [width, height] = [48, 36];
    const box = likelyObject(painted(room(0.4, 0.35), width, height));
    expect(box.width * width).toBeCloseTo(box.height * height);
  });

  test('takes nearly all of one printed thing on a busy ground', () => {
    const box = likelyObject(
      painted((x, y) => {
        if (inside(x, y, [0.15, 0.15, 0.85, 0.85])) return print(x, y);
        return Math.floor(y * 24) % 2 ? BEIGE : [206, 194, 170];
      }),
    );
    expect(box.width * box.height).toBeGreaterThan(0.8);
  });

  test('always gives a part that can be searched with', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const picture = fc
      .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
      .chain(({ width, height }) =>
        fc
          .array(byte, { minLength: width * height * 4, maxLength: width * height * 4 })
          .map((data) => ({ width, height, data })),
      );
    fc.assert(
      fc.property(picture, (grid) => {
        const { x, y, width, height } = likelyObject(grid);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(0.29);
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1.0001);
      }),
    );
  });
});
