import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { bombPng } from '@/lib/media/pictures-for-tests';
import type { Attack, Outcome } from '../attack';
import { anAttacker, atOnce, tallyOf } from '../client';
import { photoForm, sendForm } from '../photo-form';

const SIDE = 7_000;

const flat = () => sharp({ create: { width: SIDE, height: SIDE, channels: 3, background: '#37a' } });

/** Small files of 49 megapixels: within what a photo may have, and dear to open. */
const BOMBS = {
  avif: () => flat().avif({ effort: 0, quality: 1 }).toBuffer(),
  webp: () => flat().webp({ effort: 0, lossless: true }).toBuffer(),
  png: () => flat().png({ compressionLevel: 9, palette: false }).toBuffer(),
  'png of one bit': async () => bombPng(SIDE, SIDE),
  jpeg: () => flat().jpeg({ quality: 20 }).toBuffer(),
  'progressive jpeg': () => flat().jpeg({ quality: 20, progressive: true }).toBuffer(),
  gif: () => flat().gif({ effort: 1 }).toBuffer(),
} satisfies Record<string, () => Promise<Buffer>>;

type Bomb = keyof typeof BOMBS;
const BOMB_KINDS = Object.keys(BOMBS) as Bomb[]; // the keys of a literal object

/** Made once, kept in the temporary home. */
async function bomb(home: string, kind: Bomb): Promise<Buffer> {
  const file = path.join(home, 'bombs', kind.replaceAll(' ', '-'));
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const made = await BOMBS[kind]();
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, made);
  return made;
}

const AT_ONCE = 24;

/** Row 4: a photo of a kilobyte that takes seconds and hundreds of megabytes to open. */
const bombs = (
  name: string,
  form: Attack['form'],
  what: string,
  kinds: Bomb[],
  address: () => () => string,
): Attack => ({
  row: '4',
  name,
  what,
  right: 'refused or opened few at once; other shoppers go on',
  form,
  async run(system): Promise<Outcome> {
    const forms: Buffer[] = [];
    for (const kind of kinds) forms.push(photoForm(await bomb(system.home, kind)));
    const who = address();
    const all = Array.from({ length: AT_ONCE }, (_, at) => forms[at % forms.length] ?? Buffer.alloc(0));
    const answers = await atOnce(all, AT_ONCE, (body) => sendForm(system.url, body, who()));
    const statuses = answers.map(({ status }) => status);
    const longest = Math.round(Math.max(...answers.map(({ ms }) => ms)) / 100) / 10;
    return { happened: `${tallyOf(statuses)}; the last after ${longest} s`, holes: badStatuses(statuses) };
  },
});

/** 503 says to come back; whatever else is 5xx was not foreseen. */
function badStatuses(statuses: number[]): string[] {
  const bad = statuses.filter((status) => status === 0 || (status >= 500 && status !== 503));
  return bad.length > 0 ? [`answers: ${tallyOf(bad)}`] : [];
}

const fromOne = () => {
  const address = anAttacker();
  return () => address;
};
const fromMany = () => anAttacker;

export const pictureBombs: Attack[] = [
  bombs('avif-bombs', 'short', '24 AVIF of 7000 × 7000 at once, from 24 addresses', ['avif'], fromMany),
  bombs('mixed-bombs', 'short', '24 of all formats at once, from one address', BOMB_KINDS, fromOne),
  bombs('png-bombs', 'full', '24 PNG of 7000 × 7000 at once', ['png', 'png of one bit'], fromMany),
  bombs('webp-bombs', 'full', '24 WebP of 7000 × 7000 at once', ['webp'], fromMany),
  bombs(
    'jpeg-bombs',
    'full',
    '24 JPEG of 7000 × 7000 at once, half of them progressive',
    ['jpeg', 'progressive jpeg'],
    fromMany,
  ),
];
