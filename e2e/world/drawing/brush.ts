import type { Random } from '@/e2e/world/sellers/random';
import type { Palette } from './palette';

/** What a kind is drawn with. The canvas is 800 × 800; the print is `url(#print)`. */
export interface Brush {
  palette: Palette;
  random: Random;
}

/** hung: on the wall or laid flat, seen square on. standing: on a surface, seen from the side. */
export type Stance = 'hung' | 'standing';

export interface Drawing {
  stance: Stance;
  /** Path data of the outline, for the shadow behind what hangs. */
  outline?: string;
  /** Where it touches the surface it stands on. */
  feet?: { x: number; y: number; width: number }[];
  defs?: string;
  /** How much larger than drawn it is shown, so that every kind fills its picture. */
  zoom?: number;
  body: string;
}

export type DrawKind = (brush: Brush) => Drawing;

/** A path filled with the product's print, shaded as if it bulged: darker to its edges, lit from the upper left. */
export const printed = (d: string, shade = 'round'): string =>
  `<path d="${d}" fill="url(#print)"/><path d="${d}" fill="url(#${shade})"/>`;

/** A path filled with one colour, shaded likewise. */
export const shaded = (d: string, fill: string, shade = 'round'): string =>
  `<path d="${d}" fill="${fill}"/><path d="${d}" fill="url(#${shade})"/>`;

export const line = (d: string, stroke: string, width: number, extra = ''): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" ` +
  `stroke-linejoin="round" ${extra}/>`;

/** Running stitches along a path. */
export const stitches = (d: string, stroke = '#fff8e8', width = 2.2): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-dasharray="7 5" stroke-opacity=".75"/>`;

/** A fold of cloth: a shadow with a lit edge beside it. */
export const fold = (d: string, strength = 1): string =>
  `<path d="${d}" fill="none" stroke="#140a1e" stroke-width="${9 * strength}" stroke-linecap="round" ` +
  'stroke-opacity=".1"/>' +
  `<path d="${d}" fill="none" stroke="#140a1e" stroke-width="${3.4 * strength}" stroke-linecap="round" ` +
  'stroke-opacity=".2"/>' +
  `<path d="${d}" fill="none" stroke="#fff" stroke-width="${3 * strength}" stroke-linecap="round" ` +
  `stroke-opacity=".18" transform="translate(${-6 * strength} 0)"/>`;

export const glint = (d: string, opacity = 0.5): string => `<path d="${d}" fill="#fff" fill-opacity="${opacity}"/>`;

const stops = (...list: [offset: number, colour: string, opacity: number][]): string =>
  list
    .map(([offset, colour, opacity]) => `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`)
    .join('');

/** The shades that drawings share. */
export const SHADES = [
  '<linearGradient id="round" x1="0" x2="1" y1="0" ' +
    'y2=".25">' +
    stops(
      [0, '#150a20', 0.26],
      [0.16, '#150a20', 0.05],
      [0.34, '#fff', 0.2],
      [0.52, '#fff', 0.02],
      [0.8, '#150a20', 0.14],
      [1, '#150a20', 0.4],
    ) +
    '</linearGradient>',
  '<linearGradient id="drop" x1="0" x2="0" y1="0" ' +
    `y2="1">${stops([0, '#fff', 0.22], [0.4, '#fff', 0], [0.75, '#150a20', 0.1], [1, '#150a20', 0.36])}` +
    '</linearGradient>',
  '<linearGradient id="barrel" x1="0" x2="1" y1="0" ' +
    'y2="0">' +
    stops(
      [0, '#0d0718', 0.52],
      [0.1, '#0d0718', 0.2],
      [0.2, '#fff', 0.14],
      [0.27, '#fff', 0.55],
      [0.33, '#fff', 0.12],
      [0.55, '#0d0718', 0.02],
      [0.82, '#0d0718', 0.28],
      [0.93, '#0d0718', 0.5],
      [0.97, '#fff', 0.12],
      [1, '#0d0718', 0.4],
    ) +
    '</linearGradient>',
  '<radialGradient id="ball" cx=".36" cy=".3" ' +
    `r=".8">${stops([0, '#fff', 0.6], [0.25, '#fff', 0.16], [0.6, '#0d0718', 0.06], [1, '#0d0718', 0.5])}` +
    '</radialGradient>',
  '<linearGradient id="steel" x1="0" x2="1" y1="0" ' +
    'y2="0">' +
    stops(
      [0, '#6f767f', 1],
      [0.1, '#aab1b9', 1],
      [0.22, '#f6f8fa', 1],
      [0.34, '#c3c9cf', 1],
      [0.5, '#8f979f', 1],
      [0.63, '#dfe3e7', 1],
      [0.76, '#a5acb4', 1],
      [0.9, '#70777f', 1],
      [1, '#b7bdc4', 1],
    ) +
    '</linearGradient>',
  '<linearGradient id="brass" x1="0" x2="1" y1="0" ' +
    `y2="1">${stops([0, '#fbe7a1', 1], [0.4, '#d9a93a', 1], [0.7, '#a87718', 1], [1, '#f0cf70', 1])}` +
    '</linearGradient>',
  '<linearGradient id="leather" x1="0" x2="1" y1="0" ' +
    `y2="1">${stops([0, '#a9693c', 1], [0.5, '#8a4f29', 1], [1, '#5f3117', 1])}</linearGradient>`,
  '<linearGradient id="sole" x1="0" x2="0" y1="0" ' +
    `y2="1">${stops([0, '#fffdf7', 1], [0.6, '#ece6da', 1], [1, '#bdb4a4', 1])}</linearGradient>`,
  '<linearGradient id="glass" x1="0" x2="1" y1="0" ' +
    `y2="1">${stops([0, '#fff', 0.55], [0.35, '#fff', 0.08], [0.36, '#fff', 0], [1, '#fff', 0.1])}` +
    '</linearGradient>',
  '<radialGradient id="contact">' +
    `${stops([0, '#140a12', 0.6], [0.5, '#140a12', 0.34], [0.8, '#140a12', 0.1], [1, '#140a12', 0])}` +
    '</radialGradient>',
].join('');

/** The soft shadow of an outline on what is behind it, `dx` to the side. */
export const castShadow = (outline: string, dx: number): string =>
  [44, 30, 18, 8]
    .map(
      (width) =>
        `<path d="${outline}" fill="#140a12" stroke="#140a12" stroke-width="${width}" ` +
        'stroke-linejoin="round" fill-opacity=".045" stroke-opacity=".045" ' +
        `transform="translate(${dx.toFixed(1)} 18)"/>`,
    )
    .join('');
