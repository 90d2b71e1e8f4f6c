import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { drawProductSvg } from './draw-product';
import { BACKGROUNDS, COLOURS, KINDS, PATTERNS, type ProductLook } from './product-look';
import { renderProduct } from './render-product';

const LOOK: ProductLook = { kind: 'dress', colour: 'red', pattern: 'kitenge', background: 'wall', seed: 7 };

describe('drawing products', () => {
  test('is the same for the same look, and another for another seed', () => {
    expect(drawProductSvg(LOOK)).toBe(drawProductSvg({ ...LOOK }));
    expect(drawProductSvg({ ...LOOK, seed: 8 })).not.toBe(drawProductSvg(LOOK));
    expect(drawProductSvg(LOOK, { scale: 0.7 })).not.toBe(drawProductSvg(LOOK));
  });

  test.each(KINDS)('draws a %s on every background, in every pattern and colour, as whole SVG', (kind) => {
    const looks = [
      ...PATTERNS.map((pattern) => ({ ...LOOK, kind, pattern })),
      ...COLOURS.map((colour) => ({ ...LOOK, kind, colour })),
      ...BACKGROUNDS.map((background) => ({ ...LOOK, kind, background })),
    ];
    const svgs = looks.flatMap((look) => [1, 2, 3, 4].map((seed) => drawProductSvg({ ...look, seed })));
    for (const svg of svgs) expect(svg).not.toMatch(/NaN|undefined|\[object/);
    expect(new Set(svgs).size).toBeGreaterThan(4 * (PATTERNS.length + COLOURS.length + BACKGROUNDS.length - 3));
  });

  test.each(['jpeg', 'webp', 'png'] as const)('renders %s of the size asked for', async (format) => {
    const metadata = await sharp(await renderProduct(LOOK, { size: 320, format })).metadata();
    expect(metadata).toMatchObject({ format, width: 320, height: 320 });
  });

  test('shows the colour that is asked for', async () => {
    const centreOf = async (colour: ProductLook['colour']) => {
      const png = await renderProduct(
        { ...LOOK, colour, pattern: 'plain', background: 'studio' },
        { size: 100, format: 'png' },
      );
      const { data } = await sharp(png)
        .extract({ left: 45, top: 60, width: 8, height: 8 })
        .resize(1, 1)
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { red: data[0] ?? 0, green: data[1] ?? 0, blue: data[2] ?? 0 };
    };
    const [red, blue, white, black] = await Promise.all([
      centreOf('red'),
      centreOf('blue'),
      centreOf('white'),
      centreOf('black'),
    ]);
    expect(red.red).toBeGreaterThan(red.blue + 60);
    expect(blue.blue).toBeGreaterThan(blue.red + 60);
    expect(white.green).toBeGreaterThan(170);
    expect(black.green).toBeLessThan(80);
  });
});
