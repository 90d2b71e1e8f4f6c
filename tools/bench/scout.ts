import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPlaywrightScout } from '@/lib/catalog/playwright-scout';
import { createAllowList } from '@/lib/platform/safe-fetch/allow-list';
import { type BenchRow, rowsOf } from './row';
import { startWorldProcess } from './world-process';

const PRODUCTS = 1_000;
const PHONE = '254711000999';

/** One catalogue of 1,000 products that loads as one scrolls: seconds, and what the browser takes and gives back. */
export async function benchScout(): Promise<BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'soko-bench-scout-'));
  const world = await startWorldProcess(['--big-seller', String(PRODUCTS), '--page-latency', '50']);
  const scout = createPlaywrightScout({
    allow: createAllowList({ whatsappOrigin: world.origin, extraAllowedHosts: world.allowedHosts }),
    whatsappOrigin: world.origin,
    chromiumPath: process.env.CHROMIUM_PATH,
    unpackTo: folder,
  });
  try {
    // Unpacks and starts the browser, which the first seller of a day waits for.
    const first = await timed(() => scout.scout('254799999999'));
    const idle = browserMemory();
    let peak = idle;
    const watch = setInterval(() => {
      peak = Math.max(peak, browserMemory());
    }, 200);
    const { result, seconds } = await timed(() => scout.scout(PHONE));
    clearInterval(watch);
    const after = browserMemory();
    await scout.close();
    if (result.kind !== 'found' || result.products.length !== PRODUCTS)
      throw new Error(`not what is there: ${JSON.stringify(result).slice(0, 200)}`);
    const { rows, add } = rowsOf('scout');
    add('unpack and start the browser', first.seconds, 's');
    add(`${PRODUCTS} products, 50 ms latency`, seconds, 's');
    add('browser before', idle, 'MB');
    add('browser at its largest', peak, 'MB');
    add('browser after, still open', after, 'MB');
    add('browser after it was closed', browserMemory(), 'MB');
    return rows;
  } finally {
    await scout.close();
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Resident memory of our own browsers in MB. What its processes share is counted for each: an upper bound. */
function browserMemory(): number {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const children = (parent: number): number =>
    rows.reduce((sum, [pid, ppid, rss]) => (ppid === parent ? sum + (rss ?? 0) + children(pid ?? -1) : sum), 0);
  const browsers = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s.*--remote-debugging/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === process.pid)
    .map((match) => Number(match?.[1]));
  const own = rows.reduce((sum, [pid, , rss]) => (browsers.includes(pid ?? -1) ? sum + (rss ?? 0) : sum), 0);
  return (own + browsers.reduce((sum, pid) => sum + children(pid), 0)) / 1024;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const startedAt = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - startedAt) / 1000 };
}
