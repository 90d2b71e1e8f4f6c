import type { KernelEnum } from 'sharp';
import type { Pixels } from '@/lib/media/pixels';

interface Filter {
  reach: number;
  weigh(distance: number): number;
}

/** Pillow's filters, by the names sharp has for them. Models ask for no others. */
const FILTERS: Partial<Record<keyof KernelEnum, Filter>> = {
  linear: { reach: 1, weigh: (x) => Math.max(0, 1 - Math.abs(x)) },
  cubic: { reach: 2, weigh: (x) => cubic(Math.abs(x)) },
};
const SHARPNESS = -0.5;

function cubic(x: number): number {
  if (x < 1) return ((SHARPNESS + 2) * x - (SHARPNESS + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * SHARPNESS : 0;
}

export const canEnlarge = (kernel: keyof KernelEnum): boolean => FILTERS[kernel] !== undefined;

/**
 * As Pillow enlarges, across and then down. libvips enlarges half a pixel off: up to 9 of 255 levels in the mean where
 * a side is less than half of what the model reads.
 */
export function enlarge(pixels: Pixels, width: number, height: number, kernel: keyof KernelEnum): Pixels {
  const filter = FILTERS[kernel];
  if (filter === undefined) throw new Error(`nothing is enlarged by ${kernel} here`);
  const across = pixels.width === width ? pixels : enlargeRows(pixels, width, filter);
  return across.height === height ? across : enlargeColumns(across, height, filter);
}

function enlargeRows({ data, width, height }: Pixels, to: number, filter: Filter): Pixels {
  const out = new Uint8Array(height * to * 3);
  const taps = tapsOf(width, to, filter);
  for (let y = 0; y < height; y += 1) {
    for (const [at, { first, weights }] of taps.entries()) {
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0.5;
        const start = (y * width + first) * 3 + channel;
        for (const [index, weight] of weights.entries()) sum += weight * (data[start + 3 * index] ?? 0);
        out[(y * to + at) * 3 + channel] = clamped(sum);
      }
    }
  }
  return { data: out, width: to, height };
}

function enlargeColumns({ data, width, height }: Pixels, to: number, filter: Filter): Pixels {
  const row = 3 * width;
  const out = new Uint8Array(to * row);
  for (const [at, { first, weights }] of tapsOf(height, to, filter).entries()) {
    for (let x = 0; x < row; x += 1) {
      let sum = 0.5;
      for (const [index, weight] of weights.entries()) sum += weight * (data[(first + index) * row + x] ?? 0);
      out[at * row + x] = clamped(sum);
    }
  }
  return { data: out, width, height: to };
}

/** For each new pixel: the old ones it is made of, and their weights, which add up to one. */
function tapsOf(from: number, to: number, { reach, weigh }: Filter): { first: number; weights: number[] }[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, at) => {
    const centre = (at + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - reach + 0.5));
    const last = Math.min(from, Math.trunc(centre + reach + 0.5));
    const weights = Array.from({ length: last - first }, (_, index) => weigh(first + index - centre + 0.5));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

const clamped = (level: number): number => Math.max(0, Math.min(255, Math.floor(level)));
