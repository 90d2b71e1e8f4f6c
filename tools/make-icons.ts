import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';

/**
 * `tsx tools/make-icons.ts`: the icons of the installed app, from the mark in app/icon.svg. Run again when the mark
 * changes; they are kept in git.
 */
const FOLDER = path.resolve(import.meta.dirname, '../public/icons');
const PAPER = '#faf7f2';
const ACCENT = '#1f3ec4';
/** A maskable icon may be cut to a circle of 80 %: the mark stays well within it. */
const ICONS = [
  { file: 'icon-192.png', size: 192, mark: 0.68 },
  { file: 'icon-512.png', size: 512, mark: 0.68 },
  { file: 'maskable-512.png', size: 512, mark: 0.5 },
  { file: 'apple-touch-180.png', size: 180, mark: 0.62 },
];

await mkdir(FOLDER, { recursive: true });
for (const { file, size, mark } of ICONS) await writeFile(path.join(FOLDER, file), await draw(size, mark));

async function draw(size: number, share: number): Promise<Buffer> {
  const side = size * share;
  const edge = (size - side) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
    <rect width="100%" height="100%" fill="${PAPER}"/>
    <g transform="translate(${edge} ${edge}) scale(${side / 32})">
      <path fill="${ACCENT}"
        d="M3 5.5A2.5 2.5 0 0 1 5.5 3h21A2.5 2.5 0 0 1 29 5.5V12a4.33 4.33 0 0 1-8.67 0
          4.33 4.33 0 0 1-8.66 0A4.33 4.33 0 0 1 3 12z"/>
      <path fill="none" stroke="${ACCENT}" stroke-width="3" stroke-linecap="round"
        d="M5 19.5a11 11 0 0 0 22 0M11 20a5 5 0 0 0 10 0"/>
    </g>
  </svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true }).toBuffer();
}
