import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cpuTicks, stolenShare } from './cpu';
import { type BenchRow, besideBefore, formatTable, medianRows } from './row';

const USAGE = `npm run bench [-- flags]: prints a table and writes it as JSON; a missed figure is no error
  --only NAME,NAME  some of it; otherwise all
  --model FOLDER    a full-size SigLIP in the hub's layout, for those that need one
  --products N      of ingest and refusals, 500; of two-workers, 1,000; of soak, 50,000
  --sizes N,N       of growth: so many products that are there already, 1000,10000,100000
  --minutes N       of crowd, 10
  --rows N          products of million, 1000000
  --data FOLDER     of million: filled once, kept there and used again
  --before DIR      another commit's tree, built: measured in turns with this one, and printed beside it
  --checkout DIR    that tree instead of this one
  --repeat N        each so often, in turns; the medians count
  --json FILE       .cache/bench.json`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    model: { type: 'string' },
    products: { type: 'string' },
    sizes: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    rows: { type: 'string', default: '1000000' },
    data: { type: 'string' },
    before: { type: 'string' },
    checkout: { type: 'string', default: '.' },
    repeat: { type: 'string', default: '1' },
    json: { type: 'string', default: '.cache/bench.json' },
    help: { type: 'boolean' },
  },
});
const products = (usual: number): number => Number(values.products ?? usual);
const sizes = values.sizes?.split(',').map(Number);
const model = values.model === undefined ? undefined : path.resolve(values.model);

type Bench = (root: string) => Promise<BenchRow[]>;

/** Those that start the system, from whatever tree they are told to. */
const ofSystem: Record<string, Bench> = {
  ingest: async (root) => (await import('./ingest')).benchIngest(root, products(500)),
  refusals: async (root) => (await import('./ingest')).benchRefusals(root, products(500)),
  'full-size-model': async (root) => (await import('./full-size-model')).benchFullSizeModel(root, model, 'fp32', 0.85),
  int8: async (root) => (await import('./full-size-model')).benchFullSizeModel(root, model, 'int8', 0.75),
  search: async (root) => (await import('./search')).benchSearch(root),
  shoppers: async (root) => (await import('./shoppers')).benchShoppers(root),
  growth: async (root) => (await import('./growth')).benchGrowth(root, sizes),
  'two-workers': async (root) => (await import('./two-workers')).benchTwoWorkers(root, products(1_000)),
  crowd: async (root) => (await import('./crowd')).benchCrowd(root, Number(values.minutes)),
  soak: async (root) => (await import('./soak')).benchSoak(root, products(50_000)),
  pages: async (root) => (await import('./pages')).benchPages(root),
};
/** Those of single parts, always this tree's. */
const ofParts: Record<string, Bench> = {
  hydrator: async () => (await import('./hydrator')).benchHydrator(),
  scout: async () => (await import('./scout')).benchScout(),
  words: async () => (await import('./words')).benchWords(),
  consoles: async () => (await import('./consoles')).benchConsoles(),
  million: async () => (await import('./million')).benchMillion({ products: Number(values.rows), folder: values.data }),
  vectors: async () => (await import('./vectors')).benchVectors(),
  embedding: async () => (await import('./embedding')).benchEmbedding(model ?? 'tiny'),
  'int8-quality': async () => (await import('./full-size-model')).benchQuantised(model, 'int8'),
};

if (values.help) process.stdout.write(`${USAGE}\n`);
else await main();

async function main(): Promise<void> {
  const benches = { ...ofSystem, ...ofParts };
  const wanted = values.only?.split(',') ?? Object.keys(benches);
  const unknown = wanted.filter((name) => benches[name] === undefined);
  if (unknown.length > 0) {
    throw new Error(`no bench is called ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  }
  const rows: BenchRow[] = [];
  for (const name of wanted) rows.push(...(await measured(name)));
  process.stdout.write(`${formatTable(rows)}\n`);
  await mkdir(path.dirname(values.json), { recursive: true });
  const machine = { cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version };
  await writeFile(values.json, `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)}\n`);
}

/** Trees take turns, so that an hour in which the machine is slow is slow for both. */
async function measured(name: string): Promise<BenchRow[]> {
  const isOfSystem = ofSystem[name] !== undefined;
  const bench = ofSystem[name] ?? ofParts[name];
  if (bench === undefined) return [];
  const runs: { before: BenchRow[][]; now: BenchRow[][] } = { before: [], now: [] };
  const ticks = await cpuTicks();
  for (let turn = 1; turn <= Number(values.repeat); turn += 1) {
    if (values.before !== undefined && isOfSystem) {
      process.stderr.write(`${name}, ${values.before} …\n`);
      runs.before.push(await bench(path.resolve(values.before)));
    }
    process.stderr.write(`${name} …\n`);
    runs.now.push(await bench(path.resolve(values.checkout)));
  }
  const rows = besideBefore(medianRows(runs.now), medianRows(runs.before));
  const ticksAfter = await cpuTicks();
  // A few percent make the slowest of a hundred twice as slow: such a run says little.
  if (ticks === undefined || ticksAfter === undefined) return rows;
  const stolen = stolenShare(ticks, ticksAfter);
  return [...rows, { bench: name, what: 'CPU time taken away by others', value: stolen, unit: '%' }];
}
