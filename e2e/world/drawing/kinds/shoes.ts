import { castShadow, type DrawKind, fold, glint, line, printed, shaded, stitches } from '../brush';

export const drawSneakers: DrawKind = ({ palette, random }) => {
  const high = random.chance(0.35);
  const lace = random.pick(['#fffaf0', palette.accents[2], '#23202b']);
  const flash = random.pick([
    'M300 560Q380 548 452 478L470 500Q390 578 306 584z',
    'M318 500L352 582M346 494L380 580M374 486L408 576',
    'M330 530a34 30 0 1 0 68 0a34 30 0 1 0 -68 0',
  ]);
  const collar = high ? 392 : 446;
  const upper =
    `M214 ${collar + 8}Q262 ${collar - 18} 300 ${collar + 6}Q330 ${collar + 34} 372 450Q410 500 476 ` +
    `524Q580 540 606 588Q612 606 606 616H206Q190 560 214 ${collar + 8}z`;
  const shoe =
    `${printed(upper)}<path d="${upper}" ` +
    'fill="url(#drop)"/>' +
    shaded('M476 524Q580 540 606 588Q612 606 606 616H500Q520 560 476 524z', palette.accents[2]) +
    `${shaded(`M214 ${collar + 8}Q196 540 206 616H270Q276 540 246 ${collar - 2}z`, palette.dark)}` +
    line(
      flash,
      palette.accents[1],
      flash.includes('a34') ? 9 : flash.includes('Q380') ? 3 : 12,
      flash.includes('Q380') ? `style="fill:${palette.accents[1]}"` : '',
    ) +
    shaded(
      `M312 ${collar + 16}Q350 ${collar - 6} 380 444Q424 490 470 508L446 532Q384 512 340 476z`,
      palette.accents[2],
    ) +
    `${[0, 1, 2, 3, 4]
      .map(
        (at) =>
          `${line(`M${346 + at * 26} ${476 + at * 13}L${378 + at * 24} ${448 + at * 15}`, lace, 8)}` +
          `<circle cx="${344 + at * 26}" cy="${478 + at * 13}" r="4" fill="#140a12" fill-opacity=".6"/>`,
      )
      .join('')}` +
    `${line(`M368 440Q330 410 352 392Q378 392 372 440Q404 408 416 428Q414 448 376 446`, lace, 6)}` +
    `${stitches(`M226 ${collar + 24}Q222 540 224 604`)}${stitches('M490 540Q520 566 514 612')}` +
    `<path d="M222 ${collar + 6}Q262 ${collar - 10} 298 ${collar + 10}Q260 ${collar + 22} 222 ` +
    `${collar + 6}z" fill="#140a12" fill-opacity=".55"/>` +
    '<path d="M196 606Q400 622 612 600Q640 628 624 652Q610 666 560 664H230Q196 662 190 640z" ' +
    `fill="url(#sole)"/>${line('M192 634Q400 648 630 630', palette.base, 7)}` +
    `${line('M206 660H590', '#8c8273', 5)}` +
    `${Array.from({ length: 14 }, (_, at) => line(`M${222 + at * 28} 652v8`, '#8c8273', 3)).join('')}` +
    `${glint(
      `M236 ${collar + 40}Q252 ${collar + 30} 262 ${collar + 44}Q256 540 262 590Q244 560 236 ` + `${collar + 40}z`,
      0.16,
    )}`;
  return {
    stance: 'standing',
    zoom: 1.26,
    feet: [
      { x: 470, y: 628, width: 430 },
      { x: 384, y: 688, width: 460 },
    ],
    body: `<g transform="translate(92 -44) scale(.94)">${shoe}</g><g transform="translate(-28 26)">${shoe}</g>`,
  };
};

export const drawSandals: DrawKind = ({ palette, random }) => {
  const style = random.pick(['cross', 'slide', 'thong']);
  const foot = random.pick(['#b07a4a', '#7a4a2a', '#d3b58c', '#3a2a24']);
  const insole =
    'M300 168Q366 150 384 236Q396 320 372 420Q380 560 356 628Q316 672 272 632Q238 560 258 440Q222 320 ' +
    '240 226Q258 176 300 168z';
  const bead = (x: number, y: number, fill: string): string =>
    `<circle cx="${x}" cy="${y}" r="8" fill="${fill}"/>` +
    `<circle cx="${x - 2}" cy="${y - 2}" r="2.5" fill="#fff" fill-opacity=".8"/>`;
  const straps = {
    cross:
      `${printed('M228 300Q300 250 392 372L388 424Q300 306 226 356z')}` +
      `${printed('M398 292Q320 250 236 372L240 424Q320 306 400 346z')}` +
      '<circle cx="312" cy="306" r="22" fill="url(#brass)"/>',
    slide:
      `${printed('M222 262Q310 208 402 262L396 388Q310 342 236 388z')}` +
      `${stitches('M226 276Q310 224 398 276', palette.accents[2])}` +
      `${stitches('M236 374Q310 328 394 374', palette.accents[2])}`,
    thong:
      `${printed(
        'M304 236Q316 226 326 240Q372 320 394 420L366 432Q340 330 314 270Q288 330 262 440L236 426Q260 320 ' +
          '304 236z',
      )}` +
      Array.from(
        { length: 5 },
        (_, at) =>
          bead(292 - at * 10, 300 + at * 26, palette.accents[at % 3] ?? palette.light) +
          bead(338 + at * 9, 300 + at * 26, palette.accents[at % 3] ?? palette.light),
      ).join('') +
      `${bead(315, 248, palette.accents[0])}`,
  }[style];
  const ankle = random.chance(0.5)
    ? `${line('M256 540Q312 500 372 540', palette.dark, 20)}` +
      `${line('M256 536Q312 496 372 536', palette.light, 4, 'stroke-opacity=".6"')}` +
      '<rect x="352" y="524" width="26" height="26" rx="5" fill="none" stroke="url(#brass)" ' +
      'stroke-width="6"/>'
    : '';
  const one =
    `${castShadow(insole, 12)}<path d="${insole}" fill="#2a1a12" transform="translate(7 12)"/>` +
    `<path d="${insole}" fill="${foot}"/><path d="${insole}" fill="url(#round)"/>` +
    '<path d="M300 186Q354 172 368 240Q378 320 356 420Q364 552 342 612Q316 646 286 616Q258 552 276 ' +
    '440Q242 320 258 234Q270 192 300 186z" fill="#fff" ' +
    `fill-opacity=".12"/>${stitches(
      'M300 184Q356 172 370 240Q380 320 358 420Q366 552 344 614Q316 648 284 618Q256 552 274 440Q240 320 ' +
        '256 234Q268 192 300 184z',
      '#fff2d8',
      2,
    )}` +
    `<ellipse cx="316" cy="590" rx="22" ry="14" fill="url(#brass)" fill-opacity=".55"/>${straps}${ankle}`;
  return {
    stance: 'hung',
    zoom: 1.12,
    body:
      `<g transform="translate(-64 0) rotate(-5 310 400)">${one}</g>` +
      `<g transform="translate(864 0) scale(-1 1) rotate(-5 310 400)">${one}</g>`,
  };
};

export const drawHeels: DrawKind = ({ palette, random }) => {
  const block = random.chance(0.45);
  const strap = random.chance(0.6);
  const upper =
    'M196 372Q232 350 262 372Q300 440 372 502Q430 548 520 552Q600 556 640 606Q650 632 620 636Q520 642 ' +
    '440 622Q350 596 286 520Q236 470 206 460Q188 410 196 372z';
  const heel = block
    ? 'M200 452Q246 470 280 520L270 654H214z'
    : 'M200 450Q240 466 272 512Q244 560 240 656H222Q226 540 200 450z';
  const one =
    `${shaded(heel, palette.deep)}` +
    `${glint(block ? 'M216 480L232 486L232 640H222z' : 'M222 490L232 500L232 560z', 0.3)}` +
    `${printed(upper)}<path d="${upper}" fill="url(#drop)"/>` +
    '<path d="M206 380Q250 366 262 380Q300 446 372 510Q420 546 500 556Q420 574 350 530Q270 470 232 ' +
    '432Q206 410 206 380z" fill="#f0d3ae"/>' +
    '<path d="M206 380Q250 366 262 380Q300 446 372 510Q420 546 500 556Q420 574 350 530Q270 470 232 ' +
    '432Q206 410 206 380z" ' +
    `fill="url(#drop)"/>${line('M206 462Q240 474 288 524Q350 598 440 624Q520 644 624 638', '#2a1712', 9)}` +
    `${glint('M548 568Q606 572 628 606Q590 584 540 584z', 0.4)}` +
    `${
      strap
        ? `${line('M222 384Q250 290 320 322Q360 350 344 428', palette.dark, 13)}` +
          `${line('M224 380Q250 294 316 326', palette.light, 4, 'stroke-opacity=".7"')}` +
          '<circle cx="330" cy="334" r="10" fill="none" stroke="url(#brass)" stroke-width="5"/>'
        : '<circle cx="566" cy="566" r="20" fill="url(#brass)"/>' +
          `<circle cx="566" cy="566" r="9" fill="${palette.accents[0]}"/>`
    }${fold('M470 566Q500 590 500 628', 0.6)}`;
  return {
    stance: 'standing',
    zoom: 1.2,
    feet: [
      { x: 490, y: 606, width: 400 },
      { x: 390, y: 690, width: 440 },
    ],
    body: `<g transform="translate(96 -46) scale(.94)">${one}</g><g transform="translate(-30 42)">${one}</g>`,
  };
};
