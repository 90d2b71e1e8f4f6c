import { type DrawKind, glint, line, shaded, stitches } from '../brush';

/** An enamelled or aluminium pot with its lid; the print runs round it. */
export const drawSufuria: DrawKind = ({ palette, random }) => {
  const tall = random.int(200, 262);
  const top = 640 - tall;
  const wide = random.int(196, 226);
  const [l, r] = [400 - wide, 400 + wide];
  const steel = random.chance(0.4);
  const body =
    `M${l} ${top}Q400 ${top + 40} ${r} ${top}L${r - 12} 606Q${r - 24} 656 400 664Q${l + 24} 656 ` + `${l + 12} 606z`;
  const band = steel
    ? `M${l + 3} ${top + 66}Q400 ${top + 106} ${r - 3} ${top + 66}L${r - 8} ${top + 146}Q400 ${top + 186} ` +
      `${l + 8} ${top + 146}z`
    : body;
  const lidY = top - 4;
  const lid =
    `M${l - 10} ${lidY}Q${l + 20} ${lidY - 66} 400 ${lidY - 74}Q${r - 20} ${lidY - 66} ${r + 10} ` +
    `${lidY}Q400 ${lidY + 46} ${l - 10} ${lidY}z`;
  const ear = (x: number, side: number): string =>
    `${line(`M${x} ${top + 46}q${side * 62} -10 ${side * 62} 34q0 36 ${side * -56} 30`, '#3a3f46', 22)}` +
    line(
      `M${x} ${top + 46}q${side * 62} -10 ${side * 62} 34q0 36 ${side * -56} 30`,
      steel ? '#b9c0c7' : palette.deep,
      15,
    ) +
    `${line(`M${x + side * 8} ${top + 42}q${side * 46} -8 ${side * 50} 22`, '#fff', 4, 'stroke-opacity=".55"')}`;
  return {
    stance: 'standing',
    zoom: 1.26,
    feet: [{ x: 400, y: 656, width: 2 * wide + 30 }],
    body:
      `${ear(l + 4, -1)}${ear(r - 4, 1)}<path d="${body}" fill="${steel ? 'url(#steel)' : palette.base}"/>` +
      `<path d="${band}" fill="url(#print)"/><path d="${steel ? band : body}" fill="url(#barrel)"/>` +
      `<path d="${body}" fill="url(#drop)"/>` +
      `${line(`M${l + 14} 604Q400 640 ${r - 14} 604`, '#fff', 3, 'stroke-opacity=".2"')}` +
      `<path d="M${l - 12} ${lidY}Q400 ${lidY + 50} ${r + 12} ${lidY}L${r + 8} ${lidY + 16}Q400 ` +
      `${lidY + 66} ${l - 8} ${lidY + 16}z" fill="url(#steel)"/>` +
      `<path d="${lid}" fill="${steel ? 'url(#steel)' : palette.dark}"/>` +
      `<path d="${lid}" fill="url(#barrel)" fill-opacity=".8"/>` +
      `<path d="M${l + 60} ${lidY - 22}Q${l + 90} ${lidY - 58} 360 ${lidY - 64}Q${l + 130} ${lidY - 40} ` +
      `${l + 96} ${lidY - 6}z" fill="#fff" fill-opacity=".38"/>` +
      `<ellipse cx="400" cy="${lidY - 72}" rx="36" ry="9" fill="#140a12" ` +
      `fill-opacity=".4"/>${shaded(
        `M380 ${lidY - 74}L374 ${lidY - 98}Q400 ${lidY - 118} 426 ${lidY - 98}L420 ${lidY - 74}Q400 ` +
          `${lidY - 66} 380 ${lidY - 74}z`,
        steel ? '#2a2d33' : palette.accents[1],
        'ball',
      )}` +
      `<circle cx="${l + 52}" cy="${top + 60}" r="5" fill="#eef1f4" fill-opacity=".8"/>` +
      `<circle cx="${r - 52}" cy="${top + 60}" r="5" fill="#eef1f4" fill-opacity=".6"/>`,
  };
};

export const drawMug: DrawKind = ({ palette, random }) => {
  const round = random.chance(0.4);
  const body = round
    ? 'M244 300Q390 336 536 300Q566 420 528 560Q510 646 390 654Q270 646 252 560Q214 420 244 300z'
    : 'M246 272Q390 308 534 272L520 604Q512 650 390 658Q268 650 260 604z';
  const y = round ? 300 : 272;
  const drink = random.pick(['#8a5632', '#3b1e10', '#c98f5a', '']);
  const handle = 'M524 372C650 330 664 560 516 548';
  return {
    stance: 'standing',
    zoom: 1.24,
    feet: [{ x: 394, y: 652, width: 350 }],
    body:
      `${line(handle, palette.deep, 42)}${line(handle, palette.base, 33)}` +
      `${line('M540 374C632 352 640 470 600 516', '#fff', 7, 'stroke-opacity=".5"')}` +
      `<path d="${body}" fill="url(#print)"/><path d="${body}" fill="url(#barrel)"/>` +
      `<path d="${body}" fill="url(#drop)"/>` +
      `<ellipse cx="390" cy="${y}" rx="${round ? 146 : 144}" ry="30" fill="${palette.light}"/>` +
      `<ellipse cx="390" cy="${y + 3}" rx="132" ry="24" ` +
      `fill="${palette.deep}"/>` +
      `${
        drink
          ? `<ellipse cx="390" cy="${y + 9}" rx="124" ry="18" fill="${drink}"/>` +
            `<ellipse cx="350" cy="${y + 6}" rx="40" ry="6" fill="#fff" ` +
            'fill-opacity=".25"/>' +
            [-34, 10, 48]
              .map((dx) => line(`M${390 + dx} ${y - 18}q-16 -26 0 -50t0 -50`, '#fff', 9, 'stroke-opacity=".22"'))
              .join('')
          : ''
      }` +
      `<path d="M246 ${y}Q390 ${y + 50} 534 ${y}" fill="none" stroke="#fff" stroke-width="4" ` +
      `stroke-opacity=".55"/>${glint('M276 350Q296 340 300 356L298 560Q286 590 280 560z', 0.34)}`,
  };
};

export const drawKettle: DrawKind = ({ palette, random }) => {
  const electric = random.chance(0.45);
  const body = electric
    ? 'M276 296Q400 268 524 296L560 600Q560 640 540 646H260Q240 640 240 600z'
    : 'M300 330Q400 300 500 330Q620 400 606 560Q600 640 560 652H240Q200 640 194 560Q180 400 300 330z';
  const spout = electric ? 'M286 326L216 296L236 352L278 420z' : 'M232 470Q150 440 118 330L160 318Q186 390 268 410z';
  const handle = electric ? 'M520 312C660 290 676 560 556 590' : 'M280 350C250 130 550 130 520 350';
  return {
    stance: 'standing',
    zoom: 1.16,
    feet: [{ x: 400, y: 652, width: 440 }],
    body:
      `${shaded(spout, palette.dark)}${line(handle, '#1d1a22', 36)}${line(handle, '#3a3640', 24)}` +
      line(
        electric ? 'M560 330C620 350 630 480 584 550' : 'M276 340C262 236 330 181 400 180',
        '#fff',
        5,
        'stroke-opacity=".4"',
      ) +
      `<path d="${body}" fill="url(#print)"/><path d="${body}" fill="url(#barrel)"/>` +
      `<path d="${body}" fill="url(#drop)"/>` +
      `${
        electric
          ? '<path d="M236 610Q400 632 564 610L572 664Q400 684 228 664z" fill="#24212a"/>' +
            '<path d="M236 610Q400 632 564 610L566 624Q400 646 234 624z" fill="url(#steel)"/>' +
            '<rect x="508" y="420" width="22" height="150" rx="11" fill="#dff1f7" fill-opacity=".75"/>' +
            `<rect x="508" y="${random.int(450, 500)}" width="22" height="80" rx="8" fill="#7fc3de" ` +
            'fill-opacity=".8"/>'
          : `<path d="M202 590Q400 620 598 590L590 630Q400 660 210 630z" fill="url(#steel)" fill-opacity=".9"/>`
      }` +
      `<ellipse cx="400" cy="${electric ? 292 : 328}" rx="${electric ? 122 : 104}" ry="24" ` +
      `fill="${palette.deep}"/>` +
      `<path d="M${electric ? 286 : 304} ${electric ? 288 : 324}Q400 ${electric ? 232 : 258} ` +
      `${electric ? 514 : 496} ${electric ? 288 : 324}Q400 ${electric ? 316 : 350} ${electric ? 286 : 304} ` +
      `${electric ? 288 : 324}z" fill="url(#steel)"/>` +
      `<circle cx="400" cy="${electric ? 250 : 276}" r="18" fill="#24212a"/>` +
      `<circle cx="394" cy="${electric ? 244 : 270}" r="6" fill="#fff" ` +
      `fill-opacity=".6"/>${glint('M250 440Q268 420 280 440L276 580Q256 560 250 440z', 0.3)}`,
  };
};

/** A vacuum flask: chupa ya chai. */
export const drawThermos: DrawKind = ({ palette, random }) => {
  const wide = random.int(104, 128);
  const [l, r] = [390 - wide, 390 + wide];
  const body = `M${l} 316Q390 344 ${r} 316V640Q${r} 676 390 684Q${l} 676 ${l} 640z`;
  const handle = random.chance(0.7)
    ? `${line(`M${r - 6} 350C${r + 106} 350 ${r + 106} 590 ${r - 6} 590`, '#1d1a22', 32)}` +
      `${line(`M${r - 6} 350C${r + 106} 350 ${r + 106} 590 ${r - 6} 590`, palette.dark, 22)}` +
      `${line(`M${r + 20} 358C${r + 80} 376 ${r + 76} 500 ${r + 50} 560`, '#fff', 5, 'stroke-opacity=".45"')}`
    : '';
  return {
    stance: 'standing',
    zoom: 1.08,
    feet: [{ x: 394, y: 678, width: 2 * wide + 40 }],
    body:
      `${handle}<path d="${body}" fill="url(#print)"/><path d="${body}" fill="url(#barrel)"/>` +
      `<path d="M${l} 620Q390 650 ${r} 620V646Q${r} 680 390 688Q${l} 680 ${l} 646z" fill="url(#steel)"/>` +
      `<path d="M${l} 330Q390 360 ${r} 330V304Q390 330 ${l} 304z" ` +
      'fill="url(#steel)"/>' +
      shaded(
        `M${l + 6} 312Q390 336 ${r - 6} 312Q${r - 20} 262 ${r - 40} 250H${l + 40}Q${l + 20} 262 ${l + 6} 312z`,
        palette.dark,
        'barrel',
      ) +
      shaded(
        `M${l + 34} 254V158Q${l + 36} 140 390 136Q${r - 36} 140 ${r - 34} 158V254Q390 276 ${l + 34} 254z`,
        palette.accents[2],
        'barrel',
      ) +
      [0, 1, 2, 3]
        .map((at) =>
          line(
            `M${l + 36} ${176 + at * 20}Q390 ${190 + at * 20} ${r - 36} ${176 + at * 20}`,
            '#140a12',
            2,
            'stroke-opacity=".2"',
          ),
        )
        .join('') +
      `<ellipse cx="390" cy="148" rx="${wide - 38}" ry="13" fill="#fff" fill-opacity=".4"/>`,
  };
};

export const drawPerfume: DrawKind = ({ palette, random }) => {
  const shape = random.pick([
    'M262 380Q262 352 290 352H510Q538 352 538 380V636Q538 668 506 668H294Q262 668 262 636z',
    'M400 336Q560 380 560 520Q560 664 400 670Q240 664 240 520Q240 380 400 336z',
    'M310 350H490L566 470V630Q566 668 528 668H272Q234 668 234 630V470z',
  ]);
  const label = random.pick([
    '<rect x="314" y="470" width="172" height="120" rx="6" fill="#fffaf0" fill-opacity=".94"/>',
    '<ellipse cx="400" cy="530" rx="96" ry="72" fill="#fffaf0" fill-opacity=".94"/>',
  ]);
  const cap = random.pick(['url(#brass)', 'url(#steel)', '#24212a']);
  return {
    stance: 'standing',
    zoom: 1.14,
    feet: [{ x: 400, y: 666, width: 360 }],
    defs: `<clipPath id="flask"><path d="${shape}"/></clipPath>`,
    body:
      '<rect x="352" y="286" width="96" height="76" fill="url(#steel)"/>' +
      `<rect x="334" y="176" width="132" height="124" rx="14" fill="${cap}"/>` +
      '<rect x="334" y="176" width="132" height="124" rx="14" fill="url(#barrel)" fill-opacity=".75"/>' +
      `<path d="${shape}" fill="${palette.light}"/><g clip-path="url(#flask)">` +
      `<rect x="220" y="${random.int(380, 420)}" width="360" height="320" fill="url(#print)" ` +
      `fill-opacity=".94"/><ellipse cx="400" cy="400" rx="170" ry="14" fill="${palette.dark}" ` +
      `fill-opacity=".4"/></g><path d="${shape}" fill="url(#barrel)"/>` +
      `<path d="${shape}" fill="url(#glass)"/>` +
      `<path d="${shape}" fill="none" stroke="#fff" stroke-width="7" stroke-opacity=".5"/>` +
      `<path d="${shape}" fill="none" stroke="${palette.deep}" stroke-width="2" ` +
      `stroke-opacity=".6"/>${label}${line('M352 512H448', palette.deep, 8)}` +
      `${line('M368 536H432', palette.dark, 4)}${stitches('M346 562H454', palette.accents[0], 3)}`,
  };
};
