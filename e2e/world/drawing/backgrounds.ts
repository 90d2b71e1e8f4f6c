import type { Random } from '@/e2e/world/sellers/random';
import type { Stance } from './brush';
import type { Background } from './product-look';

/** Behind the product, beyond the canvas on every side so that a turned or shrunk view shows no edge. */
export function drawBackground(background: Background, stance: Stance, random: Random): string {
  return BACKDROPS[background](random, stance);
}

/** Where what stands meets what is behind it. */
const HORIZON = 500;
const WHOLE = 'x="-200" y="-200" width="1200" height="1200"';

const gradient = (id: string, from: string, to: string, upright = true): string =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="${upright ? 0 : 1}" y2="${upright ? 1 : 0}">` +
  `<stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

const BACKDROPS: Record<Background, (random: Random, stance: Stance) => string> = {
  studio,
  wall,
  wood,
  cloth,
  mkeka,
  market,
};

function studio(random: Random, stance: Stance): string {
  const [lit, far, floor] = random.pick([
    ['#fdf6ee', '#e9d9c8', '#dcc7b1'],
    ['#f6f4f1', '#d9d6d1', '#c9c5bf'],
    ['#eef3f2', '#c9d8d6', '#b6c8c6'],
    ['#fbeeea', '#ebcdc3', '#ddb8ab'],
    ['#f3f0f8', '#d6cfe4', '#c4bbd6'],
    ['#fff5dc', '#f0dba8', '#e3c988'],
  ] as const);
  const sweep =
    stance === 'standing' ? `<rect x="-200" y="${HORIZON - 60}" width="1200" height="620" fill="url(#bgFloor)"/>` : '';
  return (
    `<defs><radialGradient id="bg" cx=".42" cy=".36" r=".72"><stop offset="0" stop-color="${lit}"/>` +
    `<stop offset="1" stop-color="${far}"/></radialGradient>` +
    '<linearGradient id="bgFloor" x1="0" y1="0" x2="0" y2="1">' +
    `<stop offset="0" stop-color="${floor}" stop-opacity="0"/>` +
    `<stop offset=".3" stop-color="${floor}" stop-opacity=".75"/><stop offset="1" stop-color="${lit}"/>` +
    `</linearGradient></defs><rect ${WHOLE} fill="url(#bg)"/>${sweep}`
  );
}

function wall(random: Random, stance: Stance): string {
  const [upper, lower, rail] = random.pick([
    ['#efe3cf', '#7fa99b', '#5d8577'],
    ['#f3e9dc', '#c98a6b', '#a86a4d'],
    ['#e8ecea', '#88a5bd', '#65829b'],
    ['#f6ead2', '#d8b15f', '#b48d3f'],
    ['#f1e6e2', '#b58a97', '#936a77'],
  ] as const);
  const split = stance === 'standing' ? 410 : 650;
  const marks = Array.from(
    { length: 9 },
    () =>
      `<ellipse cx="${random.int(-50, 850)}" cy="${random.int(-50, split)}" rx="${random.int(60, 190)}" ` +
      `ry="${random.int(20, 70)}" fill="#fff" fill-opacity=".10"/>`,
  ).join('');
  const hook =
    stance === 'hung'
      ? ''
      : `<rect x="-200" y="${HORIZON + 8}" width="1200" height="520" fill="url(#bgShelf)"/>` +
        `<rect x="-200" y="${HORIZON + 4}" width="1200" height="10" fill="#fff" fill-opacity=".35"/>`;
  return (
    `<defs>${gradient('bg', upper, shift(upper))}${gradient('bgLow', lower, rail)}` +
    `${gradient('bgShelf', '#c79b6d', '#8f6238')}</defs><rect ${WHOLE} fill="url(#bg)"/>${marks}` +
    `<rect x="-200" y="${split}" width="1200" height="700" fill="url(#bgLow)"/>` +
    `<rect x="-200" y="${split - 12}" width="1200" height="14" fill="${rail}"/>` +
    `<rect x="-200" y="${split - 14}" width="1200" height="3" fill="#fff" fill-opacity=".5"/>${hook}`
  );
}

function wood(random: Random, stance: Stance): string {
  const tones = random.pick([
    ['#b98252', '#a87044', '#c48e5d', '#6d4325'],
    ['#8a5a3a', '#7a4d30', '#966544', '#482a17'],
    ['#d3b189', '#c8a378', '#dbbb95', '#947250'],
  ] as const);
  const [a, b, c, dark] = tones;
  const top = stance === 'standing' ? HORIZON : -200;
  const step = stance === 'standing' ? 92 : 128;
  let planks = '';
  for (let y = top, at = 0; y < 1000; y += step, at += 1) {
    const fill = [a, b, c][(at + random.int(0, 1)) % 3];
    planks += `<rect x="-200" y="${y}" width="1200" height="${step}" fill="${fill}"/>`;
    for (let grain = 0; grain < 5; grain += 1) {
      const gy = y + 10 + random.next() * (step - 20);
      const bend = random.int(-14, 14);
      planks +=
        `<path d="M-200 ${gy.toFixed(0)}C100 ${(gy + bend).toFixed(0)} 400 ${(gy - bend).toFixed(0)} 1000 ` +
        `${(gy + bend / 2).toFixed(0)}" fill="none" stroke="${dark}" ` +
        `stroke-width="${(1 + random.next() * 2).toFixed(1)}" stroke-opacity=".22"/>`;
    }
    const knot = random.int(-100, 900);
    planks +=
      `<ellipse cx="${knot}" cy="${y + step / 2}" rx="17" ry="7" fill="${dark}" fill-opacity=".3"/>` +
      `<ellipse cx="${knot}" cy="${y + step / 2}" rx="30" ry="13" fill="none" stroke="${dark}" ` +
      'stroke-width="1.6" stroke-opacity=".25"/>' +
      `<rect x="-200" y="${y}" width="1200" height="3" fill="${dark}" fill-opacity=".65"/>` +
      `<rect x="-200" y="${y + 3}" width="1200" height="2" fill="#fff" fill-opacity=".14"/>`;
  }
  if (stance === 'hung') return planks;
  const back = random.pick([
    ['#f0e4d3', '#dcc9b0'],
    ['#dfe6e0', '#c2cec5'],
    ['#e9dfe0', '#d2c0c3'],
  ] as const);
  return (
    `<defs>${gradient('bg', back[0], back[1])}</defs><rect ${WHOLE} fill="url(#bg)"/>${planks}` +
    `<rect x="-200" y="${HORIZON}" width="1200" height="30" fill="#140a12" fill-opacity=".16"/>`
  );
}

function cloth(random: Random, stance: Stance): string {
  const [lit, mid, dark] = random.pick([
    ['#f7efe2', '#e8dbc6', '#b7a486'],
    ['#e9eef2', '#cfd9e1', '#94a5b2'],
    ['#f4e3dd', '#e4c6bc', '#b58b7e'],
    ['#e6ece0', '#cad6c0', '#8f9f80'],
    ['#54616c', '#414d58', '#262f38'],
  ] as const);
  const tilt = random.int(-14, 14);
  const folds = Array.from({ length: 9 }, (_, at) => {
    const x = -160 + at * 130 + random.int(-25, 25);
    const d = `M${x} -200C${x + random.int(30, 90)} 150 ${x - random.int(20, 90)} 520 ${x + random.int(-40, 70)} 1000`;
    const width = random.int(26, 54);
    return (
      `<path d="${d}" fill="none" stroke="${dark}" stroke-width="${width}" stroke-opacity=".13"/>` +
      `<path d="${d}" fill="none" stroke="${dark}" stroke-width="${width / 2}" stroke-opacity=".16" ` +
      'transform="translate(7 0)"/>' +
      `<path d="${d}" fill="none" stroke="#fff" stroke-width="${width / 2.4}" stroke-opacity=".26" ` +
      `transform="translate(${-width / 2} 0)"/>`
    );
  }).join('');
  const table =
    stance === 'standing'
      ? `<path d="M-200 ${HORIZON + 14}Q200 ${HORIZON - 8} 420 ${HORIZON + 10}T1000 ${HORIZON}V1000H-200z" ` +
        'fill="url(#bgTable)"/>' +
        `<path d="M-200 ${HORIZON + 14}Q200 ${HORIZON - 8} 420 ${HORIZON + 10}T1000 ${HORIZON}" fill="none" ` +
        'stroke="#fff" stroke-opacity=".4" stroke-width="5"/>' +
        `<path d="M-200 ${HORIZON + 230}Q240 ${HORIZON + 190} 1000 ${HORIZON + 250}M-200 ${HORIZON + 90}Q540 ` +
        `${HORIZON + 120} 1000 ${HORIZON + 70}" fill="none" stroke="${dark}" stroke-opacity=".18" ` +
        'stroke-width="14"/>'
      : '';
  return (
    `<defs><radialGradient id="bg" cx=".4" cy=".35" r=".8"><stop offset="0" stop-color="${lit}"/>` +
    `<stop offset="1" stop-color="${mid}"/></radialGradient>${gradient('bgTable', mid, lit)}</defs>` +
    `<rect ${WHOLE} fill="url(#bg)"/><g transform="rotate(${tilt} 400 400)">${folds}</g>${table}`
  );
}

/** A mat plaited of palm leaves, with dyed bands. */
function mkeka(random: Random, stance: Stance): string {
  const straw = random.pick([
    ['#e3c88f', '#cfae6c', '#9c7c40'],
    ['#d9bd8c', '#c4a268', '#8c6b3a'],
  ] as const);
  const dye = random.pick(['#9a2f4a', '#2f6b52', '#4a3f8c', '#b4552a']);
  const weave =
    '<pattern id="weave" width="44" height="44" patternUnits="userSpaceOnUse">' +
    `<rect width="44" height="44" fill="${straw[1]}"/>` +
    `<rect x="1" y="1" width="20" height="20" rx="2" fill="${straw[0]}"/>` +
    `<rect x="23" y="23" width="20" height="20" rx="2" fill="${straw[0]}"/>` +
    '<path d="M3 6h16M3 11h16M3 16h16M25 28h16M25 33h16M25 38h16M28 3v16M33 3v16M38 3v16M6 25v16M11 ' +
    `25v16M16 25v16" stroke="${straw[2]}" stroke-width="1.4" fill-opacity=".55"/></pattern>`;
  const bandAt = random.pick([-40, 60, 680]);
  const band = [0, 88]
    .map((dy) => `<rect x="-200" y="${bandAt + dy}" width="1200" height="44" fill="${dye}" fill-opacity=".62"/>`)
    .join('');
  const light =
    '<radialGradient id="bgLight" cx=".4" cy=".35" r=".75">' +
    '<stop offset="0" stop-color="#fff" stop-opacity=".22"/>' +
    '<stop offset=".6" stop-color="#fff" stop-opacity="0"/>' +
    '<stop offset="1" stop-color="#3a2408" stop-opacity=".28"/></radialGradient>';
  if (stance === 'hung') {
    return (
      `<defs>${weave}${light}</defs><g transform="rotate(${random.int(-9, 9)} 400 400)">` +
      `<rect ${WHOLE} fill="url(#weave)"/>${band}</g><rect ${WHOLE} fill="url(#bgLight)"/>`
    );
  }
  const [above, below] = random.pick([
    ['#f3e7d6', '#dcc6ab'],
    ['#dde7e3', '#b9ccc5'],
    ['#f0dcd2', '#d9b5a3'],
    ['#e4e3ee', '#c2c0d6'],
  ] as const);
  return (
    `<defs>${weave}${light}${gradient('bg', above, below)}</defs><rect ${WHOLE} fill="url(#bg)"/>` +
    `<g transform="translate(0 ${HORIZON}) scale(1 .5)">` +
    '<rect x="-200" y="0" width="1200" height="800" fill="url(#weave)"/>' +
    `<rect x="-200" y="88" width="1200" height="44" fill="${dye}" fill-opacity=".62"/>` +
    `<rect x="-200" y="176" width="1200" height="44" fill="${dye}" fill-opacity=".62"/></g>` +
    `<rect x="-200" y="${HORIZON}" width="1200" height="26" fill="#140a12" fill-opacity=".14"/>` +
    `<rect ${WHOLE} fill="url(#bgLight)"/>`
  );
}

/** A stall out of focus: an awning, bulbs, other goods, a counter. */
function market(random: Random, stance: Stance): string {
  const [one, two] = random.pick([
    ['#c8443a', '#f6ead7'],
    ['#2d7f6e', '#f6ead7'],
    ['#e0a128', '#7a2d4a'],
    ['#3466a5', '#f3e6cf'],
  ] as const);
  const stripes = Array.from(
    { length: 12 },
    (_, at) =>
      `<path d="M${-200 + at * 100} -200h100v300q-50 46 -100 0z" fill="${at % 2 ? one : two}" fill-opacity=".82"/>`,
  ).join('');
  const goods = Array.from({ length: 26 }, () => {
    const fill = random.pick(['#d9573f', '#e9b44c', '#3f8f76', '#5a6fb0', '#b65c8c', '#efe0c4', '#8a5a3a']);
    const r = random.int(30, 82);
    const x = random.int(-60, 860);
    const y = random.int(170, 520);
    return (
      `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" fill-opacity=".28"/>` +
      `<circle cx="${x}" cy="${y}" r="${r * 0.72}" fill="${fill}" fill-opacity=".22"/>`
    );
  }).join('');
  const bulbs = Array.from({ length: 6 }, (_, at) => {
    const x = 20 + at * 155 + random.int(-20, 20);
    const y = 150 + random.int(-10, 26);
    return `<circle cx="${x}" cy="${y}" r="44" fill="url(#bulb)"/><circle cx="${x}" cy="${y}" r="11" fill="#fff4cf"/>`;
  }).join('');
  const counter = stance === 'standing' ? HORIZON : 660;
  return (
    `<defs>${gradient('bg', '#5b4338', '#a07c5e')}${gradient('counter', '#a9744a', '#6b4425')}` +
    '<radialGradient id="bulb"><stop offset="0" stop-color="#ffe9a8" stop-opacity=".9"/>' +
    '<stop offset="1" stop-color="#ffd56b" stop-opacity="0"/></radialGradient></defs>' +
    `<rect ${WHOLE} fill="url(#bg)"/>${goods}${stripes}` +
    `<rect x="-200" y="60" width="1200" height="120" fill="#140a12" fill-opacity=".14"/>${bulbs}` +
    `<rect x="-200" y="${counter}" width="1200" height="600" fill="url(#counter)"/>` +
    `<rect x="-200" y="${counter}" width="1200" height="9" fill="#fff" fill-opacity=".22"/>`
  );
}

/** The same colour in a little shade. */
function shift(colour: string): string {
  const channels = [1, 3, 5].map((at) => Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * 0.9));
  return `#${channels.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
