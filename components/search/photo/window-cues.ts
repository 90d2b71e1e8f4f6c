/** A picture made small, row by row, as a canvas gives it: red, green, blue, alpha. */
export interface PixelGrid {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

/** In pixels; right and bottom lie outside. */
export interface Window {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What tells a window with one thing in it from one with a part of the room. Each about 0 to 1. */
export interface WindowCues {
  /** How little its colours are those around it. */
  contrast: number;
  /** How much detail is in it. */
  detail: number;
  /** How much more than around it: a wall is plain, what stands before it is not. */
  detailInside: number;
  /** How much its frame cuts through. */
  cut: number;
  /** How many colours are in it. */
  mixed: number;
  /** How far from the picture's middle, 1 for a corner. */
  offCentre: number;
  /** How many of its sides are the picture's own. */
  atEdge: number;
  /** Its share of the picture's shorter side, as a logarithm: 0 for all, −2 for a quarter. */
  size: number;
}

/** Colours are counted in so many steps of red, green and blue. */
const STEPS = 4;
const BINS = STEPS ** 3;
/** How much around a window counts as around it, of its longer side. */
const AROUND = 0.3;
/** Differences between neighbouring pixels beyond this are edges, whatever they are; of 255. */
const SHARPEST = 60;

/** Looks at windows of one picture; a look takes microseconds, whatever the window's size. */
export class WindowViewer {
  private readonly width: number;
  private readonly height: number;
  /** Of all pixels left of and above each corner: their detail, and how many are of each colour. */
  private readonly detail: Float64Array;
  private readonly colours: Int32Array;
  private readonly bins: number;

  constructor(grid: PixelGrid) {
    const { width, height } = grid;
    this.width = width;
    this.height = height;
    const { bins, binOf } = coloursOf(grid);
    this.bins = bins;
    const stride = width + 1;
    this.detail = new Float64Array(stride * (height + 1));
    this.colours = new Int32Array(stride * (height + 1) * bins);
    const row = new Int32Array(bins);
    for (let y = 0; y < height; y++) {
      row.fill(0);
      let rowDetail = 0;
      for (let x = 0; x < width; x++) {
        rowDetail += detailAt(grid, x, y);
        const bin = binOf[y * width + x] ?? 0;
        row[bin] = (row[bin] ?? 0) + 1;
        const [above, here] = [y * stride + x + 1, (y + 1) * stride + x + 1];
        this.detail[here] = (this.detail[above] ?? 0) + rowDetail;
        for (let at = 0; at < bins; at++)
          this.colours[here * bins + at] = (this.colours[above * bins + at] ?? 0) + (row[at] ?? 0);
      }
    }
  }

  look(window: Window): WindowCues {
    const { left, top, right, bottom } = window;
    const [across, down] = [right - left, bottom - top];
    const outer = this.grown(window, Math.max(1, Math.round(Math.max(across, down) * AROUND)));
    const [area, areaAround] = [across * down, Math.max(1, areaOf(outer) - across * down)];
    const { contrast, mixed } = this.compareColours(window, area, outer, areaAround);
    const inside = this.detailIn(window);
    const frame = this.grown(window, 1);
    const x = (left + right) / 2 / this.width - 0.5;
    const y = (top + bottom) / 2 / this.height - 0.5;
    return {
      contrast,
      detail: inside / area,
      detailInside: inside / area - (this.detailIn(outer) - inside) / areaAround,
      cut: (this.detailIn(frame) - inside) / Math.max(1, areaOf(frame) - area),
      mixed,
      offCentre: Math.hypot(x, y) * Math.SQRT2,
      atEdge: Number(left === 0) + Number(top === 0) + Number(right === this.width) + Number(bottom === this.height),
      size: Math.log2(Math.sqrt(area) / Math.min(this.width, this.height)),
    };
  }

  /** Mean of what is in the outer window and not in the inner one. */
  detailBetween(inner: Window, outer: Window): number {
    return (this.detailIn(outer) - this.detailIn(inner)) / Math.max(1, areaOf(outer) - areaOf(inner));
  }

  private compareColours(window: Window, area: number, outer: Window, areaAround: number) {
    const { colours, bins } = this;
    const [a, b, c, d] = this.corners(window);
    const [e, f, g, h] = this.corners(outer);
    let [contrast, alike] = [0, 0];
    for (let at = 0; at < bins; at++) {
      const inside = sumAt(colours, bins, at, a, b, c, d);
      const around = sumAt(colours, bins, at, e, f, g, h) - inside;
      const share = inside / area;
      contrast += Math.max(0, share - around / areaAround);
      alike += share * share;
    }
    return { contrast, mixed: 1 - alike };
  }

  private detailIn(window: Window): number {
    const [a, b, c, d] = this.corners(window);
    return sumAt(this.detail, 1, 0, a, b, c, d);
  }

  private corners({ left, top, right, bottom }: Window): [number, number, number, number] {
    const stride = this.width + 1;
    return [bottom * stride + right, bottom * stride + left, top * stride + right, top * stride + left];
  }

  private grown({ left, top, right, bottom }: Window, by: number): Window {
    return {
      left: Math.max(0, left - by),
      top: Math.max(0, top - by),
      right: Math.min(this.width, right + by),
      bottom: Math.min(this.height, bottom + by),
    };
  }
}

const areaOf = ({ left, top, right, bottom }: Window): number => (right - left) * (bottom - top);

/** Of a rectangle, from the sums at its corners. */
function sumAt(sums: ArrayLike<number>, bins: number, at: number, a: number, b: number, c: number, d: number): number {
  return (
    (sums[a * bins + at] ?? 0) - (sums[b * bins + at] ?? 0) - (sums[c * bins + at] ?? 0) + (sums[d * bins + at] ?? 0)
  );
}

/** Each pixel's colour as a number, without those that no pixel has. */
function coloursOf({ width, height, data }: PixelGrid): { bins: number; binOf: Uint8Array } {
  const step = (value: number): number => Math.min(STEPS - 1, Math.floor((value * STEPS) / 256));
  const numbers = new Map<number, number>();
  const binOf = Uint8Array.from({ length: width * height }, (_, i) => {
    const [red, green, blue] = [data[i * 4] ?? 0, data[i * 4 + 1] ?? 0, data[i * 4 + 2] ?? 0];
    const colour = (step(red) * STEPS + step(green)) * STEPS + step(blue);
    if (!numbers.has(colour)) numbers.set(colour, numbers.size);
    return numbers.get(colour) ?? 0;
  });
  return { bins: Math.min(BINS, numbers.size), binOf };
}

/** How much a pixel differs from those right and below, 0 to 1. */
function detailAt({ width, height, data }: PixelGrid, x: number, y: number): number {
  const here = (y * width + x) * 4;
  const right = x + 1 < width ? here + 4 : here;
  const below = y + 1 < height ? here + width * 4 : here;
  let most = 0;
  for (let channel = 0; channel < 3; channel++) {
    const value = data[here + channel] ?? 0;
    most = Math.max(
      most,
      Math.abs(value - (data[right + channel] ?? 0)),
      Math.abs(value - (data[below + channel] ?? 0)),
    );
  }
  return Math.min(1, most / SHARPEST);
}
