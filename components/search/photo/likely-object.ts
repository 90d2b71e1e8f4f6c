import type { Crop } from '@/lib/media/normalise-image';

/** A picture made small, row by row, as a canvas gives it: red, green, blue, alpha. */
export interface PixelGrid {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

/** Differences of light say less than differences of colour: a shadow is no object. */
const LIGHT_WEIGHT = 0.6;
/** What has at least this share of the strongest contrast belongs to the thing. */
const STANDS_OUT = 0.4;
/** How far from the middle something may be and still be meant, as a share of the picture's side. */
const CENTRE_SPREAD = 0.4;
/** On a scale of 0 to 255: below it nothing stands out from what is around it. */
const LEAST_CONTRAST = 10;
/** What lies outside these shares of the weight is a speck, a hand, a corner of the table. */
const OUTLIERS = 0.03;
const PADDING = 0.1;
const SMALLEST_SIDE = 0.3;
/** A thing this large is photographed as sellers do it: what is around it helps to know it again. */
const NEARLY_ALL = 0.45;

const WHOLE: Crop = { x: 0.03, y: 0.03, width: 0.94, height: 0.94 };
const MIDDLE: Crop = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };

/**
 * The part of a picture, as fractions of it, that most likely shows what somebody means: what differs in colour from
 * the picture's edge, more so near the middle. Where nothing stands out, the middle.
 */
export function likelyObject(grid: PixelGrid): Crop {
  const { width, height } = grid;
  const edges = edgeColours(grid);
  const contrast = Float32Array.from({ length: width * height }, (_, i) => {
    const colour = colourAt(grid, i);
    return Math.min(...edges.map((edge) => distance(colour, edge)));
  });
  const most = strongest(contrast);
  if (most < LEAST_CONTRAST) return MIDDLE;
  const columns = new Float32Array(width);
  const rows = new Float32Array(height);
  contrast.forEach((value, i) => {
    if (value < most * STANDS_OUT) return;
    const weight = nearCentre(i, width, height);
    columns[i % width] = (columns[i % width] ?? 0) + weight;
    rows[Math.floor(i / width)] = (rows[Math.floor(i / width)] ?? 0) + weight;
  });
  const [left, right] = bulk(columns);
  const [top, bottom] = bulk(rows);
  const box = { x: left, y: top, width: right - left, height: bottom - top };
  return box.width * box.height > NEARLY_ALL ? WHOLE : box;
}

type Colour = readonly [light: number, redGreen: number, yellowBlue: number];

function colourAt({ data }: PixelGrid, index: number): Colour {
  const r = data[index * 4] ?? 0;
  const g = data[index * 4 + 1] ?? 0;
  const b = data[index * 4 + 2] ?? 0;
  return [((r + g + b) / 3) * LIGHT_WEIGHT, r - g, (r + g) / 2 - b];
}

function distance(a: Colour, b: Colour): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The colours of the edge, half a side at a time: a wall above, a table below, a lamp on one side. */
function edgeColours(grid: PixelGrid): Colour[] {
  const { width, height } = grid;
  const parts = new Map<string, Colour[]>();
  const add = (part: string, x: number, y: number) => {
    const colours = parts.get(part) ?? [];
    colours.push(colourAt(grid, y * width + x));
    parts.set(part, colours);
  };
  for (let x = 0; x < width; x++) {
    add(`top ${x < width / 2}`, x, 0);
    add(`bottom ${x < width / 2}`, x, height - 1);
  }
  for (let y = 0; y < height; y++) {
    add(`left ${y < height / 2}`, 0, y);
    add(`right ${y < height / 2}`, width - 1, y);
  }
  return [...parts.values()].map((colours) => [
    median(colours.map(([light]) => light)),
    median(colours.map(([, redGreen]) => redGreen)),
    median(colours.map(([, , yellowBlue]) => yellowBlue)),
  ]);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** What the strongest pixels have, a few aside: one glaring pixel is no measure. */
function strongest(values: Float32Array): number {
  return Float32Array.from(values).sort()[Math.floor(values.length * 0.96)] ?? 0;
}

function nearCentre(index: number, width: number, height: number): number {
  const x = ((index % width) + 0.5) / width - 0.5;
  const y = (Math.floor(index / width) + 0.5) / height - 0.5;
  return Math.exp(-(x * x + y * y) / (2 * CENTRE_SPREAD * CENTRE_SPREAD));
}

/** From where to where nearly all of the weight lies, padded, as fractions. */
function bulk(weights: Float32Array): [from: number, to: number] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let seen = 0;
  let from = 0;
  let to = weights.length;
  weights.forEach((weight, i) => {
    if (seen <= total * OUTLIERS) from = i;
    if (seen < total * (1 - OUTLIERS)) to = i + 1;
    seen += weight;
  });
  return atLeast(Math.max(0, from / weights.length - PADDING), Math.min(1, to / weights.length + PADDING));
}

function atLeast(from: number, to: number): [number, number] {
  const missing = SMALLEST_SIDE - (to - from);
  if (missing <= 0) return [from, to];
  const start = Math.min(Math.max(0, from - missing / 2), 1 - SMALLEST_SIDE);
  return [start, start + SMALLEST_SIDE];
}
