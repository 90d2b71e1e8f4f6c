import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { posterSvg } from '@/e2e/world/cdn/poster';
import type { ProductLook } from '@/e2e/world/drawing/product-look';
import { BACKGROUNDS, COLOURS, KINDS, PATTERNS } from '@/e2e/world/drawing/product-look';
import { renderProduct } from '@/e2e/world/drawing/render-product';
import { anotherView } from '@/e2e/world/drawing/view';
import { allLooks } from '@/e2e/world/sellers/looks';
import { Random } from '@/e2e/world/sellers/random';
import { writeProduct } from '@/e2e/world/sellers/write-product';
import { cleanTextForModel } from '@/lib/hydration/clean-text';
import { wordsForCaptions } from './caption-words';

/** The network looks at 112 pixels a side; the rest is room for crops. */
const KEPT_SIDE = 144;
const DRAWN_SIDE = 192;
/** Seeds from here on are nobody's in the demo: what is measured there was never trained on. */
const FIRST_SEED = 1_000_000;
const SELLER_TEXTS = 4;

/** One picture of the training set, a row of `pictures.bin`. Rows of one `thing` are photographs of the same thing. */
interface Row {
  thing: number;
  kind: number;
  colour: number;
  pattern: number;
  texts: string[];
}

/**
 * Draws the training set: `pictures.bin` (rows of 144 × 144 RGB bytes), `pictures.json` (what each row shows, and what
 * sellers say of it) and `words.json` (what captions are made of). Usage: render-pictures.ts OUT_DIR [ROUNDS]
 */
async function main(out: string, rounds: number): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(path.join(out, 'words.json'), JSON.stringify(wordsForCaptions(), null, 1));
  const file = createWriteStream(path.join(out, 'pictures.bin'));
  const rows: Row[] = [];
  const keep = async (pixels: Buffer, row: Row): Promise<void> => {
    rows.push(row);
    if (!file.write(pixels)) await once(file, 'drain');
  };
  let thing = 0;
  const random = new Random('training pictures');
  for (let round = 0; round < rounds; round += 1) {
    for (const look of random.shuffled(allLooks())) {
      const drawn = { ...look, background: random.pick(BACKGROUNDS), seed: FIRST_SEED + thing };
      const row = rowOf(drawn, thing, random);
      const views = [{}, { view: anotherView(random) }];
      for (const view of views)
        await keep(await pixelsOf(await renderProduct(drawn, { size: DRAWN_SIDE, ...view })), row);
      thing += 1;
    }
  }
  for (let count = 0; count < 300 * rounds; count += 1, thing += 1) {
    const nothing = { thing, kind: -1, colour: -1, pattern: -1, texts: [] };
    await keep(await pixelsOf(await oddPicture(random, FIRST_SEED + thing)), nothing);
  }
  file.end();
  await once(file, 'finish');
  await writeFile(path.join(out, 'pictures.json'), JSON.stringify({ side: KEPT_SIDE, rows }));
}

function rowOf(look: ProductLook, thing: number, random: Random): Row {
  const texts = Array.from({ length: SELLER_TEXTS }, () => {
    const { title, description } = writeProduct(random, '254700000000', look);
    return cleanTextForModel(title, description) ?? '';
  });
  return {
    thing,
    kind: KINDS.indexOf(look.kind),
    colour: COLOURS.indexOf(look.colour),
    pattern: PATTERNS.indexOf(look.pattern),
    texts,
  };
}

const pixelsOf = (picture: Buffer): Promise<Buffer> =>
  sharp(picture).resize(KEPT_SIDE, KEPT_SIDE, { fit: 'fill', kernel: 'cubic' }).removeAlpha().raw().toBuffer();

const POSTER_WORDS = [
  'SALE',
  'OFFER',
  '20% OFF',
  'LEO TU',
  'KARIBU',
  '350/-',
  '1,500/-',
  'BEI POA',
  'CALL US',
  'NEW',
  'HABARI',
];

/** What shows no product, so that such pictures are told from one another too: a flyer, a blur, loose shapes. */
async function oddPicture(random: Random, seed: number): Promise<Buffer> {
  const colour = (): string => `hsl(${random.int(0, 359)} ${random.int(10, 90)}% ${random.int(10, 92)}%)`;
  if (random.chance(0.4)) {
    const lines = Array.from({ length: random.int(2, 5) }, () => random.pick(POSTER_WORDS));
    return Buffer.from(posterSvg({ lines, background: colour(), ink: colour() }, DRAWN_SIDE));
  }
  if (random.chance(0.5)) {
    const look = { ...random.pick(allLooks()), background: random.pick(BACKGROUNDS), seed };
    return sharp(await renderProduct(look, { size: DRAWN_SIDE }))
      .blur(random.int(4, 10))
      .toBuffer();
  }
  const shapes = Array.from({ length: random.int(4, 14) }, () => {
    const at = [random.int(0, 192), random.int(0, 192)] as const;
    if (random.chance(0.5)) return `<circle cx="${at[0]}" cy="${at[1]}" r="${random.int(6, 70)}" fill="${colour()}"/>`;
    const size = `width="${random.int(8, 120)}" height="${random.int(8, 120)}"`;
    const place = `x="${at[0] - 40}" y="${at[1] - 40}" ${size}`;
    return `<rect ${place} fill="${colour()}" transform="rotate(${random.int(0, 90)} ${at[0]} ${at[1]})"/>`;
  });
  const ground = `<rect width="192" height="192" fill="${colour()}"/>`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="192" height="192">${ground}${shapes.join('')}</svg>`,
  );
}

const [out, rounds = '2'] = process.argv.slice(2);
if (out === undefined) throw new Error('usage: render-pictures.ts OUT_DIR [ROUNDS]');
await main(out, Number(rounds));
