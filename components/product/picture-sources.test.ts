import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PICTURE_SIZES, sourceSets } from './picture-sources';

const sources = [
  { url: '/a-480.avif', type: 'image/avif' as const, width: 480 },
  { url: '/a-480.webp', type: 'image/webp' as const, width: 480 },
  { url: '/a-960.webp', type: 'image/webp' as const, width: 960 },
];
const webp = { type: 'image/webp', srcSet: '/a-480.webp 480w, /a-960.webp 960w' };

describe('the sets that a browser chooses from', () => {
  test('are one a format on a card, in the order given', () => {
    expect(sourceSets(sources, 'card')).toEqual([{ type: 'image/avif', srcSet: '/a-480.avif 480w' }, webp]);
    expect(sourceSets([], 'card')).toEqual([]);
  });

  test('never make a page show a copy made for cards, unless there is no larger one', () => {
    expect(sourceSets(sources, 'page')).toEqual([webp]);
    expect(sourceSets(sources.slice(0, 2), 'page').map(({ type }) => type)).toEqual(['image/avif', 'image/webp']);
  });
});

test('a card changes its width where the grid changes its columns', () => {
  const steps = readFileSync('app/masonry.css', 'utf8').matchAll(
    /\(width >= (\d+)rem\) {\s+\.masonry-grid {\s+--columns: (\d)/g,
  );
  // The page keeps a rem and a half free on either side.
  const widths = [...steps]
    .filter(([, , columns]) => Number(columns) > 2)
    .map(([, container]) => Number(container) + 3);
  expect(widths).toHaveLength(3);
  for (const width of widths) expect(PICTURE_SIZES.card).toContain(`(min-width: ${width}rem)`);
});
