import type { Crop } from '@/lib/media/normalise-image';
import { type PixelGrid, type Window, type WindowCues, WindowViewer } from './window-cues';

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

/** Below this many pixels there is no telling one thing of a room from another. */
const SMALLEST_ROOM = 24;
const MOST_STEPS = 12;
const SMALLEST_THING = 0.15;
const NEXT_SIZE = 0.8;
/** Width to height. */
const SHAPES = [0.6, 1, 1.6];
/** How far windows are apart, of their longer side. */
const STRIDE = 0.2;
/** Three tenths of the side, as WindowCues says sizes. */
const USUAL_SIZE = -1.7;
const ROOM_AROUND = 0.1;
/** Where the middle begins and the edge ends, of the side; how much the edge counts, and how much must be left. */
const MIDDLE_FROM = 0.15;
const EDGE_TO = 0.12;
const EDGE_COUNTS = 0.5;
const FULL_OF_DETAIL = 0.21;
/** With less detail at its edge a picture is of one thing on plain ground. */
const PLAIN = 0.02;

const WHOLE: Crop = { x: 0.03, y: 0.03, width: 0.94, height: 0.94 };
const MIDDLE: Crop = { x: 0.1, y: 0.1, width: 0.8, height: 0.8 };

/**
 * The part of a picture, as fractions of it, that most likely shows what somebody means: what differs in colour from
 * the picture's edge, more so near the middle. Where nothing stands out, the middle; where things stand out all over,
 * as in a room, the window that looks most like one thing.
 */
export function likelyObject(grid: PixelGrid): Crop {
  const box = standingOut(grid);
  if (box === null) return MIDDLE;
  if (box.width * box.height <= NEARLY_ALL) return box;
  if (Math.min(grid.width, grid.height) < SMALLEST_ROOM) return WHOLE;
  const viewer = new WindowViewer(grid);
  return fillsPicture(viewer, grid) ? WHOLE : squareAround(likeliestWindow(viewer, grid), grid);
}

/** What differs in colour from the picture's edge; null when nothing does. */
function standingOut(grid: PixelGrid): Crop | null {
  const { width, height } = grid;
  const edges = edgeColours(grid);
  const contrast = Float32Array.from({ length: width * height }, (_, i) => {
    const colour = colourAt(grid, i);
    return Math.min(...edges.map((edge) => distance(colour, edge)));
  });
  const most = strongest(contrast);
  if (most < LEAST_CONTRAST) return null;
  const columns = new Float32Array(width);
  const rows = new Float32Array(height);
  contrast.forEach((value, i) => {
    if (value < most * STANDS_OUT) return;
    const [x, y] = [i % width, Math.floor(i / width)];
    const weight = nearCentre(i, width, height);
    columns[x] = (columns[x] ?? 0) + weight;
    rows[y] = (rows[y] ?? 0) + weight;
  });
  const [left, right] = bulk(columns);
  const [top, bottom] = bulk(rows);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether one thing takes up the middle: there is detail all through it, and less of it at the picture's edge. */
function fillsPicture(viewer: WindowViewer, { width, height }: PixelGrid): boolean {
  const inset = (share: number): Window => ({
    left: Math.round(width * share),
    top: Math.round(height * share),
    right: Math.round(width * (1 - share)),
    bottom: Math.round(height * (1 - share)),
  });
  const middle = viewer.look(inset(MIDDLE_FROM)).detail;
  const edge = viewer.detailBetween(inset(EDGE_TO), inset(0));
  return edge < PLAIN || middle - edge * EDGE_COUNTS > FULL_OF_DETAIL;
}

function likeliestWindow(viewer: WindowViewer, { width, height }: PixelGrid): Window {
  let best: Window = { left: 0, top: 0, right: width, bottom: height };
  let bestScore = Number.NEGATIVE_INFINITY;
  const consider = (window: Window): boolean => {
    const score = likeness(viewer.look(window));
    if (score <= bestScore) return false;
    [best, bestScore] = [window, score];
    return true;
  };
  windowsOf(width, height).forEach(consider);
  for (let steps = 0; steps < MOST_STEPS && nextTo(best, width, height).filter(consider).length > 0; steps++);
  return best;
}

/** With one side moved by a pixel. */
function nextTo(window: Window, width: number, height: number): Window[] {
  return [-1, 1]
    .flatMap((by) => [
      { ...window, left: window.left + by },
      { ...window, right: window.right + by },
      { ...window, top: window.top + by },
      { ...window, bottom: window.bottom + by },
    ])
    .filter(
      ({ left, top, right, bottom }) =>
        left >= 0 && top >= 0 && right <= width && bottom <= height && right - left > 2 && bottom - top > 2,
    );
}

/** Fitted to drawn rooms (docs/decisions/0023): logits of a window being the thing's. */
function likeness({ contrast, detail, detailInside, cut, mixed, offCentre, atEdge, size }: WindowCues): number {
  const usualSize = -2.35 * (size - USUAL_SIZE) ** 2;
  return (
    6.6 * contrast +
    19.5 * detailInside -
    5.2 * detail +
    7.8 * cut +
    2.3 * mixed -
    5.6 * offCentre -
    4.3 * atEdge +
    usualSize
  );
}

/** Windows of all sizes and shapes that things have, over the whole picture. */
function windowsOf(width: number, height: number): Window[] {
  const windows: Window[] = [];
  const side = Math.min(width, height);
  for (let longest = side; longest >= side * SMALLEST_THING; longest *= NEXT_SIZE)
    for (const shape of SHAPES) {
      const across = Math.max(1, Math.round(longest * Math.min(1, shape)));
      const down = Math.max(1, Math.round(longest * Math.min(1, 1 / shape)));
      const step = Math.max(1, Math.round(longest * STRIDE));
      for (let top = 0; top + down <= height; top += step)
        for (let left = 0; left + across <= width; left += step)
          windows.push({ left, top, right: left + across, bottom: top + down });
    }
  return windows;
}

/** Square, so that the model sees the thing's own shape, with a little room, as fractions. */
function squareAround({ left, top, right, bottom }: Window, { width, height }: PixelGrid): Crop {
  const side = Math.min(Math.max(right - left, bottom - top) * (1 + ROOM_AROUND), width, height);
  const from = (middle: number, most: number): number => Math.min(Math.max(0, middle - side / 2), most - side);
  return {
    x: from((left + right) / 2, width) / width,
    y: from((top + bottom) / 2, height) / height,
    width: side / width,
    height: side / height,
  };
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
