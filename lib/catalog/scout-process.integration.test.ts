import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledEntry } from '@/e2e/support/bundled-entry';
import type { MeanCatalogue } from '@/e2e/world/quirks/catalogue';
import { bigSeller } from '@/e2e/world/sellers/big-seller';
import { startWorld, type World } from '@/e2e/world/world';
import type { SokoError } from '@/lib/platform/errors';
import { killAll, readProcessTree } from '@/lib/platform/processes';
import type { ScoutProcessSettings } from './scout-messages';
import { createScoutProcess, type ScoutProcess } from './scout-process';

const phone = '254711000999';
const other = '254711000888';
const MB = 1024 * 1024;
const BOUND_MB = 700;
/** What a page may fill between two looks, on a machine that does something else besides. */
const BETWEEN_LOOKS_MB = 900;

let world: World;
let scout: ScoutProcess;
let forced: string[];

beforeAll(async () => {
  world = await startWorld({ sellers: [bigSeller(60), bigSeller(200, { phone: other, pageSize: 12 })] });
  return () => world.close();
});
beforeEach(() => {
  forced = [];
  scout = scoutWith({});
});
afterEach(async () => {
  world.control({ do: 'reset' });
  await scout.close();
  expect(await scout.processes()).toEqual([]);
  expect(await folders(process.pid)).toEqual([]);
});

const settingsWith = (bounds: ScoutProcessSettings['bounds']): ScoutProcessSettings => ({
  whatsappOrigin: world.origin,
  extraAllowedHosts: world.allowedHosts.split(','),
  unpackTo: path.join(tmpdir(), `soko-test-browser-${process.getuid?.() ?? 0}`),
  ...(process.env.CHROMIUM_PATH === undefined ? {} : { chromiumPath: process.env.CHROMIUM_PATH }),
  bounds,
});

const entry = () => bundledEntry('lib/catalog/scout-child.ts');

const scoutWith = (bounds: ScoutProcessSettings['bounds']): ScoutProcess =>
  createScoutProcess({
    entry: entry(),
    settings: settingsWith(bounds),
    memoryBytes: BOUND_MB * MB,
    onForce: (what) => void forced.push(what),
  });

const mean = (does: MeanCatalogue): void =>
  void world.control({ do: 'quirk', on: 'catalogue', seller: phone, quirk: { kind: 'mean', does } });

/** The Scout's temporary folders of a process. */
async function folders(pid: number | undefined): Promise<string[]> {
  const names = await readdir(tmpdir());
  return names.filter((name) => name.startsWith('soko-scout-') && name.includes(`~${pid}~`));
}

/** Ends, whatever the page does: as a typed error or outcome. */
async function visit(by: ScoutProcess = scout): Promise<{ code: string; message: string; again?: boolean }> {
  try {
    const { kind } = await by.scout(phone);
    return { code: kind, message: '' };
  } catch (error) {
    // Nothing else is thrown.
    const { code, message, retry } = error as SokoError;
    return { code, message, again: retry.again };
  }
}

function report(what: string): void {
  process.stderr.write(`${what}: at most ${Math.round(scout.peakBytes() / MB)} MB, bound ${BOUND_MB} MB\n`);
  expect(scout.peakBytes()).toBeLessThan((BOUND_MB + BETWEEN_LOOKS_MB) * MB);
}

describe('a catalogue', () => {
  test('is read whole, by a process that has nothing of ours', async () => {
    const outcome = await scout.scout(phone);
    expect(outcome).toMatchObject({ kind: 'found', complete: true });
    expect(outcome.kind === 'found' && outcome.products).toHaveLength(60);
    const tree = await scout.processes();
    expect(tree.length).toBeGreaterThan(2);
    report('an ordinary visit');
    expect(forced).toEqual([]);
  });

  test('that is not there is told as by any Scout, and an abort too', async () => {
    expect(await scout.scout('254799999999')).toEqual({ kind: 'not_found' });
    world.control({ do: 'latency', catalogue: 2_000 });
    const controller = new AbortController();
    const visits = [1, 2, 3].map(() => scout.scout(phone, { signal: controller.signal }));
    setTimeout(() => controller.abort(), 1_000);
    for (const each of await Promise.allSettled(visits))
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
  });

  test('waits for a browser that is there', async () => {
    const none = createScoutProcess({ entry: entry(), settings: { ...settingsWith({}), chromiumPath: '/nowhere' } });
    await expect(none.prepare()).rejects.toMatchObject({
      code: 'no_browser',
      message: expect.stringContaining('CHROMIUM_PATH'),
    });
    await none.close();
  });

  test('is tried again when the process ends, and the next visit starts another', async () => {
    world.control({ do: 'latency', catalogue: 1_000 });
    const pending = visit();
    await expect.poll(async () => (await scout.processes()).length, { timeout: 20_000 }).toBeGreaterThan(3);
    killAll(await scout.processes());
    expect(await pending).toMatchObject({ code: 'browser_crashed', again: true });
    world.control({ do: 'reset' });
    expect(await visit()).toMatchObject({ code: 'found' });
  });
});

describe('a mean page', () => {
  test('opens no window', async () => {
    scout = scoutWith({ timeMs: 5_000, hangMs: 1_000 });
    mean('windows');
    expect((await visit()).code).toMatch(/^(found|catalogue_opens_windows)$/);
    // Each window would have asked for its page.
    expect(world.stats().kinds.catalogue.requests).toBe(1);
    report('windows');
    expect(forced).toEqual([]);
  });

  test.each<MeanCatalogue>(['memory', 'iframes', 'workers'])(
    'that takes all memory ends, and only its visit: %s',
    async (does) => {
      mean(does);
      world.control({ do: 'latency', catalogue: 300 });
      const [ended, innocent] = await Promise.all([visit(), scout.scout(other)]);
      expect(ended).toMatchObject({ code: 'catalogue_too_large', again: false });
      expect(ended.message).toMatch(/700 MB.*Paste the products’ own links/s);
      expect(innocent).toMatchObject({ kind: 'found', complete: true });
      expect(innocent.kind === 'found' && innocent.products).toHaveLength(200);
      expect(forced).toContain('a page was ended: it needs too much memory');
      report(does);
    },
  );

  test('that fills the browser itself ends all of it, and leaves nothing', async () => {
    mean('blobs');
    expect(await visit()).toMatchObject({ code: 'catalogue_too_large', again: false });
    expect(forced).toContain('the browser was ended: it needs too much memory');
    report('blobs');
  });

  test.each<MeanCatalogue>(['console', 'answers'])(
    'cannot fill this process through what it sends: %s',
    async (does) => {
      scout = scoutWith({ timeMs: 20_000, hangMs: 2_000 });
      mean(does);
      const before = process.memoryUsage().rss;
      expect((await visit()).code).toMatch(/^(catalogue_too_large|catalogue_timeout|found)$/);
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
      report(does);
      world.control({ do: 'reset' });
      expect(await visit()).toMatchObject({ code: 'found' });
    },
  );

  test.each<MeanCatalogue>(['spin', 'heap', 'push-state', 'redirects', 'dialogs', 'endless-document'])(
    'ends within the time of a visit, and leaves nothing running: %s',
    async (does) => {
      scout = scoutWith({ timeMs: 5_000, hangMs: 1_000 });
      mean(does);
      expect((await visit()).code).toMatch(/^(found|not_understood|page_crashed|catalogue_\w+|browser_crashed)$/);
      report(does);
      world.control({ do: 'reset' });
      expect(await visit()).toMatchObject({ code: 'found' });
    },
  );
});

describe('a kill -9', () => {
  test('of the worker ends the browser, and what all of them leave is removed by the next to start', async () => {
    world.control({ do: 'latency', catalogue: 60_000 });
    const host = startHost('pipe');
    const groups = new Set([host.pid ?? 0]);
    const tree = () => readProcessTree(host.pid ?? 0, groups);
    const profiles = async () =>
      (await Promise.all((await folders(host.pid)).map((name) => readdir(path.join(tmpdir(), name))))).flat();
    await expect
      .poll(profiles, { timeout: 30_000 })
      .toEqual(expect.arrayContaining([expect.stringContaining('profile')]));
    await expect.poll(async () => (await tree()).length, { timeout: 30_000 }).toBeGreaterThan(4);

    // The worker alone: its browser notices and goes.
    host.kill('SIGKILL');
    await once(host, 'exit');
    await expect.poll(async () => (await tree()).length, { timeout: 30_000 }).toBe(0);

    world.control({ do: 'reset' });
    await scout.scout(phone);
    expect(await folders(host.pid)).toEqual([]);
  });

  test('of everything leaves a folder, which goes at the next start; that of a process which lives stays', async () => {
    world.control({ do: 'latency', catalogue: 60_000 });
    const [dead, alive] = [startHost('ignore'), startHost('ignore')] as const;
    const treeOf = ({ pid = 0 }: ChildProcess) => readProcessTree(pid, new Set([pid]));
    try {
      for (const host of [dead, alive])
        await expect.poll(async () => (await treeOf(host)).length, { timeout: 30_000 }).toBeGreaterThan(4);
      // Stopped first: nobody gets to tidy up.
      const all = await treeOf(dead);
      for (const { pid } of all) process.kill(pid, 'SIGSTOP');
      const gone = once(dead, 'exit');
      killAll(all);
      await gone;
      expect(await folders(dead.pid)).toHaveLength(1);

      world.control({ do: 'reset' });
      await scout.scout(phone);
      expect(await folders(dead.pid)).toEqual([]);
      expect(await folders(alive.pid)).toHaveLength(1);
    } finally {
      killAll([...(await treeOf(dead)), ...(await treeOf(alive))]);
    }
  });
});

function startHost(output: 'pipe' | 'ignore'): ChildProcess {
  const words = [bundledEntry('lib/catalog/fixtures/scout-host.ts'), entry(), JSON.stringify(settingsWith({})), phone];
  return spawn(process.execPath, words, { detached: true, stdio: ['ignore', output, 'inherit'] });
}
