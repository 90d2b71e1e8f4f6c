import { type DrawKind, fold, line, printed, shaded, stitches } from '../brush';

const hanger = (y: number): string =>
  `${line(`M400 ${y - 14}v-34q0 -16 16 -18q20 -4 20 -22q0 -20 -22 -20q-18 0 -20 16`, '#8d949b', 6)}` +
  `${line(`M400 ${y - 16}L300 ${y + 34}M400 ${y - 16}L500 ${y + 34}`, '#6f4a2c', 13)}` +
  `${line(`M398 ${y - 19}L302 ${y + 29}`, '#b98655', 4)}`;

export const drawDress: DrawKind = ({ palette, random }) => {
  const flare = random.int(165, 235);
  const hem = random.int(640, 705);
  const sleeve = random.pick(['none', 'puff', 'long']);
  const neck = random.pick(['M352 150Q400 214 448 150', 'M352 150L400 228L448 150', 'M352 150Q400 176 448 150']);
  const bodice = `${neck}L486 166Q476 232 484 268Q466 320 462 356H338Q334 320 316 268Q324 232 314 166z`;
  const left = 400 - flare;
  const right = 400 + flare;
  const skirt =
    `M338 352H462Q484 400 ${right - 26} ${hem - 90}Q${right} ${hem - 40} ${right + 4} ` +
    `${hem}Q${right - flare * 0.45} ${hem + 22} ${400 + flare * 0.42} ${hem + 6}Q400 ${hem + 30} ` +
    `${400 - flare * 0.42} ${hem + 6}Q${left + flare * 0.45} ${hem + 22} ${left - 4} ${hem}Q${left} ` +
    `${hem - 40} ${left + 26} ${hem - 90}Q316 400 338 352z`;
  const sleeves =
    sleeve === 'none'
      ? ''
      : sleeve === 'puff'
        ? [
            'M318 164Q250 166 232 236Q250 268 314 262Q330 210 318 164z',
            'M482 164Q550 166 568 236Q550 268 486 262Q470 210 482 164z',
          ]
            .map((d) => printed(d) + line(d, palette.deep, 2, 'stroke-opacity=".35"'))
            .join('')
        : [
            'M318 164Q262 190 236 330L212 452Q236 470 262 462L300 340Q318 260 318 164z',
            'M482 164Q538 190 564 330L588 452Q564 470 538 462L500 340Q482 260 482 164z',
          ]
            .map((d) => printed(d) + line(d, palette.deep, 2, 'stroke-opacity=".35"'))
            .join('');
  const folds = [-0.72, -0.4, -0.1, 0.22, 0.52, 0.8].map((at) =>
    fold(`M${400 + at * 52} 372Q${400 + at * 90} ${hem - 170} ${400 + at * flare} ${hem - 12}`, 1.25),
  );
  const belt = random.chance(0.7)
    ? `${shaded('M334 340Q400 352 466 340L468 370Q400 384 332 370z', palette.accents[1])}` +
      '<circle cx="400" cy="362" r="13" fill="url(#brass)"/>'
    : line('M337 354Q400 366 463 354', palette.deep, 3, 'stroke-opacity=".5"');
  return {
    stance: 'hung',
    outline: `${bodice}${skirt}`,
    body:
      `${hanger(150)}${sleeves}${printed(bodice)}${line(neck, palette.deep, 7)}` +
      `${line(neck, palette.accents[0], 3)}${fold('M352 240Q366 300 356 338', 0.8)}` +
      `${fold('M448 240Q434 300 444 338', 0.8)}${printed(skirt)}` +
      `<path d="${skirt}" fill="url(#drop)"/>${folds.join('')}` +
      `${stitches(`M${left + 6} ${hem - 14}Q400 ${hem + 18} ${right - 6} ${hem - 14}`, palette.accents[2])}` +
      `${belt}`,
  };
};

export const drawShirt: DrawKind = ({ palette, random }) => {
  const long = random.chance(0.4);
  const body =
    'M300 176Q350 166 372 150H428Q450 166 500 176L548 214Q536 300 540 400L546 668Q400 694 254 668L260 ' +
    '400Q264 300 252 214z';
  const sleeves = long
    ? [
        'M302 176Q232 196 202 300L150 560Q178 588 220 580L272 380Q290 280 302 176z',
        'M498 176Q568 196 598 300L650 560Q622 588 580 580L528 380Q510 280 498 176z',
      ]
    : [
        'M302 176Q230 196 190 292L152 400Q196 440 262 438L276 340Q292 250 302 176z',
        'M498 176Q570 196 610 292L648 400Q604 440 538 438L524 340Q508 250 498 176z',
      ];
  const cuffs = long
    ? line('M152 552Q186 580 222 570M648 552Q614 580 578 570', palette.accents[0], 12)
    : line('M156 394Q200 430 262 428M644 394Q600 430 538 428', palette.accents[0], 9);
  const button = random.pick(['#fff6e4', palette.accents[1], '#2a1a12']);
  const buttons = Array.from(
    { length: 6 },
    (_, at) =>
      `<circle cx="400" cy="${252 + at * 74}" r="9" fill="${button}" stroke="#140a12" ` +
      `stroke-opacity=".35"/><circle cx="397" cy="${249 + at * 74}" r="2.4" fill="#fff" fill-opacity=".8"/>`,
  ).join('');
  const pocket = 'M448 326H516V398Q482 418 448 398z';
  return {
    stance: 'hung',
    outline: `${body}${sleeves.join('')}`,
    body:
      `${hanger(150)}${sleeves.map((d) => printed(d) + fold(d.slice(0, d.indexOf('L')), 0.6)).join('')}` +
      `${cuffs}${printed(body)}` +
      `<path d="${body}" fill="url(#drop)"/>${fold('M290 260Q306 380 284 560')}` +
      `${fold('M330 440Q338 560 322 660', 0.9)}${fold('M508 430Q496 560 514 650')}` +
      `${fold('M474 470Q466 580 476 668', 0.8)}` +
      `<path d="M380 214H420V684Q400 688 380 686z" fill="${palette.dark}" ` +
      `fill-opacity=".35"/>${stitches('M384 220V682', palette.accents[2])}` +
      `${stitches('M416 220V682', palette.accents[2])}${buttons}` +
      `<path d="${pocket}" fill="url(#print)" stroke="${palette.deep}" stroke-opacity=".55" ` +
      `stroke-width="2.5"/>${stitches('M452 338H512')}` +
      `${shaded('M372 146Q400 208 400 224L338 204Q336 168 372 146z', palette.dark)}` +
      `${shaded('M428 146Q400 208 400 224L462 204Q464 168 428 146z', palette.dark)}` +
      `${stitches('M346 200Q348 172 374 156M454 200Q452 172 426 156', palette.accents[2])}` +
      '<path d="M374 148Q400 172 426 148Q400 158 374 148z" ' +
      `fill="${palette.deep}"/>${stitches('M262 654Q400 680 538 654', palette.accents[2])}`,
  };
};

export const drawSkirt: DrawKind = ({ palette, random }) => {
  const flare = random.int(185, 275);
  const hem = random.int(600, 690);
  const [l, r] = [400 - flare, 400 + flare];
  const d =
    `M306 186H494Q520 330 ${r} ${hem - 26}Q${r - flare * 0.3} ${hem + 34} ${400 + flare * 0.34} ` +
    `${hem}Q400 ${hem + 34} ${400 - flare * 0.34} ${hem}Q${l + flare * 0.3} ${hem + 34} ${l} ` +
    `${hem - 26}Q280 330 306 186z`;
  const pleats = [-0.78, -0.5, -0.2, 0.1, 0.42, 0.74].map((at) =>
    fold(`M${400 + at * 84} 218Q${400 + at * 130} 400 ${400 + at * flare} ${hem - 12}`, 1.5),
  );
  const band = 'M302 160Q400 172 498 160L500 214Q400 228 300 214z';
  const bow = random.chance(0.5)
    ? `${printed('M400 196Q330 150 318 200Q330 250 400 206z')}` +
      `${printed('M400 196Q470 150 482 200Q470 250 400 206z')}` +
      `${printed('M392 204Q372 280 346 318L392 312L404 214z')}` +
      `${printed('M408 204Q428 280 454 318L408 312L396 214z')}` +
      `<circle cx="400" cy="200" r="17" fill="${palette.dark}"/>`
    : `<circle cx="400" cy="190" r="12" fill="url(#brass)"/>`;
  return {
    stance: 'hung',
    zoom: 1.08,
    outline: d + band,
    body:
      `${printed(d)}<path d="${d}" ` +
      `fill="url(#drop)"/>${pleats.join('')}` +
      `${stitches(`M${l + 8} ${hem - 42}Q400 ${hem + 16} ${r - 8} ${hem - 42}`, palette.accents[2])}` +
      `${shaded(band, palette.dark)}${stitches('M304 172Q400 184 496 172', palette.accents[2])}` +
      `${stitches('M303 206Q400 218 497 206', palette.accents[2])}${bow}`,
  };
};

export const drawKidsSet: DrawKind = ({ palette, random }) => {
  const top =
    'M318 150Q360 142 366 134Q400 160 434 134Q440 142 482 150L560 212L520 272L488 252L490 412Q400 428 ' +
    '310 412L312 252L280 272L240 212z';
  const shorts = 'M302 462Q400 474 498 462L540 672Q478 692 424 676L400 560L376 676Q322 692 260 672z';
  const badge = random.pick([
    `<path d="M400 254l17 36 40 5 -29 28 8 40 -36 -20 -36 20 8 -40 -29 -28 40 -5z" fill="${palette.accents[0]}"/>`,
    `<circle cx="400" cy="312" r="46" fill="${palette.accents[2]}"/>` +
      `<circle cx="384" cy="302" r="6" fill="${palette.deep}"/>` +
      '<circle cx="416" cy="302" r="6" ' +
      `fill="${palette.deep}"/>${line('M380 326Q400 346 420 326', palette.deep, 6)}`,
    '<path d="M400 360Q330 310 356 276Q382 256 400 286Q418 256 444 276Q470 310 400 360z" ' +
      `fill="${palette.accents[0]}"/>`,
  ]);
  const plainTop = random.chance(0.5);
  const upper = plainTop ? shaded(top, palette.accents[2]) : printed(top);
  return {
    stance: 'hung',
    zoom: 1.08,
    outline: top + shorts,
    body:
      `${upper}<path d="${top}" ` +
      `fill="url(#drop)"/>${line('M366 138Q400 166 434 138', palette.base, 11)}` +
      `${line('M282 266L242 214M518 266L558 214', palette.base, 10)}${badge}` +
      `${fold('M330 262Q340 340 328 404', 0.8)}${fold('M468 262Q460 340 472 404', 0.8)}${printed(shorts)}` +
      `<path d="${shorts}" fill="url(#drop)"/>` +
      `${shaded('M300 456Q400 468 500 456L504 488Q400 500 296 488z', palette.dark)}` +
      `${line('M388 484Q378 520 368 536M412 484Q422 520 432 536', '#fff8e8', 6)}` +
      `${fold('M340 500Q330 590 312 668')}${fold('M462 500Q470 590 490 668')}` +
      `${line('M400 496V562', palette.deep, 3, 'stroke-opacity=".6"')}` +
      `${stitches('M264 656Q320 676 378 660M422 660Q480 676 536 656', palette.accents[2])}`,
  };
};
