import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPastes, demoSellers } from '@/e2e/world/demo-sellers';
import { startWorld } from '@/e2e/world/world';
import { freePort } from '@/supervisor/free-port';
import { type Command, SOMEBODY, say } from './debian-root';
import { type Site, seeProducts, syncThrough } from './look-at-site';
import type { Image } from './make-image';

const STOP_WITHIN_MS = 60_000;

/**
 * Runs the image as compose.yaml does: as its user, with nothing to write to but the volume and /tmp. The world and the
 * model are the demo's, as neither WhatsApp nor a hub of models is there for a test.
 */
export async function runImage(image: Image, work: string): Promise<void> {
  const world = await startWorld({ sellers: demoSellers(), cacheDir: path.join(work, 'world') });
  try {
    await mountAsComposeDoes(image, work);
    const port = await freePort();
    const command: Command = {
      words: image.command,
      cwd: image.cwd,
      user: image.user,
      environment: {
        ...image.environment,
        HOME: SOMEBODY.home,
        PORT: String(port),
        WORKER_PORT: String(await freePort()),
        SIGLIP_MODEL: 'tiny',
        WHATSAPP_ORIGIN: world.origin,
        EXTRA_ALLOWED_HOSTS: world.allowedHosts,
        GEMINI_API_KEY: world.geminiApiKey,
        GEMINI_BASE_URL: world.geminiBaseUrl,
      },
    };
    const site = { url: `http://127.0.0.1:${port}` };
    const first = await start(image, command, site);
    await syncThrough(site, demoPastes(world.origin, demoSellers()).slice(0, 1));
    await image.root.run({ ...command, words: ['node', 'dist/soko.js', 'status'] });
    // As a machine that loses power: the next start finds processes' numbers taken by others.
    await kill(first);
    const second = await start(image, command, site);
    await seeProducts(site);
    await stop(second);
  } finally {
    await world.close();
  }
}

async function start(image: Image, command: Command, { url }: Site): Promise<ChildProcess> {
  const child = image.root.spawn(command, true);
  const health = { ...command, words: image.health };
  await untilHealthy(() => image.root.run(health), child);
  say('the image is healthy');
  const page = await fetch(url);
  if (page.status !== 200 || !(await page.text()).includes('Soko')) throw new Error(`GET / answered ${page.status}`);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  process.kill(await firstProcess(child), 'SIGKILL');
  await ended;
  say('killed');
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  process.kill(await firstProcess(child), 'SIGTERM');
  const timeout = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  const [code, signal]: (number | string | null)[] = await ended;
  clearTimeout(timeout);
  if (code !== 0) throw new Error(`told to stop, the image ended with ${signal ?? `exit code ${code}`}`);
  say('told to stop, it stopped by itself');
}

/** compose.yaml: read_only, tmpfs, one volume, whose owner is who owned the folder in the image. */
async function mountAsComposeDoes({ root, user, volume }: Image, work: string): Promise<void> {
  const data = path.join(work, 'volume');
  await mkdir(data, { mode: 0o700 });
  await chown(data, user.uid, user.gid);
  await root.mount(data, volume);
  await root.mountTemporary('tmp', '1777', 'noexec,nosuid,nodev');
  root.makeReadOnly();
}

async function untilHealthy(look: () => Promise<void>, child: ChildProcess): Promise<void> {
  const HEALTHY_WITHIN_MS = 180_000;
  for (const giveUpAt = Date.now() + HEALTHY_WITHIN_MS; Date.now() < giveUpAt; await sleep(3_000)) {
    if (child.exitCode !== null) throw new Error('the image ended before it was healthy');
    if (await isDone(look())) return;
  }
  child.kill('SIGKILL');
  throw new Error(`the image was not healthy after ${HEALTHY_WITHIN_MS / 1000} s`);
}

const isDone = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

/** Of the namespace that `unshare` made: its only child. */
async function firstProcess({ pid }: ChildProcess): Promise<number> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return Number(children.trim().split(' ')[0]);
}
