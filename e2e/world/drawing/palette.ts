import type { Random } from '@/e2e/world/sellers/random';
import type { Colour } from './product-look';

/** A product's main colour in the tones its shading needs, and the colours of its print. */
export interface Palette {
  base: string;
  light: string;
  dark: string;
  deep: string;
  /** Colours of the print, which go with the base and stand out from it. */
  accents: [string, string, string];
}

type Hsl = [hue: number, saturation: number, lightness: number];

const BASES: Record<Colour, Hsl> = {
  red: [357, 72, 45],
  orange: [22, 86, 53],
  yellow: [45, 90, 56],
  green: [144, 50, 34],
  teal: [180, 60, 36],
  blue: [219, 66, 45],
  purple: [276, 44, 44],
  pink: [338, 70, 66],
  brown: [22, 45, 31],
  black: [230, 10, 15],
  grey: [212, 8, 55],
  white: [40, 24, 93],
};

const GOLD = '#f0b429';
const CREAM = '#fbf1dc';
const INK = '#231b2e';
const RUST = '#c4512a';
const SKY = '#57b6d9';
const LEAF = '#3d8c5b';
const WINE = '#7d1d3f';
const ROSE = '#ef8fa3';
const NAVY = '#1d2f5f';
const TEAL = '#157f7b';

/** Harmonies as printed cloth has them; the first two carry the print, the third its fine lines. */
const ACCENTS: Record<Colour, Palette['accents'][]> = {
  red: [
    [GOLD, INK, CREAM],
    [CREAM, NAVY, GOLD],
    ['#ff9f5a', '#4a0d1c', CREAM],
  ],
  orange: [
    [NAVY, CREAM, '#ffd27a'],
    ['#5b1f14', '#ffd27a', CREAM],
    [TEAL, CREAM, INK],
  ],
  yellow: [
    [RUST, INK, CREAM],
    [NAVY, '#fff6d8', RUST],
    [LEAF, '#6b2d12', CREAM],
  ],
  green: [
    [GOLD, '#0f2f22', CREAM],
    ['#f5d76e', RUST, CREAM],
    [ROSE, '#0f2f22', CREAM],
  ],
  teal: [
    [GOLD, '#083c44', CREAM],
    ['#ff8a5c', '#083c44', CREAM],
    [CREAM, WINE, GOLD],
  ],
  blue: [
    [GOLD, '#111f4d', CREAM],
    [SKY, CREAM, '#111f4d'],
    ['#ff7f50', '#111f4d', CREAM],
  ],
  purple: [
    [GOLD, '#2c1247', CREAM],
    [ROSE, '#2c1247', CREAM],
    ['#66c7b4', '#2c1247', CREAM],
  ],
  pink: [
    [WINE, CREAM, GOLD],
    [TEAL, CREAM, WINE],
    ['#fde1e7', '#a5234f', GOLD],
  ],
  brown: [
    [GOLD, CREAM, '#2a140b'],
    ['#e8955a', '#2a140b', CREAM],
    ['#8fb09b', CREAM, '#2a140b'],
  ],
  black: [
    [GOLD, RUST, CREAM],
    [CREAM, '#8d8f98', GOLD],
    ['#e4476b', GOLD, CREAM],
  ],
  grey: [
    [INK, CREAM, GOLD],
    [WINE, CREAM, INK],
    [NAVY, '#dfe6ee', GOLD],
  ],
  white: [
    ['#2c57a8', RUST, GOLD],
    [INK, '#9aa1ab', GOLD],
    [LEAF, ROSE, GOLD],
  ],
};

/** The colour's tones, a little different from product to product. */
export function paletteOf(colour: Colour, random: Random): Palette {
  const [hue, saturation, lightness] = BASES[colour];
  const near: Hsl = [
    hue + random.int(-5, 5),
    clamp(saturation + random.int(-7, 7)),
    clamp(lightness + (colour === 'white' ? random.int(-2, 3) : random.int(-5, 5))),
  ];
  const pale = colour === 'white';
  return {
    base: hex(near),
    light: hex([near[0], near[1], clamp(near[2] + (100 - near[2]) * 0.32)]),
    dark: hex([near[0], pale ? 14 : near[1], clamp(near[2] * (pale ? 0.84 : 0.72))]),
    deep: hex([near[0], pale ? 12 : near[1], clamp(near[2] * (pale ? 0.68 : 0.48))]),
    accents: random.pick(ACCENTS[colour]),
  };
}

const clamp = (percent: number): number => Math.min(100, Math.max(0, percent));

function hex([hue, saturation, lightness]: Hsl): string {
  const s = saturation / 100;
  const l = lightness / 100;
  const channel = (n: number): string => {
    const k = (n + (hue + 360) / 30) % 12;
    const value = l - s * Math.min(l, 1 - l) * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
