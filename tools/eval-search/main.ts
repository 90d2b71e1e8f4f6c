import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { modelSource } from '@/lib/embedding/model-source';
import { loadSiglipModel } from '@/lib/embedding/siglip-model';
import { readEnv } from '@/lib/platform/env';
import { evaluatePhotos } from './by-photo';
import { evaluateWords } from './by-words';
import { labelledPhotos, standInPhotos } from './known-photos';
import { formatRows } from './metrics';
import { evaluatePhotoAndWords } from './photo-and-words';
import { indexPhotos } from './photo-index';

const USAGE = `npm run eval:search [-- flags]: how well search finds what is known to be there
  --photos FOLDER  your own photos; otherwise the demo's products
  --labels FILE    a CSV "file,label" (or "file,kind,colour", …; files relative to FOLDER), FOLDER/labels.csv
  --out FILE       .cache/eval-search.json
SIGLIP_MODEL, SIGLIP_DTYPE: the model, tiny unless set`;

const { values } = parseArgs({
  options: {
    photos: { type: 'string' },
    labels: { type: 'string' },
    out: { type: 'string', default: '.cache/eval-search.json' },
    help: { type: 'boolean' },
  },
});

if (values.help) say(USAGE);
else await main();

async function main(): Promise<void> {
  const { SIGLIP_MODEL, SIGLIP_DTYPE } = readEnv({ SIGLIP_MODEL: 'tiny', ...process.env });
  const known =
    values.photos === undefined ? await standInPhotos() : await labelledPhotos(values.photos, values.labels);
  const model = await loadSiglipModel({
    source: modelSource(SIGLIP_MODEL),
    dtype: SIGLIP_DTYPE,
    cacheDir: path.resolve('.cache/models'),
  });
  try {
    say(`${known.photos.length} photos, ${model.space}\n`);
    const index = await indexPhotos(model, known.photos);
    const rows = [
      ...(await evaluatePhotos(model, index, known.labelNames)),
      ...(await evaluateWords(model, index, known.labelNames)),
    ];
    say(`${formatRows(rows)}\n`);
    const weights = await evaluatePhotoAndWords(model, index, known.labelNames);
    for (const { weight, rows, mean } of weights) {
      say(`photo ${weight} + words ${(1 - weight).toFixed(1)}: mean mAP ${(100 * mean).toFixed(1)} %`);
      say(`${formatRows(rows)}\n`);
    }
    const best = weights.reduce((a, b) => (b.mean > a.mean ? b : a));
    say(`Best weight of the picture: ${best.weight}`);
    await mkdir(path.dirname(values.out), { recursive: true });
    const report = { at: new Date().toISOString(), space: model.space, photos: known.photos.length, rows, weights };
    await writeFile(values.out, `${JSON.stringify(report, null, 2)}\n`);
  } finally {
    await model.close();
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
