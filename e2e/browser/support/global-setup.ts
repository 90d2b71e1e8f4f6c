import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSmtp } from '@/e2e/support/start-smtp';
import { demoPastes, demoSellers } from '@/e2e/world/demo-sellers';
import { startWorld } from '@/e2e/world/world';
import { freePort } from '@/supervisor/free-port';
import { DemoSystem } from '@/tools/demo/demo-system';
import { makeDemoUsers } from '@/tools/demo/demo-users';
import { isOver, onboard, readProgress } from '@/tools/demo/syncs';
import { SYSTEM_VARIABLE, type TestedSystem } from './tested-system';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LOOK_EVERY_MS = 500;

/**
 * The demo, in a home of its own and with its sellers onboarded: what the specs are about. SOKO_BROWSER_SYSTEM, set
 * from outside, names one that runs already (see TestedSystem): quicker while a spec is being written.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (process.env[SYSTEM_VARIABLE]) return async () => {};
  const home = await mkdtemp(path.join(tmpdir(), 'soko-browser-'));
  process.env.PORT = String(await freePort());
  process.env.WORKER_PORT = String(await freePort());
  const sellers = demoSellers();
  const world = await startWorld({ sellers, cacheDir: path.join(ROOT, '.cache/world') });
  const mailFolder = path.join(home, 'mails');
  await mkdir(mailFolder);
  const smtp = await startSmtp({ folder: mailFolder });
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: 'Soko <soko@soko.example>' });
  const system = new DemoSystem({ root: ROOT, home, world });
  const stop = async () => {
    await system.stop();
    await world.close();
    await smtp.close();
    await rm(home, { recursive: true, force: true });
  };
  try {
    await system.ready((line) => process.stdout.write(`  ${line}\n`));
    const databaseUrl = await system.databaseUrl();
    const users = await makeDemoUsers(home, databaseUrl);
    const syncs = await onboard(system.url, demoPastes(world.origin, sellers));
    for (;;) {
      const progress = await Promise.all(syncs.map((sync) => readProgress(system.url, sync)));
      if (progress.every(isOver)) break;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    const tested: TestedSystem = {
      url: system.url,
      worldOrigin: world.origin,
      users,
      syncIds: syncs.map(({ syncId }) => syncId),
      databaseUrl,
      mailFolder,
    };
    process.env[SYSTEM_VARIABLE] = JSON.stringify(tested);
    return stop;
  } catch (error) {
    process.stderr.write(`${system.lastLines().join('\n')}\n`);
    await stop();
    throw error;
  }
}
