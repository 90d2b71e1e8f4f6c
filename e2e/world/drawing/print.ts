import type { Random } from '@/e2e/world/sellers/random';
import type { Palette } from './palette';
import type { Pattern } from './product-look';

interface Tile {
  width: number;
  height: number;
  body: string;
}

/** The cloth's print as an SVG paint server `#print`, which `fill="url(#print)"` uses. */
export function printDefs(pattern: Pattern, palette: Palette, random: Random): string {
  const tile = TILES[pattern](palette, random);
  const scale = (pattern === 'plain' ? 1 : 0.62 + random.next() * 0.4).toFixed(3);
  const shift = `translate(${random.int(0, 90)} ${random.int(0, 90)})`;
  return (
    `<pattern id="print" width="${tile.width}" height="${tile.height}" patternUnits="userSpaceOnUse" ` +
    `patternTransform="${shift} scale(${scale})">` +
    `<rect x="-1" y="-1" width="${tile.width + 2}" height="${tile.height + 2}" ` +
    `fill="${palette.base}"/>${tile.body}</pattern>`
  );
}

const TILES: Record<Pattern, (palette: Palette, random: Random) => Tile> = {
  plain: ({ dark, light }) => {
    const threads = Array.from({ length: 12 }, (_, at) => 4 + at * 8);
    return {
      width: 96,
      height: 96,
      body:
        `<path d="${threads.map((y) => `M0 ${y}h96`).join('')}" stroke="${dark}" stroke-width=".8" ` +
        'stroke-opacity=".14"/>' +
        `<path d="${threads.map((x) => `M${x} 0v96`).join('')}" stroke="${light}" stroke-width=".8" ` +
        'stroke-opacity=".14"/>',
    };
  },
  kitenge: suns,
  ankara: diamonds,
  striped: stripes,
  dotted: dots,
  checked: shuka,
  zigzag,
  waves,
  floral: leaves,
};

function suns({ base, deep, accents: [a, b, c] }: Palette, random: Random): Tile {
  const rays = random.pick([12, 16, 20]);
  const turned = random.chance(0.5);
  const sun = (x: number, y: number, r: number): string => {
    const ray = `<path d="M${x} ${y - r * 0.98}l${r * 0.13} ${r * 0.4}h${-r * 0.26}z" fill="${a}"/>`;
    const around = Array.from(
      { length: rays },
      (_, at) => `<g transform="rotate(${(360 / rays) * at} ${x} ${y})">${ray}</g>`,
    );
    return `${around.join('')}${rings(x, y, [
      [r * 0.66, b],
      [r * 0.57, c],
      [r * 0.48, a],
      [r * 0.36, deep],
      [r * 0.25, base],
      [r * 0.14, c],
    ])}${beads(x, y, r * 0.425, rays, r * 0.035, c)}`;
  };
  const corner = (x: number, y: number): string =>
    rings(x, y, [
      [30, c],
      [26, b],
      [18, turned ? a : base],
      [9, c],
    ]);
  return {
    width: 150,
    height: 150,
    body: `${sun(75, 75, 74)}${corner(0, 0)}${corner(150, 0)}${corner(0, 150)}${corner(150, 150)}`,
  };
}

const rings = (x: number, y: number, circles: [radius: number, fill: string][]): string =>
  circles.map(([r, fill]) => `<circle cx="${x}" cy="${y}" r="${r.toFixed(1)}" fill="${fill}"/>`).join('');

const beads = (x: number, y: number, radius: number, count: number, r: number, fill: string): string =>
  Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count;
    return (
      `<circle cx="${(x + radius * Math.cos(angle)).toFixed(1)}" ` +
      `cy="${(y + radius * Math.sin(angle)).toFixed(1)}" r="${r.toFixed(1)}" fill="${fill}"/>`
    );
  }).join('');

function diamonds({ base, deep, accents: [a, b, c] }: Palette, random: Random): Tile {
  const tall = random.pick([100, 124]);
  const half = tall / 2;
  const nested = (x: number, y: number): string =>
    [
      [1, c],
      [0.9, a],
      [0.68, b],
      [0.56, base],
      [0.38, a],
      [0.16, deep],
    ]
      .map(([size, fill]) => {
        const w = 50 * Number(size);
        const h = half * Number(size);
        return `<path d="M${x} ${y - h}L${x + w} ${y}L${x} ${y + h}L${x - w} ${y}z" fill="${fill}"/>`;
      })
      .join('');
  const inverse = [0, 100]
    .flatMap((x) => [0, tall].map((y) => [x, y] as const))
    .map(
      ([x, y]) =>
        `<path d="M${x} ${y - half * 0.7}L${x + 35} ${y}L${x} ${y + half * 0.7}L${x - 35} ${y}z" ` +
        `fill="${deep}"/><path d="M${x} ${y - half * 0.4}L${x + 20} ${y}L${x} ${y + half * 0.4}L${x - 20} ` +
        `${y}z" fill="${c}"/><circle cx="${x}" cy="${y}" r="7" fill="${a}"/>`,
    )
    .join('');
  return { width: 100, height: tall, body: inverse + nested(50, half) };
}

function stripes({ deep, light, accents: [a, b, c] }: Palette, random: Random): Tile {
  const bold = random.chance(0.5);
  const bands: [number, number, string][] = bold
    ? [
        [0, 26, a],
        [36, 5, c],
        [60, 10, deep],
        [76, 4, c],
      ]
    : [
        [6, 12, a],
        [22, 4, c],
        [44, 18, b],
        [66, 4, light],
        [76, 8, a],
      ];
  const upright = random.chance(0.6);
  const body = bands
    .map(([at, thick, fill]) =>
      upright
        ? `<rect x="${at}" y="-1" width="${thick}" height="92" fill="${fill}"/>`
        : `<rect x="-1" y="${at}" width="92" height="${thick}" fill="${fill}"/>`,
    )
    .join('');
  return { width: 90, height: 90, body };
}

function dots({ accents: [a, , c] }: Palette, random: Random): Tile {
  const r = random.int(10, 16);
  const small = random.chance(0.4);
  const spots: [number, number, string][] = [
    [20, 20, c],
    [60, 60, small ? a : c],
  ];
  return {
    width: 80,
    height: 80,
    body: spots.map(([x, y, fill]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`).join(''),
  };
}

function shuka({ deep, dark, accents: [a, b] }: Palette, random: Random): Tile {
  const line = random.chance(0.5) ? a : b;
  const bands = (upright: boolean): string =>
    (
      [
        [0, 34, deep, 0.62],
        [42, 6, line, 0.75],
        [54, 22, dark, 0.6],
        [84, 4, '#fff6e5', 0.7],
        [96, 8, deep, 0.5],
      ] as const
    )
      .map(([at, thick, fill, opacity]) =>
        upright
          ? `<rect x="${at}" y="-1" width="${thick}" height="122" fill="${fill}" fill-opacity="${opacity}"/>`
          : `<rect x="-1" y="${at}" width="122" height="${thick}" fill="${fill}" fill-opacity="${opacity}"/>`,
      )
      .join('');
  return { width: 120, height: 120, body: bands(true) + bands(false) };
}

function zigzag({ deep, accents: [a, b, c] }: Palette, random: Random): Tile {
  const rise = random.pick([24, 34]);
  const line = (y: number, stroke: string, width: number): string =>
    `<path d="M-40 ${y}L-20 ${y - rise}L20 ${y + rise * 0.15}L60 ${y - rise}L100 ${y + rise * 0.15}" ` +
    `fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
  const rows = [-96, 0, 96].map(
    (dy) => line(22 + dy, a, 16) + line(40 + dy, c, 5) + line(62 + dy, b, 13) + line(82 + dy, deep, 6),
  );
  return { width: 80, height: 96, body: rows.join('') };
}

function waves({ deep, light, accents: [a, b, c] }: Palette, random: Random): Tile {
  const rise = random.int(12, 20);
  const line = (y: number, stroke: string, width: number): string =>
    `<path d="M-60 ${y}q30 ${-2 * rise} 60 0t60 0t60 0t60 0" fill="none" stroke="${stroke}" stroke-width="${width}"/>`;
  const rows = [-110, 0, 110].map(
    (dy) =>
      line(14 + dy, a, 15) +
      line(14 + dy, c, 3) +
      line(42 + dy, light, 5) +
      line(64 + dy, b, 15) +
      line(88 + dy, deep, 7),
  );
  return { width: 120, height: 110, body: rows.join('') };
}

function leaves({ deep, light, accents: [a, b, c] }: Palette, random: Random): Tile {
  const leaf = (x: number, y: number, turn: number, size: number, fill: string): string =>
    `<g transform="translate(${x} ${y}) rotate(${turn}) scale(${size})">` +
    `<path d="M0 0C14 -14 16 -38 0 -58C-16 -38 -14 -14 0 0z" fill="${fill}"/>` +
    `<path d="M0 0V-48M0 -14l8 -9M0 -14l-8 -9M0 -28l7 -8M0 -28l-7 -8" stroke="${deep}" stroke-width="2" ` +
    'fill="none" stroke-opacity=".6"/></g>';
  const petals = random.pick([5, 6]);
  const blossom = (x: number, y: number, r: number): string =>
    `${Array.from(
      { length: petals },
      (_, at) =>
        `<ellipse cx="${x}" cy="${y - r * 0.62}" rx="${r * 0.34}" ry="${r * 0.5}" fill="${c}" ` +
        `transform="rotate(${(360 / petals) * at} ${x} ${y})"/>`,
    ).join('')}<circle cx="${x}" cy="${y}" r="${r * 0.26}" fill="${a}"/>`;
  const tilt = random.int(-20, 20);
  return {
    width: 150,
    height: 150,
    body: [
      leaf(42, 92, -35 + tilt, 1, a),
      leaf(46, 92, 25 + tilt, 0.95, b),
      leaf(44, 94, 95 + tilt, 0.7, light),
      leaf(112, 138, -60 - tilt, 0.8, b),
      leaf(114, 138, 10 - tilt, 0.9, a),
      blossom(110, 40, 26),
      blossom(34, 128, 15),
      `<circle cx="74" cy="24" r="5" fill="${b}"/><circle cx="16" cy="22" r="4" fill="${c}"/>` +
        `<circle cx="80" cy="112" r="4" fill="${c}"/>`,
    ].join(''),
  };
}
