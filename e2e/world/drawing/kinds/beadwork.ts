import { type DrawKind, line } from '../brush';

const bead = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r}" fill="${fill}"/>` +
  `<circle cx="${(x - r * 0.3).toFixed(1)}" cy="${(y - r * 0.3).toFixed(1)}" ` +
  `r="${(r * 0.32).toFixed(1)}" fill="#fff" fill-opacity=".75"/>`;

export const drawEarrings: DrawKind = ({ palette, random }) => {
  const shape = random.pick(['disc', 'drop', 'fan', 'hoop'] as const);
  const beads = [palette.accents[0], palette.accents[2], palette.light, palette.accents[1]];
  const hook =
    `${line('M270 232C270 176 306 168 310 206', '#8a6414', 8)}` +
    `${line('M270 232C270 176 306 168 310 206', '#e8c25c', 4)}` +
    '<circle cx="270" cy="244" r="11" fill="none" stroke="#d9a93a" ' +
    `stroke-width="5"/>${bead(270, 268, 13, palette.accents[0])}`;
  const fringe = (y: number, wide: number): string =>
    [-2, -1, 0, 1, 2]
      .map((at) => {
        const x = 270 + at * wide;
        const long = 5 - Math.abs(at);
        return Array.from({ length: long }, (_, n) =>
          bead(x, y - Math.abs(at) * 14 + n * 17, 8, beads[(n + Math.abs(at)) % 4] ?? palette.base),
        ).join('');
      })
      .join('');
  const bodies = {
    disc:
      '<circle cx="270" cy="402" r="122" fill="url(#brass)"/>' +
      '<circle cx="270" cy="402" r="115" fill="url(#print)"/>' +
      '<circle cx="270" cy="402" r="115" ' +
      'fill="url(#ball)"/>' +
      Array.from({ length: 30 }, (_, at) =>
        bead(
          270 + 118 * Math.cos((at * Math.PI) / 15),
          402 + 118 * Math.sin((at * Math.PI) / 15),
          9,
          beads[at % 3] ?? palette.base,
        ),
      ).join('') +
      `${fringe(546, 34)}`,
    drop:
      '<path d="M270 282Q390 420 366 540Q330 626 270 630Q210 626 174 540Q150 420 270 282z" ' +
      'fill="url(#brass)"/><path d="M270 294Q380 424 358 536Q324 616 270 620Q216 616 182 536Q160 424 270 ' +
      '294z" fill="url(#print)"/>' +
      '<path d="M270 294Q380 424 358 536Q324 616 270 620Q216 616 182 536Q160 424 270 294z" ' +
      `fill="url(#ball)"/>${fringe(650, 26)}`,
    fan:
      '<path d="M270 284L392 500Q270 560 148 500z" fill="url(#brass)"/>' +
      '<path d="M270 298L380 494Q270 546 160 494z" fill="url(#print)"/>' +
      `<path d="M270 298L380 494Q270 546 160 494z" fill="url(#ball)"/>${fringe(554, 46)}`,
    hoop:
      `<circle cx="270" cy="412" r="122" fill="none" stroke="${palette.deep}" stroke-width="40"/>` +
      '<circle cx="270" cy="412" r="122" fill="none" stroke="url(#print)" stroke-width="35"/>' +
      '<circle cx="270" cy="412" r="122" fill="none" stroke="#fff" stroke-width="5" stroke-opacity=".4" ' +
      'stroke-dasharray="120 660" ' +
      'stroke-dashoffset="-420"/>' +
      `${Array.from({ length: 5 }, (_, at) => bead(270, 300 + at * 22, 10, beads[at % 4] ?? palette.base)).join('')}` +
      `<circle cx="270" cy="432" r="34" fill="${palette.base}"/>` +
      '<circle cx="270" cy="432" r="34" fill="url(#ball)"/>',
  };
  const one = hook + bodies[shape];
  return {
    stance: 'hung',
    zoom: 1.14,
    outline: 'M148 330Q270 200 392 330V520Q270 680 148 520zM408 330Q530 200 652 330V520Q530 680 408 520z',
    body: `<g transform="translate(-10 -30)">${one}</g><g transform="translate(270 ${random.int(-30, 10)})">${one}</g>`,
  };
};

/** A collar of beads, ring by ring, with a pendant. */
export const drawNecklace: DrawKind = ({ palette, random }) => {
  const rows = random.int(4, 7);
  const colours = [
    palette.base,
    palette.accents[0],
    palette.base,
    palette.accents[2],
    palette.light,
    palette.accents[1],
  ];
  const ring = (radius: number, at: number): string => {
    const count = Math.round((radius * 1.62 * Math.PI) / 17);
    return Array.from({ length: count }, (_, n) => {
      const angle = Math.PI * (-0.31 + (1.62 * n) / (count - 1));
      const fill = colours[(at * 2 + (n % 12 < 9 ? 0 : 1)) % colours.length] ?? palette.base;
      return bead(400 + radius * Math.cos(angle), 330 + radius * Math.sin(angle), 9, fill);
    }).join('');
  };
  const inner = 150;
  const outer = inner + rows * 17;
  const wide = random.int(28, 46);
  const middle = outer + wide / 2;
  const arc =
    `M${400 + middle * Math.cos(-0.31 * Math.PI)} ${330 + middle * Math.sin(-0.31 * Math.PI)}A${middle} ` +
    `${middle} 0 1 1 ${400 + middle * Math.cos(1.31 * Math.PI)} ` +
    `${330 + middle * Math.sin(1.31 * Math.PI)}`;
  const pendant = random.pick([
    (y: number) =>
      `<circle cx="400" cy="${y + 50}" r="54" fill="url(#brass)"/>` +
      `<circle cx="400" cy="${y + 50}" r="46" fill="url(#print)"/>` +
      `<circle cx="400" cy="${y + 50}" r="46" fill="url(#ball)"/>`,
    (y: number) =>
      `<path d="M400 ${y - 4}L450 ${y + 60}L400 ${y + 134}L350 ${y + 60}z" fill="url(#brass)"/>` +
      `<path d="M400 ${y + 10}L438 ${y + 60}L400 ${y + 118}L362 ${y + 60}z" fill="url(#print)"/>`,
    (y: number) =>
      [-2, -1, 0, 1, 2]
        .map((at) =>
          Array.from({ length: 6 - Math.abs(at) }, (_, n) =>
            bead(400 + at * 26, y + 4 - Math.abs(at) * 5 + n * 18, 9, colours[(n + at + 6) % 6] ?? palette.base),
          ).join(''),
        )
        .join(''),
  ]);
  const back = `${line(
    `M${400 + (inner + 20) * Math.cos(-0.31 * Math.PI)} ` +
      `${330 + (inner + 20) * Math.sin(-0.31 * Math.PI)}Q500 110 400 100Q300 110 ` +
      `${400 - (inner + 20) * Math.cos(-0.31 * Math.PI)} ${330 + (inner + 20) * Math.sin(-0.31 * Math.PI)}`,
    '#b98a2c',
    7,
  )}<circle cx="400" cy="100" r="11" fill="url(#brass)"/>`;
  return {
    stance: 'hung',
    outline:
      `M${400 - outer} 250Q${400 - outer} ${360 + outer} 400 ${360 + outer}Q${400 + outer} ${360 + outer} ` +
      `${400 + outer} 250L${400 + inner} 260Q${400 + inner} ${330 + inner} 400 ` +
      `${330 + inner}Q${400 - inner} ${330 + inner} ${400 - inner} 260z`,
    body:
      `${back}${line(arc, '#3a2412', wide + 8)}` +
      `<path d="${arc}" fill="none" stroke="url(#print)" stroke-width="${wide}"/>` +
      `<path d="${arc}" fill="none" stroke="#fff" stroke-width="4" ` +
      'stroke-opacity=".3"/>' +
      `${Array.from({ length: rows }, (_, at) => ring(inner + 8 + at * 17, at)).join('')}` +
      `${ring(outer + wide + 10, 1)}${pendant(340 + outer + wide)}`,
  };
};
