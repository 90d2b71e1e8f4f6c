import type { Random } from '@/e2e/world/sellers/random';
import type { Stance } from './brush';

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
  return (
    `<defs><radialGradient id="roomLight" cx="${x}" cy=".2" r="1.1"><stop offset="0" stop-color="#fff7e0" stop-opacity=".22"/>` +
    `<stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#100a18" stop-opacity="${dark}"/>` +
    '</radialGradient></defs><rect width="960" height="960" fill="url(#roomLight)"/>'
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

/** Things beside the product never stand in front of it. */
function awayFrom(middle: number, side: number, random: Random): number {
  const left = middle - side / 2 - 110;
  const right = middle + side / 2 + 110;
  const places = [
    left > 40 ? random.int(-20, Math.floor(left)) : null,
    right < 920 ? random.int(Math.ceil(right), 980) : null,
  ];
  return random.pick(
    places.filter((place) => place !== null).concat(places.every((place) => place === null) ? [-200] : []),
  );
}

const onTable: Place = (side, random) => {
  const [x, top] = [anywhere(side, random), random.int(430, 640)];
  const wood = random.pick(['#7a4f2e', '#b98a58', '#4a3324', '#e8e2d8', '#5c6a70']);
  const [from, to] = [Math.max(-40, x - random.int(80, 300)), Math.min(1000, x + side + random.int(80, 300))];
  const legs = [from + 30, to - 60]
    .map((leg) => `<rect x="${leg}" y="${top}" width="30" height="420" fill="${wood}"/>`)
    .join('');
  return {
    x,
    y: top + 14 - side,
    furniture: `${legs}<rect x="${from}" y="${top}" width="${to - from}" height="34" rx="4" fill="${wood}"/><rect x="${from}" y="${top + 26}" width="${to - from}" height="14" fill="#000" fill-opacity=".25"/>${books(to - 110, top, random)}`,
  };
};

const onShelf: Place = (side, random) => {
  const [x, top] = [anywhere(side, random), random.int(Math.max(side + 30, 260), 560)];
  const wood = random.pick(['#8a6542', '#efe9de', '#3f3a38', '#b08a5f']);
  const [from, to] = [Math.max(0, x - random.int(100, 260)), Math.min(960, x + side + random.int(100, 260))];
  const board = (y: number): string =>
    `<rect x="${from}" y="${y}" width="${to - from}" height="22" fill="${wood}"/><rect x="${from}" y="${y + 22}" width="${to - from}" height="12" fill="#000" fill-opacity=".2"/>`;
  return {
    x,
    y: top + 8 - side,
    furniture: `${board(top)}${board(top + side + 60)}${books(from + 6, top, random)}${books(from + random.int(20, 120), top + side + 60, random)}`,
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
  const part = (dx: number, dy: number, width: number, height: number): string =>
    `<rect x="${x + dx}" y="${bottom + dy}" width="${width}" height="${height}" rx="26" fill="${cloth}" stroke="#000" stroke-opacity=".22" stroke-width="4"/>`;
  return (
    part(40, -260, 620, 220) +
    part(70, -110, 280, 130) +
    part(350, -110, 280, 130) +
    part(0, -170, 90, 220) +
    part(610, -170, 90, 220) +
    part(30, 0, 640, 60)
  );
}

function window_(x: number, random: Random): string {
  const sky = random.pick(['#bfe0f5', '#e9f3f7', '#f5d9b0', '#2a3350']);
  const curtain = `hsl(${random.int(0, 359)} ${random.int(15, 60)}% ${random.int(40, 75)}%)`;
  return (
    `<rect x="${x}" y="70" width="250" height="330" fill="${sky}" stroke="#fbf8f2" stroke-width="16"/>` +
    `<path d="M${x} 235h250M${x + 125} 70v330" stroke="#fbf8f2" stroke-width="10"/>` +
    `<path d="M${x - 40} 50h70q20 200 -10 400h-60z" fill="${curtain}"/><path d="M${x + 220} 50h70v400h-60q-30 -200 -10 -400z" fill="${curtain}"/>` +
    `<path d="M${x - 20} 60q14 200 0 380M${x + 4} 60q14 200 0 380M${x + 250} 60q-14 200 0 380" stroke="#000" stroke-opacity=".15" stroke-width="7" fill="none"/>`
  );
}

function frame(x: number, y: number, random: Random): string {
  const colour = (): string => `hsl(${random.int(0, 359)} 40% ${random.int(35, 75)}%)`;
  return (
    `<rect x="${x}" y="${y}" width="140" height="110" fill="${colour()}" stroke="${random.pick(['#3a2a1c', '#d8b55a', '#fff'])}" stroke-width="12"/>` +
    `<path d="M${x + 6} ${y + 90}l50 -50l34 30l44 -40v70h-128z" fill="${colour()}"/>`
  );
}

function lamp(x: number, random: Random): string {
  const shade = random.pick(['#f6e3b0', '#e8e2d8', '#c76b4a']);
  return `<path d="M${x} 300V${FLOOR + 80}" stroke="#444" stroke-width="9"/><path d="M${x - 60} 330L${x - 36} 220h72l24 110z" fill="${shade}"/><ellipse cx="${x}" cy="${FLOOR + 84}" rx="50" ry="12" fill="#444"/>`;
}

function plant(x: number, random: Random): string {
  const leaves = Array.from(
    { length: 9 },
    (_, at) =>
      `<path d="M0 0Q-26 -90 0 -${random.int(130, 200)}Q26 -90 0 0z" fill="${random.pick(['#3d7a45', '#5a9a55', '#2c5c3a'])}" transform="translate(${x} ${FLOOR + 60}) rotate(${at * 17 - 68})"/>`,
  ).join('');
  return `${leaves}<path d="M${x - 50} ${FLOOR + 50}h100l-16 110h-68z" fill="${random.pick(['#b5673f', '#e6e0d6', '#565c60'])}"/>`;
}

function rug(x: number, random: Random): string {
  const colour = `hsl(${random.int(0, 359)} 40% ${random.int(35, 65)}%)`;
  return `<ellipse cx="${x}" cy="880" rx="${random.int(160, 320)}" ry="60" fill="${colour}"/><ellipse cx="${x}" cy="880" rx="130" ry="40" fill="none" stroke="#fff" stroke-opacity=".5" stroke-width="8"/>`;
}

function books(x: number, bottom: number, random: Random): string {
  let books = '';
  for (let at = 0, left = x; at < 4; at += 1) {
    const [width, height] = [random.int(14, 26), random.int(60, 100)];
    books += `<rect x="${left}" y="${bottom - height}" width="${width}" height="${height}" fill="hsl(${random.int(0, 359)} 40% 42%)"/>`;
    left += width;
  }
  return books;
}

function boards(random: Random): string {
  const lines = Array.from(
    { length: 7 },
    (_, at) => `M0 ${FLOOR + 10 + at * 50}H960M${random.int(0, 960)} ${FLOOR + 10 + at * 50}v50`,
  ).join('');
  return `<path d="${lines}" stroke="#000" stroke-opacity=".16" stroke-width="4"/>`;
}

function wallpaper(wall: string, random: Random): string {
  const step = random.int(36, 90);
  const lines = Array.from({ length: Math.ceil(960 / step) }, (_, at) => `M${at * step} 0V${FLOOR}`).join('');
  return `<path d="${lines}" stroke="${wall === '#f4f2ee' ? '#d9c9b0' : '#fff'}" stroke-opacity=".45" stroke-width="${random.int(4, 16)}"/>`;
}
