/** Five columns per letter, lowest bit on top: drawn as shapes, since the machine may have no fonts. */
const LETTERS: Record<string, string> = {
  A: '7e1111117e',
  B: '7f49494936',
  C: '3e41414122',
  D: '7f4141221c',
  E: '7f49494941',
  F: '7f09090901',
  G: '3e4149497a',
  H: '7f0808087f',
  I: '00417f4100',
  J: '2040413f01',
  K: '7f08142241',
  L: '7f40404040',
  M: '7f020c027f',
  N: '7f0408107f',
  O: '3e4141413e',
  P: '7f09090906',
  Q: '3e4151215e',
  R: '7f09192946',
  S: '4649494931',
  T: '01017f0101',
  U: '3f4040403f',
  V: '1f2040201f',
  W: '3f4038403f',
  X: '6314081463',
  Y: '0708700807',
  Z: '6151494543',
  0: '3e5149453e',
  1: '00427f4000',
  2: '4261514946',
  3: '2141454b31',
  4: '1814127f10',
  5: '2745454539',
  6: '3c4a494930',
  7: '0171090503',
  8: '3649494936',
  9: '064949291e',
  ',': '0050300000',
  '.': '0060600000',
  '/': '2010080402',
  '-': '0808080808',
  '+': '08083e0808',
  '%': '2313086462',
  '&': '3649552250',
  ':': '0036360000',
  '=': '1414141414',
  ' ': '0000000000',
};
const COLUMNS = 6; // five and a gap
const ROWS = 10; // seven and the space between lines

export interface Poster {
  lines: string[];
  background: string;
  ink: string;
}

/** A flyer of text as SVG, each line as wide as fits. */
export function posterSvg({ lines, background, ink }: Poster, size: number): string {
  const margin = size * 0.09;
  const longest = Math.max(...lines.map((line) => line.length));
  const dot = Math.min((size - 2 * margin) / (longest * COLUMNS), (size - 2 * margin) / (lines.length * ROWS));
  const top = (size - lines.length * ROWS * dot) / 2;
  const drawn = lines.map((line, at) =>
    lineShapes(line, (size - line.length * COLUMNS * dot) / 2, top + at * ROWS * dot, dot),
  );
  const frame = margin / 2;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">` +
    `<rect width="${size}" height="${size}" fill="${background}"/>` +
    `<rect x="${frame}" y="${frame}" width="${size - 2 * frame}" height="${size - 2 * frame}" ` +
    `rx="${frame / 2}" fill="none" stroke="${ink}" stroke-width="${frame / 5}"/>` +
    `<g fill="${ink}">${drawn.join('')}</g></svg>`
  );
}

function lineShapes(line: string, left: number, top: number, dot: number): string {
  return [...line.toUpperCase()]
    .map((letter, at) => letterShapes(letter, left + at * COLUMNS * dot, top, dot))
    .join('');
}

function letterShapes(letter: string, left: number, top: number, dot: number): string {
  const columns = Buffer.from(LETTERS[letter] ?? '', 'hex');
  let shapes = '';
  columns.forEach((bits, column) => {
    for (let row = 0; row < 7; row += 1) {
      if ((bits & (1 << row)) === 0) continue;
      shapes +=
        `<rect x="${round(left + column * dot)}" y="${round(top + row * dot)}" width="${round(dot * 1.02)}" ` +
        `height="${round(dot * 1.02)}"/>`;
    }
  });
  return shapes;
}

const round = (value: number): number => Math.round(value * 100) / 100;
