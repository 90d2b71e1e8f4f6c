import { type DrawKind, fold, line, printed, shaded, stitches } from '../brush';

export const drawHeadwrap: DrawKind = ({ palette, random }) => {
  const knot = random.pick(['high', 'side', 'bow']);
  const skin = random.pick(['#6f452e', '#8a5a3c', '#593524', '#a06b47']);
  const bust =
    'M334 372Q316 520 348 566Q356 600 352 634Q300 660 270 700H530Q500 660 448 634Q444 600 452 566Q484 ' +
    '520 466 372z';
  const wrap = 'M290 452Q250 330 318 258Q400 196 482 258Q550 330 510 452Q480 404 400 398Q320 404 290 452z';
  const knots =
    knot === 'high'
      ? `${printed('M340 280Q272 170 344 112Q392 96 402 196Q414 88 470 112Q536 176 462 280Q400 310 340 280z')}` +
        `${fold('M352 262Q320 190 356 136')}${fold('M446 262Q482 190 452 136')}` +
        `${fold('M400 280Q396 220 402 176')}`
      : knot === 'side'
        ? `${printed('M468 290Q520 170 606 176Q640 216 566 300Q640 300 650 356Q610 406 490 346z')}` +
          `${fold('M496 300Q540 230 590 200')}${fold('M506 322Q570 326 626 352')}` +
          '<circle cx="492" cy="314" r="30" fill="url(#print)"/>' +
          '<circle cx="492" cy="314" r="30" fill="url(#ball)"/>'
        : `${printed('M400 250Q300 130 246 196Q240 280 400 276z')}` +
          `${printed('M400 250Q500 130 554 196Q560 280 400 276z')}${fold('M384 254Q320 200 272 206')}` +
          `${fold('M416 254Q480 200 528 206')}<ellipse cx="400" cy="262" rx="32" ry="26" fill="url(#print)"/>` +
          '<ellipse cx="400" cy="262" rx="32" ry="26" fill="url(#ball)"/>';
  const ears =
    `<ellipse cx="326" cy="492" rx="13" ry="24" fill="${skin}"/>` +
    `<ellipse cx="474" cy="492" rx="13" ry="24" fill="${skin}"/>` +
    '<circle cx="322" cy="534" r="16" fill="none" stroke="url(#brass)" stroke-width="6"/>' +
    '<circle cx="478" cy="534" r="16" fill="none" stroke="url(#brass)" stroke-width="6"/>';
  return {
    stance: 'standing',
    zoom: 1.14,
    feet: [{ x: 400, y: 704, width: 330 }],
    body:
      `${shaded(bust, skin)}${ears}` +
      `${line('M362 566Q400 606 440 566', '#140a12', 8, 'stroke-opacity=".18"')}` +
      '<path d="M352 478q18 -10 36 0M412 478q18 -10 36 0" fill="none" stroke="#1a0d08" stroke-width="5" ' +
      'stroke-linecap="round"/>' +
      '<path d="M396 486q-10 34 6 40" fill="none" stroke="#1a0d08" stroke-width="3" stroke-opacity=".5"/>' +
      '<path d="M378 550q22 14 44 0q-22 -10 -44 0z" ' +
      `fill="#7d2b33"/>${knot === 'high' ? knots : ''}${printed(wrap)}${fold('M300 420Q290 320 352 258')}` +
      `${fold('M318 408Q340 320 420 246', 1.2)}${fold('M380 398Q420 330 476 270', 1.2)}` +
      `${fold('M446 404Q480 370 502 320')}` +
      `${line('M290 452Q320 404 400 398Q480 404 510 452', palette.deep, 4, 'stroke-opacity=".5"')}` +
      `${knot === 'high' ? '' : knots}`,
  };
};

/** Yards of cloth, folded and stacked, one end let down. */
export const drawFabric: DrawKind = ({ palette, random }) => {
  const layers = random.int(4, 6);
  const step = 250 / layers;
  const stack = Array.from({ length: layers }, (_, at) => {
    const y = 660 - (at + 1) * step;
    const sway = random.int(-12, 12);
    const d =
      `M${170 + sway} ${y + 8}Q150 ${y + step / 2} ${172 + sway} ${y + step}H${622 + sway}Q652 ` +
      `${y + step / 2} ${626 + sway} ${y + 8}Q400 ${y - 4} ${170 + sway} ${y + 8}z`;
    return (
      `${printed(d)}<path d="${d}" ` +
      'fill="url(#drop)"/>' +
      line(`M${176 + sway} ${y + step - 3}H${618 + sway}`, '#140a12', 5, 'stroke-opacity=".32"') +
      `${line(`M${176 + sway} ${y + 12}Q400 ${y} ${616 + sway} ${y + 12}`, '#fff', 3, 'stroke-opacity=".3"')}`
    );
  });
  const top = 'M172 418L256 316Q420 296 578 316L628 418Q400 402 172 418z';
  const fall = `M430 312Q560 300 610 330L${random.int(610, 640)} 690Q560 716 500 690Q476 700 452 684Q440 520 430 312z`;
  const band = random.chance(0.6)
    ? '<path d="M292 311L262 414L258 660H318L322 411L346 308z" fill="#f6efe0"/>' +
      '<path d="M292 311L262 414L258 660H318L322 411L346 308z" fill="url(#round)"/>' +
      `<rect x="262" y="500" width="54" height="66" rx="4" fill="${palette.accents[1]}"/>` +
      `<circle cx="289" cy="533" r="16" fill="${palette.accents[0]}"/>`
    : '';
  return {
    stance: 'standing',
    zoom: 1.24,
    feet: [{ x: 400, y: 664, width: 560 }],
    body:
      `${stack.join('')}${printed(top)}` +
      `<path d="${top}" fill="#fff" fill-opacity=".12"/>${band}${printed(fall)}` +
      `<path d="${fall}" fill="url(#drop)"/>${fold('M480 330Q476 500 486 684', 1.6)}` +
      `${fold('M540 326Q552 500 534 696', 1.6)}${fold('M592 340Q604 520 594 690', 1.2)}` +
      `${stitches('M456 672Q480 686 502 676Q560 700 626 676', palette.accents[2])}`,
  };
};

/** A made bed seen from its foot. */
export const drawBedsheet: DrawKind = ({ palette, random }) => {
  const pillow = (x: number, tilt: number, own: boolean): string => {
    const d =
      `M${x} 306Q${x - 16} 232 ${x + 14} 226Q${x + 100} 214 ${x + 188} 226Q${x + 216} 234 ${x + 200} ` +
      `306Q${x + 204} 352 ${x + 180} 356Q${x + 100} 366 ${x + 20} 356Q${x - 6} 350 ${x} 306z`;
    return (
      `<g transform="rotate(${tilt} ${x + 100} 300)">${own ? printed(d) : shaded(d, palette.accents[2])}` +
      `<path d="${d}" fill="url(#drop)"/>${line(d, '#140a12', 2, 'stroke-opacity=".25"')}` +
      `${fold(`M${x + 24} 340Q${x + 70} 322 ${x + 90} 300`, 0.7)}` +
      `${fold(`M${x + 180} 340Q${x + 140} 322 ${x + 124} 300`, 0.7)}</g>`
    );
  };
  const head = random.pick(['#7a4d2d', '#5a3a26', '#c9b49a', '#4b5563']);
  const sheet = 'M168 372Q400 346 632 372L716 640Q720 664 700 680Q400 708 100 680Q80 664 84 640z';
  const turn = 'M168 372Q400 346 632 372L650 430Q400 402 150 430z';
  return {
    stance: 'standing',
    feet: [{ x: 400, y: 694, width: 690 }],
    body:
      `${shaded('M140 250Q140 150 230 142H570Q660 150 660 250V430H140z', head)}` +
      `${line('M168 260Q170 176 240 170H560Q630 176 632 260', '#fff', 3, 'stroke-opacity=".25"')}` +
      `${shaded('M96 660H704V708H96z', '#4a3122')}${pillow(178, random.int(-3, 0), false)}` +
      `${pillow(420, random.int(0, 3), false)}${pillow(236 + random.int(0, 60), random.int(-6, 6), true)}` +
      `${printed(sheet)}<path d="${sheet}" ` +
      `fill="url(#drop)"/>${fold('M230 440Q200 560 190 684', 1.5)}${fold('M320 436Q310 560 316 694', 1.2)}` +
      `${fold('M470 436Q486 560 478 694', 1.2)}${fold('M580 440Q606 560 612 684', 1.5)}` +
      `${fold('M140 560Q280 590 360 560', 0.9)}${shaded(turn, palette.accents[2], 'drop')}` +
      `${stitches('M154 420Q400 392 646 420', palette.base)}` +
      `${line('M150 432Q400 404 650 432', '#140a12', 4, 'stroke-opacity=".22"')}`,
  };
};
