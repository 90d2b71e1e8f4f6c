import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchRow, formatTable } from './row';
import { cpuTicks, stolenShare } from './stolen-time';

/**
 * `npm run bench [-- --only pipeline,hydrator --model FOLDER --out FILE]`. Prints a table, writes JSON, exits 0 even where a target is
 * missed: figures on a shared machine are read by people, tests never assert them.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    model: { type: 'string' },
    products: { type: 'string', default: '500' },
    out: { type: 'string', default: '.cache/bench.json' },
  },
});

const benches: Record<string, () => Promise<BenchRow[]>> = {
  hydrator: async () => (await import('./hydrator')).benchHydrator(),
  scout: async () => (await import('./scout')).benchScout(),
  vectors: async () => (await import('./vectors')).benchVectors(),
  embedding: async () => (await import('./embedding')).benchEmbedding(values.model ?? 'tiny', 120),
  search: async () => (await import('./search')).benchSearch(),
  shoppers: async () => (await import('./shoppers')).benchShoppers(),
  pages: async () => (await import('./pages')).benchPages(),
  pipeline: async () => (await import('./pipeline')).benchPipeline(Number(values.products)),
  'full-size-model': async () => (await import('./full-size-model')).benchFullSizeModel(values.model),
};

const wanted = values.only?.split(',') ?? Object.keys(benches);
const rows: BenchRow[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (bench === undefined) throw new Error(`no bench is called ${name}; there are: ${Object.keys(benches).join(', ')}`);
  process.stderr.write(`${name} …\n`);
  const before = await cpuTicks();
  rows.push(...(await bench()));
  const after = await cpuTicks();
  // A few percent make the slowest of a hundred twice as slow: such a run says little.
  if (before && after) {
    rows.push({ bench: name, what: 'CPU time taken away by others', value: stolenShare(before, after), unit: '%' });
  }
}

process.stdout.write(`${formatTable(rows)}\n`);
await mkdir(path.dirname(values.out), { recursive: true });
const machine = { cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };
await writeFile(values.out, `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)}\n`);
