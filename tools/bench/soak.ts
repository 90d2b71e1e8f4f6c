import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { holdingRows, quietHoldings } from './quiet-holdings';
import { type BenchRow, rowsOf } from './row';
import type { RunningSystem } from './running-system';
import { soakWave } from './soak-wave';
import { memoryRows, watchMemory } from './watch-memory';
import { withWorld } from './with-world';

/** As large a wave as a big seller's catalogue, and so many waves at the least that their thirds can be compared. */
const LARGEST_WAVE = 1_000;
const FEWEST_WAVES = 12;
const LOOK_EVERY_MS = 2_000;

/**
 * So many products through ingestion, heartbeat, change and deletion, seller after seller: as all of them are deleted
 * again, whatever grows is not what the system is for.
 */
export async function benchSoak(root: string, products: number): Promise<BenchRow[]> {
  const wave = Math.min(LARGEST_WAVE, Math.ceil(products / FEWEST_WAVES));
  const waves = Math.ceil(products / wave);
  return withWorld({ root }, async (running) => {
    const { system } = running;
    await soakWave(running, wave);
    const before = await quietHoldings(system);
    const stopWatching = watchMemory(system.held, LOOK_EVERY_MS);
    const startedAt = Date.now();
    for (let at = 2; at <= waves; at += 1) {
      process.stderr.write(`soak: wave ${at} of ${waves} …\n`);
      await soakWave(running, wave);
    }
    const minutes = (Date.now() - startedAt) / 60_000;
    const series = await stopWatching();
    const after = await quietHoldings(system);
    const { rows, add } = rowsOf('soak');
    add(`${waves} sellers of ${wave} products, all but the first`, minutes, 'min');
    rows.push(...memoryRows('soak', series), ...holdingRows('soak', before, after));
    rows.push(...(await keptRows(system, waves * wave)));
    return rows;
  });
}

/** What is kept for a time that this bench does not wait for (24 hours, 90 days), or for good: for each product. */
const KEPT = {
  'rows of the log': `"catalogSyncLogs"`,
  'products of runs': `"syncItems"`,
  reviews: `"qualityReviews"`,
  'vectors of what is gone': `"productEmbeddings"`,
  'events of the engine': 'engine.events',
  'runs of the engine': 'engine.runs',
  'steps of the engine': 'engine.steps',
} satisfies Record<string, string>;

async function keptRows({ database, home }: RunningSystem, products: number): Promise<BenchRow[]> {
  const { rows, add } = rowsOf('soak');
  for (const [what, table] of Object.entries(KEPT)) {
    const { rows: counted } = await database.query<{ n: number }>(`SELECT count(*)::int AS "n" FROM ${table}`);
    add(`kept per product: ${what}`, (counted[0]?.n ?? Number.NaN) / products, '');
  }
  const files = await readdir(path.join(home, 'media'), { recursive: true }).catch(() => []);
  add('kept per product: files of pictures', files.length / products, '');
  return rows;
}
