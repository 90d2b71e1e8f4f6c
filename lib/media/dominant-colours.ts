import { colourTable, placeOf } from './colour-table';
import { COLOURS, type Colour } from './colours.schema';
import type { Pixels } from './pixels';

/** The width of the rim that counts as surroundings, as a share of the side. */
const RIM = 0.1;
/** The spread of pixels' weights around the middle, as a share of the side: what is sold is seldom in a corner. */
const SPREAD = 0.25;
/** How sharply colours that the rim shows, too, are discounted. */
const DISCOUNT = 4;
/** How much of the product a colour must cover to be one of its colours. Light and shade make greys of everything. */
const LEAST_SHARE = 0.12;
const LEAST_NEUTRAL_SHARE = 0.18;
const NEUTRAL: ReadonlySet<Colour> = new Set(['black', 'grey', 'white', 'brown']);
const MOST_NAMED = 3;

/**
 * The product's colours by name, the most of it first, at most three. A colour that the rim shows more than the
 * middle does is the background's and hardly counts; what fills the whole picture, as cloth does, counts in full.
 * Figures chosen on the stand-in's pictures; stand-in-pictures.integration.test.ts prints how well they do.
 */
export function dominantColours(picture: Pixels): Colour[] {
  const { names, cells, cellCount } = colourTable();
  const inside = insidenessOf(picture);
  const colours = inside.map((_, spot) => colourAt(picture, spot));
  const middle = new Float64Array(cellCount);
  const rim = new Float64Array(cellCount);
  inside.forEach((share, spot) => {
    const cell = cells[colours[spot] as number] as number;
    if (share > 0) middle[cell] = (middle[cell] as number) + share;
    else rim[cell] = (rim[cell] as number) + 1;
  });
  const [inMiddle, onRim] = [total(middle), total(rim)];
  const weights = new Float64Array(COLOURS.length);
  inside.forEach((share, spot) => {
    if (share === 0) return;
    const colour = colours[spot] as number;
    const cell = cells[colour] as number;
    const within = (middle[cell] as number) / inMiddle;
    const kept = within / (within + (rim[cell] as number) / onRim);
    const name = names[colour] as number;
    weights[name] = (weights[name] as number) + share * kept ** DISCOUNT;
  });
  return nameTheMost(weights);
}

function nameTheMost(weights: Float64Array): Colour[] {
  const all = total(weights);
  return COLOURS.map((name, place) => ({ name, share: (weights[place] as number) / all }))
    .filter(({ name, share }) => share >= (NEUTRAL.has(name) ? LEAST_NEUTRAL_SHARE : LEAST_SHARE))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_NAMED)
    .map(({ name }) => name);
}

function colourAt({ data }: Pixels, spot: number): number {
  const at = spot * 3;
  return placeOf(data[at] as number, data[at + 1] as number, data[at + 2] as number);
}

let lastInside: { width: number; height: number; inside: Float64Array } | undefined;

/** Pictures are all looked at in one size. */
function insidenessOf({ width, height }: Pixels): Float64Array {
  if (lastInside?.width !== width || lastInside.height !== height) {
    lastInside = { width, height, inside: insideness({ width, height }) };
  }
  return lastInside.inside;
}

/** Of each pixel: 0 on the rim, 1 in the very middle. */
function insideness({ width, height }: Pick<Pixels, 'width' | 'height'>): Float64Array {
  const along = (side: number) =>
    Float64Array.from({ length: side }, (_, at) => {
      const place = (at + 0.5) / side;
      return Math.min(place, 1 - place) < RIM ? 0 : Math.exp(-((place - 0.5) ** 2) / (2 * SPREAD ** 2));
    });
  const [across, down] = [along(width), along(height)];
  return Float64Array.from({ length: width * height }, (_, spot) => {
    return (across[spot % width] as number) * (down[Math.floor(spot / width)] as number);
  });
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
