import { type DrawKind, fold, glint, line, printed, shaded, stitches } from '../brush';

export const drawHandbag: DrawKind = ({ palette, random }) => {
  const body = random.pick([
    'M206 376Q400 352 594 376L634 650Q636 676 608 680Q400 694 192 680Q164 676 166 650z',
    'M176 400Q196 352 260 356H540Q604 352 624 400Q650 600 600 670Q400 696 200 670Q150 600 176 400z',
  ]);
  const flap = random.chance(0.55);
  const chain = random.chance(0.35);
  const handle = chain
    ? '<path d="M258 376C250 150 550 150 542 376" fill="none" stroke="#8a6414" stroke-width="15" ' +
      'stroke-dasharray="16 7"/>' +
      '<path d="M258 376C250 150 550 150 542 376" fill="none" stroke="url(#brass)" stroke-width="10" ' +
      'stroke-dasharray="16 7"/>'
    : `${line('M270 380C256 170 544 170 530 380', palette.deep, 24)}` +
      `${line('M270 380C256 170 544 170 530 380', palette.dark, 16)}` +
      `${line('M267 374C260 270 328 218 400 217', palette.light, 4, 'stroke-opacity=".6"')}` +
      `${stitches('M270 378C256 172 544 172 530 378', palette.accents[2])}`;
  const front = flap
    ? `${shaded('M200 366Q400 346 600 366L586 500Q400 566 214 500z', palette.dark)}` +
      `${stitches('M216 486Q400 550 584 486', palette.accents[2])}` +
      '<rect x="372" y="496" width="56" height="58" rx="10" fill="url(#brass)"/>' +
      '<rect x="388" y="512" width="24" height="30" rx="6" fill="#5f4208" fill-opacity=".7"/>'
    : `${line('M214 398Q400 378 586 398', '#140a12', 8, 'stroke-opacity=".5"')}` +
      `${line('M214 398Q400 378 586 398', '#d9a93a', 4, 'stroke-dasharray="3 5"')}` +
      '<path d="M430 388l10 46h-18z" ' +
      `fill="url(#brass)"/>${shaded('M256 470Q400 456 544 470L552 616Q400 628 248 616z', palette.dark)}` +
      '<path d="M270 484Q400 470 530 484L536 602Q400 612 264 602z" ' +
      `fill="url(#print)"/>${stitches('M260 476Q400 462 540 476L546 610Q400 622 254 610z', palette.accents[2])}`;
  return {
    stance: 'standing',
    zoom: 1.14,
    feet: [{ x: 400, y: 684, width: 520 }],
    body:
      `${handle}${printed(body)}` +
      `<path d="${body}" fill="url(#drop)"/>${fold('M214 430Q200 560 214 660', 1.1)}` +
      `${fold('M590 430Q606 560 590 660', 1.1)}${front}` +
      `${['258', '542']
        .map(
          (x) =>
            `<circle cx="${x}" cy="386" r="17" fill="url(#brass)"/>` +
            `<circle cx="${x}" cy="386" r="8" fill="#6b4a0c" fill-opacity=".6"/>`,
        )
        .join('')}` +
      `${glint('M190 420Q210 400 220 420Q206 540 214 640Q186 560 190 420z', 0.16)}` +
      `${line('M190 674Q400 690 610 674', '#140a12', 6, 'stroke-opacity=".3"')}`,
  };
};

export const drawBackpack: DrawKind = ({ palette, random }) => {
  const body = 'M232 330Q236 160 400 152Q564 160 568 330L588 640Q584 690 530 694H270Q216 690 212 640z';
  const pocket = 'M262 470Q400 452 538 470L548 634Q544 660 516 662H284Q256 660 252 634z';
  const straps = random.chance(0.5)
    ? `${shaded('M300 300H336V476H300z', palette.deep)}${shaded('M464 300H500V476H464z', palette.deep)}` +
      [318, 482].map((x) => `<rect x="${x - 24}" y="430" width="48" height="34" rx="7" fill="url(#brass)"/>`).join('')
    : `<rect x="352" y="320" width="96" height="46" rx="9" fill="${palette.accents[1]}"/>` +
      `<circle cx="400" cy="343" r="13" fill="${palette.accents[2]}"/>`;
  return {
    stance: 'standing',
    zoom: 1.04,
    feet: [{ x: 400, y: 696, width: 460 }],
    body:
      `${line('M352 172C340 96 460 96 448 172', palette.deep, 20)}` +
      `${line('M352 172C340 96 460 96 448 172', palette.dark, 12)}` +
      `${shaded('M232 330Q180 360 176 480L186 640Q206 650 220 640z', palette.deep)}` +
      `${shaded('M568 330Q620 360 624 480L614 640Q594 650 580 640z', palette.deep)}${printed(body)}` +
      `<path d="${body}" fill="url(#drop)"/>` +
      `${line('M246 340Q262 196 400 188Q538 196 554 340', '#140a12', 11, 'stroke-opacity=".5"')}` +
      `${line('M246 340Q262 196 400 188Q538 196 554 340', '#cfd3d8', 4, 'stroke-dasharray="3 4"')}` +
      `<path d="M548 330l16 40h-22z" fill="url(#steel)"/>${straps}${shaded(pocket, palette.dark)}` +
      '<path d="M276 496Q400 480 524 496L532 630Q528 646 510 646H290Q272 646 268 630z" fill="url(#print)"/>' +
      `<path d="${pocket}" fill="url(#drop)"/>${stitches('M268 484Q400 466 532 484', palette.accents[2])}` +
      `${line('M276 500Q400 484 524 500', '#140a12', 7, 'stroke-opacity=".5"')}` +
      `${line('M276 500Q400 484 524 500', '#cfd3d8', 3, 'stroke-dasharray="3 4"')}` +
      '<path d="M340 494l-8 38h16z" ' +
      `fill="url(#steel)"/>${fold('M254 380Q244 500 246 640', 0.9)}${fold('M546 380Q556 500 554 640', 0.9)}` +
      `${glint('M262 290Q276 220 320 204Q290 240 284 330Q268 330 262 290z', 0.22)}`,
  };
};

/** A sisal basket with leather handles. */
export const drawKiondo: DrawKind = ({ palette, random }) => {
  const body = 'M196 368Q400 396 604 368Q640 470 596 606Q560 690 400 696Q240 690 204 606Q160 470 196 368z';
  const sisal = random.chance(0.55) ? '#ead7ae' : palette.dark;
  const bands = random.pick([
    [400, 116],
    [430, 180],
    [384, 76],
  ] as const);
  const rows = Array.from(
    { length: 16 },
    (_, at) =>
      `<path d="M150 ${386 + at * 20}Q400 ${414 + at * 20} 650 ${386 + at * 20}" fill="none" ` +
      'stroke="#140a12" stroke-width="3" stroke-opacity=".16"/>',
  ).join('');
  const ribs = Array.from(
    { length: 44 },
    (_, at) =>
      `<path d="M${176 + at * 10.6} 366Q${190 + at * 9.8} 520 ${236 + at * 7.6} 694" fill="none" ` +
      'stroke="#fff" stroke-width="2.4" stroke-opacity=".13"/>',
  ).join('');
  const [y, tall] = bands;
  const handle = (x1: number, x2: number, top: number, dark: string): string =>
    `${line(`M${x1} 420C${x1 - 6} ${top} ${x2 + 6} ${top} ${x2} 420`, dark, 20)}` +
    `${line(`M${x1} 410C${x1 - 6} ${top} ${x2 + 6} ${top} ${x2} 410`, '#b5794a', 5, 'stroke-opacity=".8"')}` +
    `${stitches(`M${x1} 418C${x1 - 6} ${top} ${x2 + 6} ${top} ${x2} 418`, '#fbe7c5', 2)}`;
  return {
    stance: 'standing',
    zoom: 1.12,
    feet: [{ x: 400, y: 688, width: 430 }],
    defs: `<clipPath id="basket"><path d="${body}"/></clipPath>`,
    body:
      `${handle(268, 532, random.int(120, 170), '#5f3117')}` +
      '<ellipse cx="400" cy="370" rx="204" ry="38" fill="#2a1709"/><g clip-path="url(#basket)">' +
      `<rect x="140" y="350" width="520" height="360" fill="${sisal}"/>` +
      `<path d="M140 ${y}Q400 ${y + 30} 660 ${y}V${y + tall}Q400 ${y + tall + 30} 140 ${y + tall}z" ` +
      `fill="url(#print)"/><path d="M140 ${y + tall + 34}Q400 ${y + tall + 64} 660 ${y + tall + 34}v26Q400 ` +
      `${y + tall + 90} 140 ${y + tall + 60}z" fill="${palette.base}"/>` +
      `<path d="M140 640Q400 672 660 640V720H140z" fill="${palette.base}"/>${ribs}${rows}</g>` +
      `<path d="${body}" fill="url(#round)"/>` +
      `<path d="${body}" fill="url(#drop)"/>${line('M196 368Q400 398 604 368', '#7a4a26', 17)}` +
      `${stitches('M198 368Q400 398 602 368', '#fbe7c5', 2.4)}` +
      `${handle(288, 512, random.int(170, 220), '#7a4423')}` +
      `${[288, 512]
        .map(
          (x) =>
            `<path d="M${x - 18} 392h36v50l-18 16l-18 -16z" fill="url(#leather)"/>` +
            `<circle cx="${x}" cy="420" r="6" fill="url(#brass)"/>`,
        )
        .join('')}`,
  };
};
