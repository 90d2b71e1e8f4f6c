import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demoPastes, demoSellers } from '@/e2e/world/demo-sellers';
import { startWorld } from '@/e2e/world/world';
import { visibleLines, visibleText } from '@/lib/platform/visible-text';
import { isPortFree } from '@/supervisor/free-port';
import { DemoSystem } from './demo/demo-system';
import { makeDemoUsers } from './demo/demo-users';
import { showProgress } from './demo/progress';
import { readSummary } from './demo/summary';
import { onboard } from './demo/syncs';

/** The same at every start while they are free: a kept demo's image links stay good. */
const USUAL = { port: 4600, cdnPort: 4601, geminiPort: 4602 };

/**
 * `npm run demo [-- --exit | --fresh]`: the whole system against a stand-in world, its sellers onboarded. Stays up
 * until Ctrl-C. `--exit`: in a home of its own, ends with a summary; exit code 1 when anything was lost.
 */
const { values } = parseArgs({ options: { exit: { type: 'boolean' }, fresh: { type: 'boolean' } } });
const root = path.resolve(import.meta.dirname, '..');
const home = values.exit
  ? await mkdtemp(path.join(tmpdir(), 'soko-demo-'))
  : path.resolve(root, process.env.SOKO_HOME || '.soko-demo');
if (values.fresh) await rm(home, { recursive: true, force: true });

const say = (text: string) => process.stdout.write(`${visibleLines(text)}\n`);
const startedAt = Date.now();
const sellers = demoSellers();
const world = await startWorld({ sellers, ...(await chooseWorldPorts()), cacheDir: path.join(root, '.cache/world') });
const system = new DemoSystem({ root, home, world });
let isStopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
system.ended.then(() => {
  if (!isStopping) fail(new Error(`the system stopped by itself:\n${system.lastLines().join('\n')}`));
}, fail);

try {
  say('Starting the whole system against a stand-in WhatsApp, Meta CDN and Gemini …');
  await system.ready((line) => say(`  ${visibleText(line)}`));
  say(`Ready after ${seconds()} s. Onboarding ${sellers.length} sellers …\n`);
  const users = await makeDemoUsers(home, await system.databaseUrl());
  const syncs = await onboard(system.url, demoPastes(world.origin, sellers));
  await showProgress(system.url, syncs);
  const summary = await readSummary(system.url, syncs, world);
  say(`\n${summary.text}\n\nDone after ${seconds()} s.`);
  if (values.exit) {
    await stop(summary.lost === 0 ? 0 : 1);
  } else {
    say(`
  Marketplace   ${system.url}
  Sell          ${system.url}/sell
  Review        ${system.url}/review
  Admin         ${system.url}/admin

  Moderator     ${users.moderator.email}   ${users.moderator.password}
  Admin         ${users.admin.email}   ${users.admin.password}

  Logs          ${system.logFile}
  Ctrl-C stops all of it; the data stays in ${path.relative(root, home) || home} (--fresh starts anew).
`);
  }
} catch (error) {
  fail(error);
}

async function chooseWorldPorts(): Promise<Partial<typeof USUAL>> {
  const free = await Promise.all(Object.values(USUAL).map((port) => isPortFree(port, '127.0.0.1')));
  return free.every(Boolean) ? USUAL : {};
}

function seconds(): number {
  return Math.round((Date.now() - startedAt) / 1000);
}

function fail(error: unknown): void {
  if (isStopping) return;
  process.stderr.write(visibleLines(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}\n`));
  process.stderr.write(`Its log: ${system.logFile}\n`);
  void stop(1);
}

async function stop(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (!values.exit) say('\nStopping …');
  await system.stop();
  await world.close();
  if (values.exit && code === 0) await rm(home, { recursive: true, force: true });
  process.exit(code);
}
