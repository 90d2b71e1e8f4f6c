import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCrop } from './crop';

describe('parseCrop', () => {
  it('reads fractions', () => {
    expect(parseCrop('0.1, 0.2,0.5,0.6')).toEqual({ x: 0.1, y: 0.2, width: 0.5, height: 0.6 });
  });

  it('forgives the last digit of what a browser adds up', () => {
    const { x, width } = parseCrop('0.7,0,0.3000001,1');
    expect(x + width).toBeLessThanOrEqual(1);
  });

  it.each([
    '',
    '0,0,1',
    '0,0,1,1,1',
    'a,b,c,d',
    '0,0,,1',
    '-0.1,0,1,1',
    '0.5,0,0.6,1',
    '0,0,0,0',
    '0,0,0.001,1',
    'NaN,0,1,1',
    'Infinity,0,1,1',
    '0,0,1e9,1',
  ])('refuses %j', (text) => {
    expect(() => parseCrop(text)).toThrowError(expect.objectContaining({ code: 'invalid_crop', status: 400 }));
  });

  it('gives parts that stay inside the picture, or refuses', () => {
    const fraction = fc.double({ min: -0.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(fraction, fraction, fraction, fraction, (...parts) => {
        let crop: ReturnType<typeof parseCrop>;
        try {
          crop = parseCrop(parts.join(','));
        } catch {
          return;
        }
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y + crop.height).toBeLessThanOrEqual(1);
        expect(crop.width).toBeGreaterThan(0);
      }),
    );
  });
});
