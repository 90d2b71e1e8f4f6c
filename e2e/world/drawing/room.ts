import type { Random } from '@/e2e/world/sellers/random';
import type { Stance } from './brush';
import { ellipse, path, rect, stroke } from './shapes';

export const ROOM_SIDE = 960;
const FLOOR = 620;

/**
 * A room as SVG elements of 960 × 960, drawn around a product whose box is `side` pixels wide and high: what stands is
 * put on a table, a shelf or the floor, what hangs on the wall or laid on the sofa. Gives where the product's box goes.
 */
export function drawRoom(stance: Stance, side: number, random: Random): { behind: string; x: number; y: number } {
  const wall = random.pick(['#e9e2d6', '#d8dfe0', '#f0e4c8', '#c9d3c0', '#e6cfc2', '#b9c4d0', '#f4f2ee', '#a98f78']);
  const floor = random.pick(['#9a7350', '#c8b28c', '#8a8884', '#6b4a35', '#d9d3c7', '#7f5a52']);
  const parts = [
    `<rect width="960" height="960" fill="${wall}"/>`,
    random.chance(0.3) ? wallpaper(wall, random) : '',
    `<rect y="${FLOOR}" width="960" height="340" fill="${floor}"/>`,
    random.chance(0.6) ? boards(random) : '',
    `<rect y="${FLOOR - 14}" width="960" height="14" fill="#fff" fill-opacity=".55"/>`,
  ];
  const spots = stance === 'standing' ? [onTable, onShelf, onFloor] : [onWall, onSofa, onWall];
  const windowLeft = random.chance(0.5);
  if (random.chance(0.75)) parts.push(window_(windowLeft ? random.int(-60, 60) : random.int(640, 760), random));
  if (random.chance(0.6)) parts.push(frame(random.int(60, 800), random.int(40, 160), random));
  const spot = random.pick(spots)(side, random);
  parts.push(spot.furniture);
  for (const [chance, draw] of [
    [0.6, lamp],
    [0.6, plant],
    [0.5, rug],
  ] as const)
    if (random.chance(chance)) parts.push(draw(awayFrom(spot.x + side / 2, side, random), random));
  return { behind: parts.join(''), x: spot.x, y: spot.y };
}

/** Over everything: the light of the room. */
export function roomLight(random: Random): string {
  const [x, dark] = [random.next().toFixed(2), (0.1 + random.next() * 0.3).toFixed(2)];
  const stop = (offset: number, colour: string, opacity: string): string =>
    `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`;
  return (
    `<defs><radialGradient id="roomLight" cx="${x}" cy=".2" r="1.1">${stop(0, '#fff7e0', '.22')}` +
    `${stop(0.5, '#fff', '0')}${stop(1, '#100a18', dark)}</radialGradient></defs>` +
    rect(0, 0, ROOM_SIDE, ROOM_SIDE, 'url(#roomLight)')
  );
}

interface Spot {
  /** Upper left corner of the product's box. */
  x: number;
  y: number;
  furniture: string;
}
type Place = (side: number, random: Random) => Spot;

const anywhere = (side: number, random: Random): number => random.int(40, 920 - side);
const hue = (random: Random, rest: string): string => `hsl(${random.int(0, 359)} ${rest})`;
const shade = (opacity: number): string => `rgba(0,0,0,${opacity})`;

/** Things beside the product never stand in front of it. */
function awayFrom(middle: number, side: number, random: Random): number {
  const left = middle - side / 2 - 110;
  const right = middle + side / 2 + 110;
  const places: number[] = [];
  if (left > 40) places.push(random.int(-20, Math.floor(left)));
  if (right < 920) places.push(random.int(Math.ceil(right), 980));
  return places.length === 0 ? -200 : random.pick(places);
}

const onTable: Place = (side, random) => {
  const [x, top] = [anywhere(side, random), random.int(430, 640)];
  const wood = random.pick(['#7a4f2e', '#b98a58', '#4a3324', '#e8e2d8', '#5c6a70']);
  const [from, to] = [Math.max(-40, x - random.int(80, 300)), Math.min(1000, x + side + random.int(80, 300))];
  const legs = [from + 30, to - 60].map((leg) => rect(leg, top, 30, 420, wood)).join('');
  const board = rect(from, top, to - from, 34, wood, 'rx="4"') + rect(from, top + 26, to - from, 14, shade(0.25));
  return { x, y: top + 14 - side, furniture: legs + board + books(to - 110, top, random) };
};

const onShelf: Place = (side, random) => {
  const [x, top] = [anywhere(side, random), random.int(Math.max(side + 30, 260), 560)];
  const wood = random.pick(['#8a6542', '#efe9de', '#3f3a38', '#b08a5f']);
  const [from, to] = [Math.max(0, x - random.int(100, 260)), Math.min(960, x + side + random.int(100, 260))];
  const board = (y: number): string =>
    rect(from, y, to - from, 22, wood) + rect(from, y + 22, to - from, 12, shade(0.2));
  const below = top + side + 60;
  const shelves = board(top) + board(below);
  return {
    x,
    y: top + 8 - side,
    furniture: shelves + books(from + 6, top, random) + books(from + random.int(20, 120), below, random),
  };
};

const onFloor: Place = (side, random) => ({
  x: anywhere(side, random),
  y: random.int(Math.max(FLOOR + 60, side), 930) - side,
  furniture: sofa(random.int(-100, 300), FLOOR + 30, random),
});

const onWall: Place = (side, random) => ({
  x: anywhere(side, random),
  y: random.int(30, Math.max(31, FLOOR - 30 - side)),
  furniture: random.chance(0.7) ? sofa(random.int(-100, 300), FLOOR + 60, random) : '',
});

const onSofa: Place = (side, random) => {
  const left = random.int(-60, 160);
  return {
    x: Math.min(920 - side, left + random.int(110, Math.max(111, 560 - side))),
    y: FLOOR - side + random.int(-20, 50),
    furniture: sofa(left, FLOOR + 60, random),
  };
};

function sofa(x: number, bottom: number, random: Random): string {
  const cloth = `hsl(${random.int(0, 359)} ${random.int(8, 45)}% ${random.int(28, 68)}%)`;
  const seam = `rx="26" stroke="${shade(0.22)}" stroke-width="4"`;
  const part = (dx: number, dy: number, width: number, height: number): string =>
    rect(x + dx, bottom + dy, width, height, cloth, seam);
  const [back, seats] = [part(40, -260, 620, 220), part(70, -110, 280, 130) + part(350, -110, 280, 130)];
  const arms = part(0, -170, 90, 220) + part(610, -170, 90, 220);
  return back + seats + arms + part(30, 0, 640, 60);
}

function window_(x: number, random: Random): string {
  const sky = random.pick(['#bfe0f5', '#e9f3f7', '#f5d9b0', '#2a3350']);
  const curtain = `hsl(${random.int(0, 359)} ${random.int(15, 60)}% ${random.int(40, 75)}%)`;
  const folds = [x - 20, x + 4].map((at) => `M${at} 60q14 200 0 380`).join('');
  return (
    rect(x, 70, 250, 330, sky, 'stroke="#fbf8f2" stroke-width="16"') +
    stroke(`M${x} 235h250M${x + 125} 70v330`, '#fbf8f2', 10) +
    path(`M${x - 40} 50h70q20 200 -10 400h-60z`, curtain) +
    path(`M${x + 220} 50h70v400h-60q-30 -200 -10 -400z`, curtain) +
    stroke(`${folds}M${x + 250} 60q-14 200 0 380`, shade(0.15), 7)
  );
}

function frame(x: number, y: number, random: Random): string {
  const colour = (): string => `hsl(${random.int(0, 359)} 40% ${random.int(35, 75)}%)`;
  const picture = colour();
  const wood = random.pick(['#3a2a1c', '#d8b55a', '#fff']);
  return (
    rect(x, y, 140, 110, picture, `stroke="${wood}" stroke-width="12"`) +
    path(`M${x + 6} ${y + 90}l50 -50l34 30l44 -40v70h-128z`, colour())
  );
}

function lamp(x: number, random: Random): string {
  const cloth = random.pick(['#f6e3b0', '#e8e2d8', '#c76b4a']);
  return (
    stroke(`M${x} 300V${FLOOR + 80}`, '#444', 9) +
    path(`M${x - 60} 330L${x - 36} 220h72l24 110z`, cloth) +
    ellipse(x, FLOOR + 84, 50, 12, '#444')
  );
}

function plant(x: number, random: Random): string {
  const leaves = Array.from({ length: 9 }, (_, at) => {
    const length = random.int(130, 200);
    const green = random.pick(['#3d7a45', '#5a9a55', '#2c5c3a']);
    const turned = `transform="translate(${x} ${FLOOR + 60}) rotate(${at * 17 - 68})"`;
    return path(`M0 0Q-26 -90 0 -${length}Q26 -90 0 0z`, green, turned);
  });
  const clay = random.pick(['#b5673f', '#e6e0d6', '#565c60']);
  return leaves.join('') + path(`M${x - 50} ${FLOOR + 50}h100l-16 110h-68z`, clay);
}

function rug(x: number, random: Random): string {
  const colour = `hsl(${random.int(0, 359)} 40% ${random.int(35, 65)}%)`;
  const line = 'stroke="#fff" stroke-opacity=".5" stroke-width="8"';
  return ellipse(x, 880, random.int(160, 320), 60, colour) + ellipse(x, 880, 130, 40, 'none', line);
}

function books(x: number, bottom: number, random: Random): string {
  let books = '';
  for (let at = 0, left = x; at < 4; at += 1) {
    const [width, height] = [random.int(14, 26), random.int(60, 100)];
    books += rect(left, bottom - height, width, height, hue(random, '40% 42%'));
    left += width;
  }
  return books;
}

function boards(random: Random): string {
  const lines = Array.from({ length: 7 }, (_, at) => {
    const y = FLOOR + 10 + at * 50;
    return `M0 ${y}H960M${random.int(0, 960)} ${y}v50`;
  });
  return stroke(lines.join(''), shade(0.16), 4);
}

function wallpaper(wall: string, random: Random): string {
  const step = random.int(36, 90);
  const lines = Array.from({ length: Math.ceil(960 / step) }, (_, at) => `M${at * step} 0V${FLOOR}`).join('');
  const colour = wall === '#f4f2ee' ? '#d9c9b0' : '#fff';
  return stroke(lines, colour, random.int(4, 16), 'stroke-opacity=".45"');
}
