import { COLOURS, type Colour } from '@/lib/search/search-request.schema';
import { colourName } from './colour-name';
import { type Oklab, toOklab } from './oklab';
import type { SmallPicture } from './small-picture';

/** How wide the rim is that counts as surroundings, as a share of the side. */
const RIM = 0.1;
/** How far from the middle things still count, as a share of the side: what is sold is seldom in a corner. */
const SPREAD = 0.25;
/** Side of a cell of OKLab space: colours within one are the same when the rim is compared with the middle. */
const CELL = 0.06;
/** How sharply a colour that the rim shows as much as the middle is put back. */
const DISCOUNT = 4;
/** Of the product, how much of a colour makes it one of its colours. Shade, light and reflections make greys of everything. */
const LEAST_SHARE = 0.12;
const LEAST_NEUTRAL_SHARE = 0.18;
const NEUTRAL: ReadonlySet<Colour> = new Set(['black', 'grey', 'white', 'brown']);
const MOST_NAMED = 3;

/**
 * The product's colours by name, the most of it first, at most three. A colour that the rim shows more than the middle does is
 * the background's and hardly counts; what fills the whole picture, as cloth does, counts in full.
 * The figures above were chosen on the stand-in's pictures; stand-in-pictures.integration.test.ts prints how well they do.
 */
export function dominantColours(picture: SmallPicture): Colour[] {
  const spots = spotsOf(picture);
  const middle = sharesByCell(spots.filter(({ inside }) => inside > 0));
  const rim = sharesByCell(spots.filter(({ inside }) => inside === 0).map((spot) => ({ ...spot, inside: 1 })));
  const weights = new Map<Colour, number>();
  let total = 0;
  for (const { name, cell, inside } of spots) {
    if (inside === 0) continue;
    const within = middle.get(cell) ?? 0;
    const weight = inside * (within / (within + (rim.get(cell) ?? 0))) ** DISCOUNT;
    weights.set(name, (weights.get(name) ?? 0) + weight);
    total += weight;
  }
  return COLOURS.map((name) => ({ name, share: (weights.get(name) ?? 0) / total }))
    .filter(({ name, share }) => share >= (NEUTRAL.has(name) ? LEAST_NEUTRAL_SHARE : LEAST_SHARE))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED)
    .map(({ name }) => name);
}

interface Spot {
  name: Colour;
  cell: number;
  /** 0 on the rim, 1 in the very middle. */
  inside: number;
}

function spotsOf({ pixels, width, height }: SmallPicture): Spot[] {
  const spots: Spot[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * 3;
      const colour = toOklab(pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number);
      spots.push({
        name: colourName(colour),
        cell: cellOf(colour),
        inside: insideness((x + 0.5) / width, (y + 0.5) / height),
      });
    }
  }
  return spots;
}

function insideness(x: number, y: number): number {
  if (Math.min(x, y, 1 - x, 1 - y) < RIM) return 0;
  return Math.exp(-((x - 0.5) ** 2 + (y - 0.5) ** 2) / (2 * SPREAD ** 2));
}

function cellOf([lightness, a, b]: Oklab): number {
  const step = (value: number) => Math.floor((value + 0.5) / CELL);
  return (step(lightness) * 64 + step(a)) * 64 + step(b);
}

function sharesByCell(spots: readonly Pick<Spot, 'cell' | 'inside'>[]): Map<number, number> {
  const sums = new Map<number, number>();
  let total = 0;
  for (const { cell, inside } of spots) {
    sums.set(cell, (sums.get(cell) ?? 0) + inside);
    total += inside;
  }
  return new Map([...sums].map(([cell, sum]) => [cell, sum / total]));
}
