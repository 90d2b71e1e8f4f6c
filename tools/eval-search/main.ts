import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { EmbeddingModel } from '@/lib/embedding/embedding-model';
import { modelSource } from '@/lib/embedding/model-source';
import { loadSiglipModel } from '@/lib/embedding/siglip-model';
import { readEnv } from '@/lib/platform/env';
import { evaluatePhotos } from './by-photo';
import { evaluateWords } from './by-words';
import { evaluateMarket } from './by-words-in-market';
import { labelledPhotos, standInPhotos } from './known-photos';
import { type EvaluationRow, formatRows } from './metrics';
import {
  drawnUnsold,
  evaluateSold,
  evaluateUnsold,
  formatTold,
  measureFloor,
  toldShare,
  unsoldIn,
} from './nothing-alike';
import { evaluatePhotoAndWords } from './photo-and-words';
import { type Indexed, indexPhotos } from './photo-index';
import { evaluateRooms, formatBoxes } from './room-photos';

const USAGE = `npm run eval:search [-- flags]: how well search finds what is known to be there
  --photos FOLDER  your own photos; otherwise the demo's products
  --labels FILE    a CSV "file,label" (or "file,kind,colour", …; files relative to FOLDER), FOLDER/labels.csv
  --unsold FOLDER  photos of what is not among them; otherwise drawn ones
  --only NAME,NAME photos, words, rooms, unsold, market, weights; otherwise all
  --out FILE       .cache/eval-search.json
SIGLIP_MODEL, SIGLIP_DTYPE: the model, tiny unless set`;

/** Asked: at least, at most. */
const UNSOLD_TOLD = 0.8;
const SOLD_TOLD = 0.03;

const { values } = parseArgs({
  options: {
    photos: { type: 'string' },
    labels: { type: 'string' },
    unsold: { type: 'string' },
    only: { type: 'string' },
    out: { type: 'string', default: '.cache/eval-search.json' },
    help: { type: 'boolean' },
  },
});

if (values.help) say(USAGE);
else await main();

type Part = 'photos' | 'words' | 'market' | 'rooms' | 'unsold' | 'weights';

async function main(): Promise<void> {
  const { SIGLIP_MODEL, SIGLIP_DTYPE } = readEnv({ SIGLIP_MODEL: 'tiny', ...process.env });
  const known =
    values.photos === undefined ? await standInPhotos() : await labelledPhotos(values.photos, values.labels);
  const model = await loadSiglipModel({
    source: modelSource(SIGLIP_MODEL),
    dtype: SIGLIP_DTYPE,
    cacheDir: path.resolve('.cache/models'),
  });
  const wanted = (part: Part): boolean => values.only === undefined || values.only.split(',').includes(part);
  const { labelNames, photos } = known;
  try {
    say(`${photos.length} photos, ${model.space}\n`);
    const index = await indexPhotos(model, photos);
    const rows: EvaluationRow[] = [];
    const table = (more: EvaluationRow[]): void => {
      rows.push(...more);
      if (more.length > 0) say(`${formatRows(more)}\n`);
    };
    if (wanted('photos')) table(await evaluatePhotos(model, index, labelNames));
    if (wanted('words')) table(await evaluateWords(model, index, labelNames));
    if (wanted('market') && values.photos === undefined) table(await evaluateMarket(model, photos));
    if (wanted('rooms')) {
      const rooms = await evaluateRooms(model, index);
      table(rooms.rows);
      if (rooms.rows.length > 0) say(formatBoxes(rooms));
    }
    const unsold = wanted('unsold') ? await evaluateNothingAlike(model, index) : null;
    const weights = wanted('weights') ? await evaluatePhotoAndWords(model, index, labelNames) : [];
    for (const { weight, rows, mean } of weights) {
      say(`photo ${weight} + words ${(1 - weight).toFixed(1)}: mean mAP ${(100 * mean).toFixed(1)} %`);
      say(`${formatRows(rows)}\n`);
    }
    if (weights.length > 0) say(`Best weight of the picture: ${weights.reduce(better).weight}`);
    await mkdir(path.dirname(values.out), { recursive: true });
    const report = { at: new Date().toISOString(), space: model.space, photos: photos.length, rows, unsold, weights };
    await writeFile(values.out, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await model.close();
  }
}

async function evaluateNothingAlike(model: EmbeddingModel, index: readonly Indexed[]) {
  const floor = await measureFloor(model, index);
  const photos =
    values.unsold !== undefined
      ? await unsoldIn(values.unsold)
      : values.photos === undefined
        ? await drawnUnsold()
        : [];
  const unsold = await evaluateUnsold(model, index, photos, floor);
  const sold = await evaluateSold(model, index, floor);
  say(`Told that nothing is like them (floor ${floor?.toFixed(3) ?? 'unknown: too few products'})`);
  say(`photos of what nobody sells\n${formatTold(unsold)}`);
  say(`photos of what is sold\n${formatTold(sold)}`);
  const [unsoldTold, soldTold] = [toldShare(unsold), toldShare(sold)];
  if (unsold.length > 0) say(asked('unsold', unsoldTold, unsoldTold >= UNSOLD_TOLD, '≥ 80 %'));
  say(`${asked('sold', soldTold, soldTold <= SOLD_TOLD, '≤ 3 %')}\n`);
  return { floor, unsold, sold };
}

function asked(what: string, share: number, isMet: boolean, wanted: string): string {
  return `${what}: ${(100 * share).toFixed(1)} % told, asked ${wanted}: ${isMet ? 'met' : 'MISSED'}`;
}

function better<Weighed extends { mean: number }>(a: Weighed, b: Weighed): Weighed {
  return b.mean > a.mean ? b : a;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
