import { type DrawKind, line, shaded, stitches } from '../brush';

/** A lit home screen; the wallpaper carries the print. */
export const drawPhone: DrawKind = ({ palette, random }) => {
  const rounding = random.pick([34, 44, 26]);
  const icons = Array.from({ length: 8 }, (_, at) => {
    const fill = random.pick(['#34c38f', '#4d8df6', '#ff6b5f', '#f9c846', '#ffffff', '#9a6bf2', '#2bb3c0']);
    return (
      `<rect x="${300 + (at % 4) * 54}" y="${at < 4 ? 500 : 572}" width="40" height="40" rx="11" ` +
      `fill="${fill}"/><circle cx="${320 + (at % 4) * 54}" cy="${at < 4 ? 520 : 592}" r="8" fill="#fff" ` +
      'fill-opacity=".6"/>'
    );
  }).join('');
  const clock = random.chance(0.5)
    ? `${line('M344 236v56M400 236v22h-30v34h30', '#fff', 9)}<circle cx="424" cy="252" r="5" fill="#fff"/>` +
      `<circle cx="424" cy="278" r="5" fill="#fff"/>${line('M448 236h30v56h-30zM448 264h30', '#fff', 9)}`
    : '<circle cx="400" cy="262" r="52" fill="#fff" ' +
      `fill-opacity=".9"/>${line('M400 262V228M400 262L424 276', '#23202b', 7)}`;
  const back =
    '<g transform="translate(112 -26) rotate(7 400 400)">' +
    `<rect x="262" y="130" width="276" height="548" rx="${rounding + 8}" fill="${palette.dark}"/>` +
    `<rect x="262" y="130" width="276" height="548" rx="${rounding + 8}" fill="url(#round)"/>` +
    `<rect x="442" y="150" width="78" height="${random.pick([160, 124])}" rx="26" ` +
    `fill="${palette.deep}"/><circle cx="481" cy="188" r="25" fill="#14131a"/>` +
    '<circle cx="481" cy="188" r="13" fill="#2f3b63"/><circle cx="475" cy="182" r="5" fill="#cfe0ff"/>' +
    '<circle cx="481" cy="250" r="25" fill="#14131a"/><circle cx="481" cy="250" r="13" fill="#2f3b63"/>' +
    '<circle cx="475" cy="244" r="5" fill="#cfe0ff"/></g>';
  return {
    stance: 'hung',
    outline: 'M250 120H540L660 140L620 690L250 690z',
    defs:
      `<clipPath id="screen"><rect x="276" y="134" width="248" height="532" rx="${rounding - 6}"/>` +
      '</clipPath><linearGradient id="glow" x1="0" y1="0" x2="1" y2="1">' +
      `<stop offset="0" stop-color="${palette.light}"/><stop offset=".55" stop-color="${palette.base}"/>` +
      `<stop offset="1" stop-color="${palette.deep}"/></linearGradient>`,
    body:
      `<g transform="translate(-34 0)">${back}` +
      `<rect x="258" y="116" width="284" height="568" rx="${rounding + 10}" fill="${palette.deep}"/>` +
      `<rect x="262" y="120" width="276" height="560" rx="${rounding + 7}" fill="${palette.base}"/>` +
      `<rect x="262" y="120" width="276" height="560" rx="${rounding + 7}" fill="url(#round)"/>` +
      `<rect x="270" y="128" width="260" height="544" rx="${rounding}" fill="#0d0c12"/>` +
      '<g clip-path="url(#screen)"><rect x="270" y="128" width="260" height="544" fill="url(#glow)"/>' +
      '<rect x="270" y="128" width="260" height="544" fill="url(#print)" fill-opacity=".92"/>' +
      '<rect x="270" y="128" width="260" height="210" fill="#0d0c18" fill-opacity=".3"/>' +
      '<rect x="270" y="480" width="260" height="200" fill="#0d0c18" ' +
      `fill-opacity=".36"/>${line('M300 156h34', '#fff', 5)}${line('M470 156h30', '#fff', 5)}${clock}` +
      `${line('M340 318H460', '#fff', 6, 'stroke-opacity=".85"')}${icons}${line('M362 648H438', '#fff', 6)}` +
      '<path d="M270 128H420L300 672H270z" fill="#fff" fill-opacity=".1"/></g>' +
      '<circle cx="400" cy="152" r="8" ' +
      `fill="#0d0c12"/>${line('M544 250v60', palette.deep, 5)}${line('M544 336v34', palette.deep, 5)}</g>`,
  };
};

export const drawPhoneCase: DrawKind = ({ palette, random }) => {
  const r = random.pick([40, 54, 64]);
  const camera = random.pick([
    '<rect x="276" y="146" width="116" height="124" rx="32" fill="#15131a"/>' +
      '<circle cx="312" cy="184" r="22" fill="#2b3350"/><circle cx="356" cy="232" r="22" fill="#2b3350"/>' +
      '<circle cx="306" cy="178" r="7" fill="#dfe9ff"/><circle cx="350" cy="226" r="7" fill="#dfe9ff"/>' +
      '<circle cx="358" cy="182" r="8" fill="#fff2c8"/>',
    '<rect x="280" y="146" width="64" height="168" rx="32" fill="#15131a"/>' +
      '<circle cx="312" cy="180" r="21" fill="#2b3350"/><circle cx="312" cy="230" r="21" fill="#2b3350"/>' +
      '<circle cx="312" cy="280" r="14" fill="#2b3350"/><circle cx="306" cy="174" r="7" fill="#dfe9ff"/>' +
      '<circle cx="306" cy="224" r="7" fill="#dfe9ff"/>',
  ]);
  const ring = random.chance(0.4)
    ? '<circle cx="400" cy="450" r="54" fill="none" stroke="#4e4a55" stroke-width="18"/>' +
      '<circle cx="400" cy="450" r="54" fill="none" stroke="url(#steel)" stroke-width="12"/>' +
      '<circle cx="400" cy="392" r="16" fill="url(#steel)"/>'
    : '';
  const strap = random.chance(0.4)
    ? `${line('M520 660C600 690 640 600 620 520C604 470 640 440 660 452', palette.accents[0], 13)}` +
      `${stitches('M520 660C600 690 640 600 620 520C604 470 640 440 660 452', palette.accents[2], 5)}`
    : '';
  const box = 'x="254" y="122" width="292" height="560"';
  return {
    stance: 'hung',
    outline: 'M262 122H538Q550 130 550 150V660Q546 682 530 684H270Q252 680 252 660V150Q252 130 262 122z',
    body:
      `${strap}<rect ${box} rx="${r}" fill="url(#print)"/><rect ${box} rx="${r}" fill="url(#round)"/>` +
      `<rect x="258" y="126" width="284" height="552" rx="${r - 4}" fill="none" stroke="#fff" ` +
      'stroke-width="5" stroke-opacity=".4"/>' +
      `<rect ${box} rx="${r}" fill="none" stroke="${palette.deep}" ` +
      `stroke-width="5"/>${camera}${ring}${line('M549 280v64', palette.deep, 9)}` +
      `${line('M549 366v40', palette.deep, 9)}` +
      '<path d="M300 640Q280 400 296 330L312 330Q300 420 322 660z" fill="#fff" fill-opacity=".18"/>',
  };
};

export const drawHeadphones: DrawKind = ({ palette, random }) => {
  const large = random.int(88, 110);
  const cup = (side: number): string => {
    const x = 400 + side * 186;
    return (
      `<g transform="rotate(${side * -7} ${x} 520)">` +
      `<rect x="${x - side * 30 - 32}" y="${520 - large}" width="64" height="${2 * large}" rx="30" ` +
      `fill="#211f27"/><rect x="${x - side * 30 - 32}" y="${520 - large}" width="64" height="${2 * large}" ` +
      'rx="30" fill="url(#round)"/>' +
      `<ellipse cx="${x + side * 20}" cy="520" rx="${large * 0.72}" ry="${large + 8}" ` +
      `fill="${palette.deep}"/>` +
      `<ellipse cx="${x + side * 22}" cy="520" rx="${large * 0.66}" ry="${large}" fill="url(#print)"/>` +
      `<ellipse cx="${x + side * 22}" cy="520" rx="${large * 0.66}" ry="${large}" fill="url(#ball)"/>` +
      `<ellipse cx="${x + side * 22}" cy="520" rx="${large * 0.34}" ry="${large * 0.52}" ` +
      `fill="${palette.dark}"/>` +
      `<ellipse cx="${x + side * 22}" cy="520" rx="${large * 0.34}" ry="${large * 0.52}" ` +
      `fill="url(#ball)"/><ellipse cx="${x + side * 22}" cy="520" rx="${large * 0.16}" ` +
      `ry="${large * 0.25}" fill="url(#steel)"/></g>`
    );
  };
  const arch = 'M206 470C196 110 604 110 594 470';
  return {
    stance: 'standing',
    zoom: 1.16,
    feet: [
      { x: 216, y: 630, width: 220 },
      { x: 584, y: 630, width: 220 },
    ],
    body:
      `${line(arch, palette.deep, 52)}${line(arch, palette.base, 44)}` +
      `<path d="${arch}" fill="none" stroke="url(#print)" ` +
      `stroke-width="38"/>${line('M203 440C202 284 298 193 392 192', '#fff', 7, 'stroke-opacity=".45"')}` +
      `${line('M205 400V470M595 400V470', '#d7dce1', 18)}${line('M202 404V462M592 404V462', '#fff', 5)}` +
      `${cup(-1)}${cup(1)}`,
  };
};

export const drawWatch: DrawKind = ({ palette, random }) => {
  const square = random.chance(0.35);
  const metal = random.pick(['brass', 'steel', 'steel']);
  const dial = random.pick(['#fffaf0', '#17151d', palette.dark, '#f4e4c6']);
  const ink = dial === '#fffaf0' || dial === '#f4e4c6' ? '#2a2230' : '#fdf6e3';
  const strap = (y: number, up: boolean): string => {
    const end = up ? 84 : 716;
    const d =
      `M322 ${y}Q330 ${(y + end) / 2} 340 ${end}Q400 ${up ? end - 18 : end + 18} 460 ${end}Q470 ` +
      `${(y + end) / 2} 478 ${y}z`;
    return (
      `<path d="${d}" fill="url(#print)"/><path d="${d}" fill="url(#round)"/>` +
      `<path d="${d}" fill="none" stroke="${palette.deep}" ` +
      'stroke-width="4"/>' +
      stitches(`M334 ${y}Q340 ${(y + end) / 2} 350 ${end}M466 ${y}Q460 ${(y + end) / 2} 450 ${end}`, palette.accents[2])
    );
  };
  const holes = [590, 622, 654, 686]
    .map((y) => `<ellipse cx="400" cy="${y}" rx="6" ry="7" fill="#140a12" fill-opacity=".75"/>`)
    .join('');
  const marks = Array.from(
    { length: 12 },
    (_, at) =>
      `<rect x="396" y="300" width="8" height="${at % 3 ? 14 : 24}" rx="3" ` +
      `fill="${at % 3 ? ink : 'url(#brass)'}" transform="rotate(${at * 30} 400 400)"/>`,
  ).join('');
  const face = (r: number, fill: string): string =>
    square
      ? `<rect x="${400 - r}" y="${400 - r}" width="${2 * r}" height="${2 * r}" rx="${r * 0.3}" fill="${fill}"/>`
      : `<circle cx="400" cy="400" r="${r}" fill="${fill}"/>`;
  return {
    stance: 'hung',
    zoom: 1.06,
    outline: 'M330 80H470L480 260Q560 320 552 400Q560 480 480 540L470 720H330L320 540Q240 480 248 400Q240 320 320 260z',
    body:
      `${strap(300, true)}${strap(500, false)}${holes}` +
      '<rect x="540" y="384" width="32" height="32" rx="7" ' +
      `fill="url(#${metal})"/>${face(150, '#2a2a30')}${face(147, `url(#${metal})`)}${face(122, '#15131a')}` +
      `${face(118, dial)}${face(118, 'url(#ball)')}` +
      `${square ? marks.replaceAll('y="300"', 'y="296"') : marks}` +
      `<circle cx="400" cy="452" r="20" fill="none" stroke="${ink}" stroke-width="2.5" ` +
      `stroke-opacity=".7"/><g transform="rotate(${random.int(0, 11) * 30 + 15} 400 400)">` +
      `<rect x="394" y="338" width="12" height="74" rx="6" fill="${ink}"/></g>` +
      `<g transform="rotate(${random.int(0, 11) * 30} 400 400)">` +
      `<rect x="396" y="312" width="8" height="102" rx="4" fill="${ink}"/></g>` +
      `<g transform="rotate(${random.int(0, 59) * 6} 400 400)">` +
      `<rect x="398.500" y="306" width="3" height="124" fill="${palette.accents[0]}"/></g>` +
      `<circle cx="400" cy="400" r="9" fill="url(#${metal})"/>` +
      '<path d="M312 356Q340 290 410 286Q350 330 330 420Q310 400 312 356z" fill="#fff" ' +
      `fill-opacity=".24"/>${line('M334 572H466', '#140a12', 5, 'stroke-opacity=".3"')}` +
      `${shaded('M318 540H482V560H318z', palette.deep)}`,
  };
};
