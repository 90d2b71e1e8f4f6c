import type { Random } from '@/e2e/world/sellers/random';
import type { Stance } from './brush';

/** One or two small things in the corners, where they hide nothing. */
export function drawProps(stance: Stance, random: Random): string {
  const places: [x: number, y: number][] =
    stance === 'standing'
      ? [
          [96, 660],
          [706, 660],
        ]
      : [
          [92, 700],
          [708, 704],
          [700, 96],
          [100, 100],
        ];
  const count = random.int(1, 2);
  return random
    .shuffled(places)
    .slice(0, count)
    .map(([x, y]) => random.pick(stance === 'standing' ? STANDING : LYING)(x, y, random))
    .join('');
}

type DrawProp = (x: number, y: number, random: Random) => string;

const shade = (x: number, y: number, r: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.28}" fill="url(#contact)"/>`;

const sprig: DrawProp = (x, y, random) => {
  const turn = random.int(-180, 180);
  const green = random.pick(['#5f8d5a', '#7d9a62', '#3f7562']);
  const leaf = (at: number, side: number): string =>
    `<path d="M0 ${-at}q${side * 34} -6 ${side * 42} -34q${side * -34} 2 ${side * -42} 34z" ` +
    `fill="${green}"/><path d="M0 ${-at}q${side * 22} -10 ${side * 38} -30" stroke="#20402c" ` +
    'stroke-width="1.6" fill="none" stroke-opacity=".5"/>';
  return (
    `<g transform="translate(${x} ${y}) rotate(${turn}) translate(0 60)">` +
    '<path d="M0 0V-120" stroke="#4a5f3a" ' +
    `stroke-width="4"/>${[10, 44, 78].map((at) => leaf(at, 1) + leaf(at + 14, -1)).join('')}</g>`
  );
};

const tag: DrawProp = (x, y, random) => {
  const fill = random.pick(['#f4e2b8', '#fff7e6', '#e7c9a0']);
  return (
    `<g transform="translate(${x} ${y}) rotate(${random.int(-30, 30)})">` +
    '<path d="M-44 -22H26L48 0L26 22H-44z" fill="#140a12" fill-opacity=".2" transform="translate(3 6)"/>' +
    `<path d="M-44 -22H26L48 0L26 22H-44z" fill="${fill}"/><circle cx="26" cy="0" r="6" fill="#8a6a3c"/>` +
    '<path d="M-32 -7H8M-32 8H-2" stroke="#6b4a2a" stroke-width="5" stroke-linecap="round"/></g>'
  );
};

const beads: DrawProp = (x, y, random) => {
  const colours = random.shuffled(['#c8443a', '#f0b429', '#2d7f6e', '#f6ead7', '#3466a5']);
  return Array.from({ length: 13 }, (_, at) => {
    const angle = (at / 13) * 2 * Math.PI;
    const bx = (x + 46 * Math.cos(angle)).toFixed(0);
    const by = (y + 32 * Math.sin(angle)).toFixed(0);
    return (
      `<circle cx="${bx}" cy="${Number(by) + 4}" r="11" fill="#140a12" fill-opacity=".2"/>` +
      `<circle cx="${bx}" cy="${by}" r="10" fill="${colours[at % 3]}"/>` +
      `<circle cx="${Number(bx) - 3}" cy="${Number(by) - 3}" r="3" fill="#fff" fill-opacity=".7"/>`
    );
  }).join('');
};

const potPlant: DrawProp = (x, y, random) => {
  const clay = random.pick(['#b8643c', '#d9cdbb', '#6d7f8a']);
  const leaves = [-40, -20, 0, 20, 40]
    .map(
      (turn) =>
        `<path d="M0 0Q-16 -60 0 -104Q16 -60 0 0z" fill="${turn % 40 === 0 ? '#4f8560' : '#3a6b4d'}" ` +
        `transform="translate(${x} ${y - 62}) rotate(${turn})"/>`,
    )
    .join('');
  return (
    `${shade(x, y + 2, 62)}${leaves}` +
    `<path d="M${x - 44} ${y - 70}H${x + 44}L${x + 32} ${y}Q${x} ${y + 10} ${x - 32} ${y}z" ` +
    `fill="${clay}"/><path d="M${x - 44} ${y - 70}H${x + 44}L${x + 32} ${y}Q${x} ${y + 10} ${x - 32} ` +
    `${y}z" fill="url(#barrel)" fill-opacity=".6"/>` +
    `<rect x="${x - 50}" y="${y - 82}" width="100" height="18" rx="5" fill="${clay}"/>`
  );
};

const fruit: DrawProp = (x, y, random) => {
  const fill = random.pick(['#e8842c', '#c83e3a', '#e8c93a', '#7fa83f']);
  return (
    `${shade(x, y + 4, 58)}<circle cx="${x}" cy="${y - 36}" r="40" fill="${fill}"/>` +
    `<circle cx="${x}" cy="${y - 36}" r="40" fill="url(#ball)"/>` +
    `<path d="M${x} ${y - 74}q4 -14 12 -16" stroke="#4a2f1a" stroke-width="5" fill="none"/>` +
    `<path d="M${x + 4} ${y - 76}q26 -18 42 0q-24 14 -42 0z" fill="#4f8560"/>`
  );
};

const boxed: DrawProp = (x, y, random) => {
  const fill = random.pick(['#c9a06c', '#e6d3b3', '#a8b8a8']);
  return (
    `${shade(x, y + 4, 84)}` +
    `<rect x="${x - 56}" y="${y - 92}" width="112" height="94" rx="4" fill="${fill}"/>` +
    `<rect x="${x - 56}" y="${y - 92}" width="112" height="94" rx="4" fill="url(#round)"/>` +
    `<rect x="${x - 12}" y="${y - 92}" width="24" height="94" fill="#a5443a" fill-opacity=".85"/>` +
    `<path d="M${x} ${y - 92}q-40 -34 -44 -8q4 18 44 8q40 -34 44 -8q-4 18 -44 8z" fill="#a5443a"/>`
  );
};

const STANDING: DrawProp[] = [potPlant, fruit, boxed];
const LYING: DrawProp[] = [sprig, tag, beads, sprig];
