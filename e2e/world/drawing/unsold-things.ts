import type { Random } from '@/e2e/world/sellers/random';
import { circle, ellipse, path, rect, stroke } from './shapes';

/** What shoppers' cameras see and no shop of the demo sells. */
export const UNSOLD_THINGS = [
  'car',
  'matatu',
  'plate of food',
  'burger',
  'fruit bowl',
  'darkness',
  'night street',
  'hills',
  'beach',
  'face',
  'page of text',
  'screenshot',
  'noise',
  'gradient',
  'wall',
  'tree',
  'cat',
  'house',
  'sky',
  'grass',
  'hand',
  'sofa',
  'bicycle',
  'football',
] as const;

export type UnsoldThing = (typeof UNSOLD_THINGS)[number];

const SIDE = 640;

/** As SVG of 640 × 640; the same for the same thing and chance on every machine. */
export function drawUnsoldSvg(thing: UnsoldThing, random: Random): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}">` +
    `${DRAWERS[thing](random)}</svg>`
  );
}

type Draw = (random: Random) => string;

const ground = (fill: string): string => rect(0, 0, SIDE, SIDE, fill);
const times = (count: number, draw: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => draw(at)).join('');

/** From one colour to another, downwards unless turned. */
function shaded(from: string, to: string, turn = 90): string {
  const id = `g${from}${to}${turn}`.replaceAll(/[^a-z0-9]/gi, '');
  return (
    `<defs><linearGradient id="${id}" gradientTransform="rotate(${turn} .5 .5)">` +
    `<stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>` +
    ground(`url(#${id})`)
  );
}

const paint = (random: Random, light = 50, saturation = 60): string =>
  `hsl(${random.int(0, 359)} ${saturation}% ${light}%)`;

const street = (random: Random): string =>
  shaded(random.pick(['#a9c8e6', '#d8d5cc', '#f0c9a0']), '#e8e6df') +
  rect(0, 400, SIDE, 240, random.pick(['#6d6a66', '#8a7a66', '#585c60'])) +
  times(5, (at) => rect(at * 150 - random.int(0, 60), random.int(180, 260), 120, 230, paint(random, 65, 20)));

/** The end of one of eight spokes, from the hub. */
function spokeTo(spoke: number): string {
  const angle = spoke * 0.785;
  return `${Math.round(104 * Math.cos(angle))} ${Math.round(104 * Math.sin(angle))}`;
}

const wheel = (x: number, y: number, r: number): string =>
  circle(x, y, r, '#1b1b1d') + circle(x, y, r * 0.55, '#b9bec4') + circle(x, y, r * 0.15, '#44474b');

const DRAWERS: Record<UnsoldThing, Draw> = {
  car(random) {
    const [body, y] = [paint(random, random.int(25, 60)), random.int(-20, 40)];
    return (
      street(random) +
      `<g transform="translate(0 ${y})">` +
      ellipse(320, 492, 270, 18, '#000', 'fill-opacity=".35"') +
      path('M50 470Q44 400 110 388L190 300Q210 282 250 280H400Q440 282 462 304L520 382Q598 392 596 470z', body) +
      path('M214 312Q226 300 250 300H312V380H160z', '#bcd3e2') +
      path('M330 300H398Q426 302 440 318L486 380H330z', '#a6c3d6') +
      circle(74, 424, 15, '#fff3c4') +
      rect(574, 412, 20, 22, '#c0302a') +
      `${wheel(170, 472, 52) + wheel(470, 472, 52)}</g>`
    );
  },
  matatu(random) {
    const [body, band] = [random.pick(['#f4f2ee', '#fbe9a2', '#dfe6ea']), paint(random, 45, 80)];
    return (
      street(random) +
      rect(60, 170, 520, 310, body, 'rx="28"') +
      rect(60, 330, 520, 46, band) +
      times(4, (at) => rect(90 + at * 122, 206, 104, 96, '#31434f', 'rx="10"')) +
      times(7, (at) => rect(90 + at * 62, 398, 40, 30, paint(random, 50, 80))) +
      wheel(170, 482, 46) +
      wheel(470, 482, 46)
    );
  },
  'plate of food'(random) {
    const table = random.pick(['#7b5233', '#d8cdbd', '#a33b34', '#46596b']);
    const heap = (x: number, y: number, fill: () => string): string =>
      times(34, () => circle(x + random.int(-66, 66), y + random.int(-46, 46), random.int(10, 24), fill()));
    return (
      ground(table) +
      ellipse(326, 344, 268, 232, '#000', 'fill-opacity=".25"') +
      ellipse(320, 328, 268, 232, '#f7f5f0') +
      ellipse(320, 328, 214, 182, '#e9e5dc') +
      heap(240, 290, () => random.pick(['#2e5a25', '#47752f', '#1f4520'])) +
      heap(400, 300, () => random.pick(['#8a4a22', '#6b3617', '#a5602d'])) +
      ellipse(310, 410, 110, 70, random.pick(['#f4efdf', '#f0d47a'])) +
      times(60, () => ellipse(random.int(220, 400), random.int(360, 460), 7, 3, '#fffbe9'))
    );
  },
  burger(random) {
    return (
      shaded(paint(random, 80, 30), paint(random, 40, 30)) +
      ellipse(320, 500, 240, 34, '#000', 'fill-opacity=".3"') +
      path('M120 470H520Q520 520 460 520H180Q120 520 120 470z', '#c98a3e') +
      rect(110, 420, 420, 54, '#5a2f18', 'rx="26"') +
      path(`M100 412${times(7, (at) => `q30 ${at % 2 ? -26 : 30} 64 0`)}V390H100z`, '#5fa03a') +
      rect(120, 368, 400, 30, '#e8b93c') +
      rect(130, 344, 380, 28, '#c83a2e', 'rx="12"') +
      path('M110 346Q120 190 320 186Q520 190 530 346z', '#d99a48') +
      times(30, () => ellipse(random.int(190, 450), random.int(210, 310), 8, 5, '#f7e6b8'))
    );
  },
  'fruit bowl'(random) {
    const fruits = ['#d8352a', '#f0a020', '#f4d738', '#7fae38', '#5f2a63'];
    return (
      shaded('#efe6d6', random.pick(['#a98e6e', '#c9b8a0', '#7d8c92'])) +
      times(16, () => {
        const [x, y, r] = [random.int(150, 490), random.int(220, 360), random.int(44, 68)];
        return circle(x, y, r, random.pick(fruits)) + circle(x - r / 3, y - r / 3, r / 4, '#fff', 'fill-opacity=".5"');
      }) +
      path('M80 350H560Q540 540 320 540Q100 540 80 350z', random.pick(['#6f4a2b', '#e4e0d8', '#3c6e85']))
    );
  },
  darkness(random) {
    return (
      ground(`hsl(${random.int(0, 359)} 20% ${random.int(1, 5)}%)`) +
      times(random.int(0, 4), () =>
        ellipse(
          random.int(0, 640),
          random.int(0, 640),
          random.int(60, 240),
          random.int(60, 200),
          '#fff',
          'fill-opacity=".03"',
        ),
      )
    );
  },
  'night street'(random) {
    return (
      shaded('#07091a', '#1b1a26') +
      times(10, (at) => rect(at * 68 - 10, random.int(120, 330), 60, 400, '#12131f')) +
      times(70, () =>
        rect(random.int(0, 630), random.int(150, 480), 9, 12, random.pick(['#ffdf8a', '#ffbe5c', '#cfe4ff'])),
      ) +
      times(12, () =>
        circle(
          random.int(0, 640),
          random.int(470, 600),
          random.int(6, 26),
          random.pick(['#ff5a4a', '#ffe9b0', '#ffb23e']),
          'fill-opacity=".7"',
        ),
      )
    );
  },
  hills(random) {
    const ridge = (y: number, fill: string): string =>
      path(`M0 ${y}${times(4, () => `q80 ${-random.int(20, 130)} 160 ${random.int(-20, 20)}`)}V640H0z`, fill);
    return (
      shaded(random.pick(['#8fbfe8', '#f3b27a', '#c7d9e4']), '#f7eedd') +
      circle(random.int(80, 560), random.int(70, 200), 46, '#fff3c0') +
      ridge(340, '#7f9ab0') +
      ridge(430, '#5b8257') +
      ridge(520, random.pick(['#3f6a35', '#8a7a3a', '#a5733f']))
    );
  },
  beach(random) {
    return (
      shaded('#6db7ec', '#d9effa') +
      rect(0, 270, SIDE, 170, random.pick(['#1f86ab', '#2fa5a0', '#2b6ca8'])) +
      times(26, () => stroke(`M${random.int(0, 560)} ${random.int(280, 430)}q20 -8 50 0`, '#cfeaf2', 4)) +
      path('M0 420Q200 470 640 400V640H0z', '#ecd6a4') +
      stroke(`M${random.int(420, 560)} 560Q${random.int(430, 500)} 380 ${random.int(380, 460)} 190`, '#7a5a36', 22) +
      times(7, (at) =>
        path('M0 0Q90 -50 170 10Q90 -14 0 0z', '#3d7d3a', `transform="translate(420 190) rotate(${at * 51})"`),
      )
    );
  },
  face(random) {
    const skin = random.pick(['#5a3825', '#7c4d31', '#9c6844', '#c99270', '#e6b998']);
    const hair = random.pick(['#17110e', '#2b1a12', '#4a3020']);
    return (
      shaded(paint(random, 75, 25), paint(random, 45, 25)) +
      path('M60 640Q80 480 320 470Q560 480 580 640z', paint(random, 40, 45)) +
      rect(262, 400, 116, 110, skin) +
      ellipse(320, 250, 178, random.int(180, 210), hair) +
      ellipse(320, 296, 142, 176, skin) +
      times(2, (at) => ellipse(264 + at * 112, 270, 24, 13, '#fff') + circle(264 + at * 112, 271, 11, '#24150d')) +
      times(2, (at) => stroke(`M${234 + at * 112} 240q30 -16 60 0`, hair, 8)) +
      stroke('M320 280q-16 50 -6 66q8 6 24 2', '#00000055', 6) +
      path('M262 392q58 -22 116 0q-58 46 -116 0z', '#9c3b3b')
    );
  },
  'page of text'(random) {
    const ink = random.pick(['#222', '#1d2b55', '#555']);
    return (
      ground(random.pick(['#fbfaf6', '#f1ead9', '#e9edf0'])) +
      times(26, (line) => {
        let x = 50;
        let words = '';
        while (x < 560 && !(line % 7 === 6 && x > 300)) {
          const width = random.int(14, 84);
          words += rect(x, 40 + line * 22, Math.min(width, 590 - x), 9, ink);
          x += width + 10;
        }
        return words;
      })
    );
  },
  screenshot(random) {
    const accent = paint(random, 45, 70);
    return (
      ground(random.pick(['#fff', '#101418', '#ece5dd'])) +
      rect(0, 0, SIDE, 70, accent) +
      circle(44, 36, 20, '#ffffffaa') +
      times(6, (at) => {
        const [mine, width] = [random.chance(0.5), random.int(180, 380)];
        return (
          rect(mine ? 610 - width : 30, 92 + at * 88, width, 70, mine ? '#cfeac0' : '#d5d8dc', 'rx="16"') +
          times(2, (row) =>
            rect((mine ? 610 - width : 30) + 16, 110 + at * 88 + row * 22, width - 60 - row * 40, 9, '#444'),
          )
        );
      })
    );
  },
  noise(random) {
    return times(1600, (at) =>
      rect(
        (at % 40) * 16,
        Math.floor(at / 40) * 16,
        16,
        16,
        `rgb(${random.int(0, 255)},${random.int(0, 255)},${random.int(0, 255)})`,
      ),
    );
  },
  gradient(random) {
    return shaded(
      paint(random, random.int(10, 90), random.int(10, 90)),
      paint(random, random.int(10, 90), random.int(10, 90)),
      random.int(0, 180),
    );
  },
  wall(random) {
    const base = random.int(55, 85);
    const hue = random.int(0, 60);
    return (
      ground(`hsl(${hue} 18% ${base}%)`) +
      times(300, () =>
        circle(
          random.int(0, 640),
          random.int(0, 640),
          random.int(2, 16),
          `hsl(${hue} 16% ${base + random.int(-5, 5)}%)`,
        ),
      ) +
      (random.chance(0.5) ? times(12, (at) => stroke(`M0 ${at * 56}H640`, `hsl(${hue} 12% ${base - 14}%)`, 4)) : '')
    );
  },
  tree(random) {
    return (
      shaded('#a8d0ee', '#eef5f3') +
      rect(0, 500, SIDE, 140, random.pick(['#6d8f45', '#b89b62'])) +
      path('M290 560Q300 420 286 300H356Q340 420 352 560z', '#5d4028') +
      times(60, () =>
        circle(
          320 + random.int(-190, 190),
          220 + random.int(-130, 110),
          random.int(24, 58),
          random.pick(['#2f5f2c', '#46803a', '#6a9a45', '#234b25']),
        ),
      )
    );
  },
  cat(random) {
    const fur = random.pick(['#3a3634', '#d58a3c', '#cfc7bb', '#7a6a5a']);
    return (
      shaded(paint(random, 70, 25), paint(random, 50, 25)) +
      ellipse(320, 520, 200, 170, fur) +
      path('M170 200L190 60L290 140z', fur) +
      path('M470 200L450 60L350 140z', fur) +
      ellipse(320, 250, 168, 148, fur) +
      times(2, (at) => ellipse(258 + at * 124, 236, 28, 32, '#d8d04a') + ellipse(258 + at * 124, 236, 8, 28, '#111')) +
      path('M302 296H338L320 316z', '#d98a8a') +
      times(6, (at) =>
        stroke(`M${at < 3 ? 280 : 360} ${300 + (at % 3) * 12}L${at < 3 ? 130 : 510} ${280 + (at % 3) * 30}`, '#eee', 3),
      ) +
      times(6, (at) => stroke(`M${190 + at * 50} ${420 + (at % 2) * 30}q10 60 0 120`, '#00000030', 12))
    );
  },
  house(random) {
    return (
      shaded('#9cc9ee', '#e6f1f6') +
      rect(0, 480, SIDE, 160, random.pick(['#8c7a55', '#6f8d4a', '#a2573a'])) +
      rect(110, 270, 420, 250, random.pick(['#e9dcc3', '#d9a37a', '#f2f0ea', '#9fb7a5'])) +
      path('M80 280L320 120L560 280z', random.pick(['#8d3b2d', '#5a6670', '#3e5f86'])) +
      rect(280, 380, 84, 140, '#5b3a23') +
      times(2, (at) => rect(150 + at * 260, 320, 84, 80, '#8db4cc', 'stroke="#fff" stroke-width="8"'))
    );
  },
  sky(random) {
    return (
      shaded(random.pick(['#3f8bd8', '#6fb0e8', '#e88a5a', '#8792a6']), '#dcecf7') +
      times(40, () =>
        ellipse(
          random.int(0, 640),
          random.int(60, 600),
          random.int(40, 120),
          random.int(16, 44),
          '#fff',
          'fill-opacity=".35"',
        ),
      )
    );
  },
  grass(random) {
    return (
      shaded('#6f9a3c', '#3b6424') +
      times(420, () => {
        const [x, y] = [random.int(0, 640), random.int(20, 660)];
        return stroke(
          `M${x} ${y}q${random.int(-14, 14)} -30 ${random.int(-20, 20)} -60`,
          random.pick(['#7fb046', '#4f8430', '#2f5a1f', '#a8bf5a']),
          4,
        );
      })
    );
  },
  hand(random) {
    const skin = random.pick(['#6b4430', '#8c5a3c', '#c08a68', '#e5b796']);
    return (
      shaded(paint(random, 80, 15), paint(random, 60, 20)) +
      rect(220, 420, 170, 240, skin, 'rx="50"') +
      rect(190, 300, 230, 220, skin, 'rx="70"') +
      times(4, (at) => rect(194 + at * 58, [150, 104, 120, 180][at] ?? 150, 50, 230, skin, 'rx="25"')) +
      rect(400, 330, 56, 170, skin, 'rx="28" transform="rotate(38 420 420)"') +
      times(3, (at) => stroke(`M${214 + at * 20} ${370 + at * 34}q80 -30 170 10`, '#00000030', 5))
    );
  },
  sofa(random) {
    const cloth = paint(random, random.int(30, 60), 30);
    return (
      shaded('#efe9df', '#ddd3c4') +
      rect(0, 460, SIDE, 180, random.pick(['#a87f54', '#8d8d8d', '#c7b08a'])) +
      rect(80, 230, 480, 220, cloth, 'rx="34"') +
      rect(40, 320, 110, 220, cloth, 'rx="34"') +
      rect(490, 320, 110, 220, cloth, 'rx="34"') +
      times(2, (at) => rect(146 + at * 176, 370, 172, 110, cloth, 'rx="18" stroke="#00000040" stroke-width="5"')) +
      rect(140, 470, 360, 70, cloth)
    );
  },
  bicycle(random) {
    const frame = paint(random, 40, 80);
    return (
      street(random) +
      times(2, (at) => circle(170 + at * 300, 450, 110, 'none', 'stroke="#1a1a1a" stroke-width="14"')) +
      times(2, (at) => times(8, (spoke) => stroke(`M${170 + at * 300} 450l${spokeTo(spoke)}`, '#999', 2))) +
      stroke(
        'M170 450L270 290H430L310 450H170M270 290L310 450M430 290L470 450M430 290L420 240H470M262 270H230',
        frame,
        13,
      ) +
      rect(220, 256, 90, 18, '#222', 'rx="8"')
    );
  },
  football(random) {
    const patch = (x: number, y: number): string =>
      path(
        'M0 -46L44 -14L27 37H-27L-44 -14z',
        '#16161a',
        `transform="translate(${x} ${y}) rotate(${random.int(0, 70)})"`,
      );
    return (
      shaded('#78a846', '#4f8030') +
      ellipse(330, 520, 200, 30, '#000', 'fill-opacity=".35"') +
      circle(320, 330, 200, '#f6f6f4') +
      [
        [320, 330],
        [200, 230],
        [440, 240],
        [230, 450],
        [420, 450],
        [320, 160],
      ]
        .map(([x = 0, y = 0]) => patch(x, y))
        .join('')
    );
  },
};
