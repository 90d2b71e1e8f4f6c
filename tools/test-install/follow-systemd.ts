import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPastes, demoSellers } from '@/e2e/world/demo-sellers';
import { startWorld } from '@/e2e/world/world';
import { freePort } from '@/supervisor/free-port';
import { BootedRoot } from './booted-root';
import { DebianRoot, FRESH_SYSTEM, imitateNodeImage, run, say } from './debian-root';
import { seeProducts, syncThrough, untilReady } from './look-at-site';
import { commandsUnder } from './readme-commands';

const READY_WITHIN_MS = 5 * 60_000;
/** Whatever address of a clone the document has leads here in there. */
const COPY = '/srv/soko.git';
const SETTINGS = '/etc/soko/soko.env';
/** What the section asks for besides Node, and what boots. */
const NEEDED = 'systemd-sysv dbus git ca-certificates chromium';

interface Places {
  project: string;
  cache: string;
  work: string;
  npmCache: string;
}

/**
 * The section "systemd" of docs/operations.md, word for word, as root in a fresh Debian that systemd has booted; what
 * is cloned is what is committed here. Then a seller's catalogue goes through, and the service is killed, restarted
 * and stopped. The world and the model are the demo's, as in runImage.
 */
export async function followSystemd(places: Places): Promise<void> {
  const world = await startWorld({ sellers: demoSellers(), cacheDir: path.join(places.work, 'world-of-systemd') });
  try {
    const port = await freePort();
    const settings = {
      PORT: port,
      WORKER_PORT: await freePort(),
      SIGLIP_MODEL: 'tiny',
      WHATSAPP_ORIGIN: world.origin,
      EXTRA_ALLOWED_HOSTS: world.allowedHosts,
      GEMINI_API_KEY: world.geminiApiKey,
      GEMINI_BASE_URL: world.geminiBaseUrl,
    };
    const machine = await BootedRoot.boot(await freshDebian(places));
    try {
      await install(machine, places.project, settings);
      const site = { url: `http://127.0.0.1:${port}` };
      await ready(machine, site.url);
      await syncThrough(site, demoPastes(world.origin, demoSellers()).slice(0, 1));
      await stayUp(machine, site.url);
    } finally {
      await machine.powerOff();
    }
  } finally {
    await world.close();
  }
}

async function freshDebian({ project, cache, work, npmCache }: Places): Promise<DebianRoot> {
  const root = await DebianRoot.over(await imitateNodeImage(FRESH_SYSTEM, cache), path.join(work, 'systemd'));
  const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' };
  const install = `apt-get -qq update && apt-get -qq install --yes --no-install-recommends ${NEEDED} > /dev/null`;
  say(`$ ${install}`);
  await root.run({ words: ['sh', '-c', install], environment });
  await root.mount(npmCache, 'var/cache/npm');
  await mkdir(path.dirname(root.at(COPY)), { recursive: true });
  run('git', ['clone', '--quiet', '--bare', project, root.at(COPY)]);
  return root;
}

/** One shell's lines. What somebody would write into the file of settings stands there once it is made. */
async function install(machine: BootedRoot, project: string, settings: Record<string, string | number>): Promise<void> {
  const commands = commandsUnder('systemd', await readFile(path.join(project, 'docs/operations.md'), 'utf8'));
  let folder = '/root';
  for (const command of commands) {
    say(`# ${command}`);
    const [, entered] = /^cd (\S+)$/.exec(command) ?? [];
    const [, address] = /^git clone (\S+) /.exec(command) ?? [];
    if (address !== undefined) await machine.run(`git config --system url.${COPY}.insteadOf ${address}`);
    if (entered === undefined) await machine.run(command, folder);
    else folder = entered;
    if (!command.endsWith(SETTINGS)) continue;
    for (const [name, value] of Object.entries(settings)) await machine.run(`echo '${name}=${value}' >> ${SETTINGS}`);
  }
}

/** Killed, restarted, stopped. */
async function stayUp(machine: BootedRoot, url: string): Promise<void> {
  await machine.run('systemctl kill --kill-whom=main --signal=SIGKILL soko');
  await sleep(1_000);
  await ready(machine, url);
  say('killed, it came back');
  await machine.run('systemctl restart soko');
  await ready(machine, url);
  await seeProducts({ url });
  await machine.run('systemctl stop soko');
  if (await machine.succeeds('pgrep --uid soko')) throw new Error('systemctl stop left something running');
  say('told to stop, all of it stopped');
}

async function ready(machine: BootedRoot, url: string): Promise<void> {
  try {
    await untilReady({ url }, READY_WITHIN_MS, () => false);
  } catch (error) {
    await machine.run('journalctl --unit=soko --no-pager --lines=60');
    throw error;
  }
}
