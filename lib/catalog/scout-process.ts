import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { homedir, tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { SokoError } from '@/lib/platform/errors';
import { makeOwnedFolder, type OwnedFolder } from '@/lib/platform/owned-folder';
import { killAll, type RunningProcess, readProcessTree } from '@/lib/platform/processes';
import type { CatalogScout } from './catalog-scout';
import { aborted, crashed, notStarted, timedOut, tooLarge } from './scout-errors';
import { type Answer, answerSchema, type Order, type ScoutProcessSettings } from './scout-messages';

export interface ScoutProcess extends CatalogScout {
  /** Finds the browser, and unpacks the bundled one, before the first seller waits for it. Errors: `no_browser`. */
  prepare(): Promise<void>;
  processes(): Promise<RunningProcess[]>;
  /** The most memory that its processes together have had. */
  peakBytes(): number;
}

export interface ScoutProcessOptions {
  /** scout-child.ts as JavaScript. */
  entry: URL | string;
  settings: ScoutProcessSettings;
  memoryBytes?: number;
  /** Told when something had to be ended, or ended by itself with work under way. */
  onForce?: (what: string, details: Record<string, unknown>) => void;
}

/** Two pages fill two cores; a signed-in profile can be open once. */
const AT_ONCE = 2;
/**
 * For all processes of the browser and its driver. An ordinary visit takes 160 MB; WhatsApp Web, behind a signed-in
 * profile, several times that, and two pages may be open. Far below what ends a machine of 4 GB.
 */
const MEMORY_BYTES = 1536 * 1024 * 1024;
/** What JavaScript the driver may hold: a visit's worth of requests and answers is a tenth of it. */
const DRIVER_HEAP_MB = 256;
/** A page can fill some 300 MB between two looks. */
const LOOK_EVERY_MS = 200;
/** Memory of a process that was killed takes a moment to come back. */
const AFTER_A_KILL_MS = 1_000;
/** A page that comes back as large in other processes again and again ends with all of them. */
const MOST_CUTS = 5;
/** Beyond what the Scout gives itself: starting the browser (30 s) and closing it. */
const GRACE_MS = 60_000;
const USUAL_VISIT_MS = 105_000;
/** Enough for an error's message and where it was thrown; Node's own report of a full heap is longer. */
const LAST_WORDS = 2_000;
const CLOSE_WITHIN_MS = 6_000;
/** The driver's memory, too, is given back when nobody pastes links; its browser goes earlier. */
const IDLE_MS = 60_000;

interface Visit {
  done(answer: Answer): void;
  fail(error: SokoError): void;
}

/** One start of the process, its folder and what it is busy with. */
interface Running {
  child: ChildProcess;
  folder: OwnedFolder;
  groups: Set<number>;
  visits: Map<number, Visit>;
  /** How often a tab was ended for its memory. */
  cuts: number;
  /** The end of what it said on standard error. */
  lastWords: string;
  /** Why it was ended from here. */
  ended?: 'memory' | 'time';
}

/**
 * The Scout in a process of its own, watched from here: together its processes may take `memoryBytes`. The largest tab
 * goes first, and only its visit ends; when that does not help, everything goes. No process, profile or folder is left;
 * after a kill -9 of this process the next one to start tidies up.
 */
export function createScoutProcess(options: ScoutProcessOptions): ScoutProcess {
  const { settings, onForce = () => {}, memoryBytes = MEMORY_BYTES } = options;
  const limit = pLimit(settings.profileDir === undefined ? AT_ONCE : 1);
  const visitMs = (settings.bounds.timeMs ?? USUAL_VISIT_MS) + (settings.bounds.hangMs ?? 0) + GRACE_MS;
  let current: Promise<Running> | undefined;
  let nextId = 1;
  let idle: NodeJS.Timeout | undefined;
  /** Tidying up after a process that has ended. */
  let ending: Promise<void> | undefined;
  let peak = 0;

  async function start(): Promise<Running> {
    const folder = await makeOwnedFolder(tmpdir(), 'soko-scout-');
    const child = startDriver(options.entry, folder.path);
    const groups = new Set(child.pid === undefined ? [] : [child.pid]);
    const running: Running = { child, folder, groups, visits: new Map(), cuts: 0, lastWords: '' };
    child.stderr?.on('data', (data: Buffer) => {
      running.lastWords = `${running.lastWords}${data}`.slice(-LAST_WORDS);
    });
    child.on('error', () => {});
    child.on('message', (message) => {
      const parsed = answerSchema.safeParse(message);
      if (parsed.success) running.visits.get(parsed.data.id)?.done(parsed.data);
    });
    child.once('exit', (_code, signal) => {
      ending = ended(running, signal);
    });
    order(running, { do: 'start', settings });
    void watch(running);
    return running;
  }

  async function ended(running: Running, signal: NodeJS.Signals | null): Promise<void> {
    current = undefined;
    const error = endError(running, signal);
    if (running.visits.size > 0) onForce('the Scout’s process ended', { signal, lastWords: running.lastWords });
    // What it started ends with it, except for what hangs.
    await endTree(running);
    await running.folder.remove().catch(() => {});
    for (const visit of running.visits.values()) visit.fail(error);
  }

  async function watch(running: Running): Promise<void> {
    while (isAlive(running.child)) {
      await sleep(LOOK_EVERY_MS, undefined, { ref: false });
      const tree = await readTree(running);
      const bytes = sum(tree);
      peak = Math.max(peak, bytes);
      if (bytes <= memoryBytes) continue;
      const largest = tree.reduce((most, each) => (each.bytes > most.bytes ? each : most));
      const isTab = largest.command.includes('--type=renderer') && running.cuts < MOST_CUTS;
      const what = isTab ? 'a page' : 'the browser';
      const megabytes = Math.round(bytes / 1024 / 1024);
      onForce(`${what} was ended: it needs too much memory`, { megabytes, processes: tree.length });
      running.cuts += 1;
      if (isTab) killAll([largest]);
      else await end(running, 'memory');
      await sleep(AFTER_A_KILL_MS, undefined, { ref: false });
    }
  }

  async function ask(make: (id: number) => Order, signal?: AbortSignal): Promise<Answer> {
    clearTimeout(idle);
    current ??= start();
    const running = await current.catch((error: unknown) => {
      current = undefined;
      throw notStarted('The Scout’s process', error);
    });
    void running.folder.touch();
    const id = nextId++;
    const cutsBefore = running.cuts;
    const abort = () => order(running, { do: 'abort', id });
    // It keeps to the time itself; this is for one that no longer does anything.
    const timer = setTimeout(() => {
      onForce('the browser was ended: a visit went on for ever', {});
      void end(running, 'time');
    }, visitMs);
    try {
      const answer = await new Promise<Answer>((done, fail) => {
        running.visits.set(id, { done, fail });
        signal?.addEventListener('abort', abort, { once: true });
        if (!isAlive(running.child)) return fail(crashed());
        order(running, make(id));
      });
      if (answer.error?.code === 'page_crashed' && running.cuts > cutsBefore) throw tooLarge(memoryBytes);
      if (answer.error !== undefined) throw new SokoError(answer.error);
      return answer;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      running.visits.delete(id);
      if (running.visits.size === 0) idle = setTimeout(() => void close(), IDLE_MS).unref();
    }
  }

  function endError({ visits, ended: why, child }: Running, signal: NodeJS.Signals | null): SokoError {
    // With another visit beside it nobody can say whose fault it was: both are tried again.
    if (visits.size > 1) return crashed();
    if (why === 'time') return timedOut();
    // SIGABRT: Node's own end when the page has filled its heap.
    return why === 'memory' || signal === 'SIGABRT' || child.exitCode === 134 ? tooLarge(memoryBytes) : crashed();
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const running = await current?.catch(() => undefined);
    if (running === undefined) return ending;
    const gone = isAlive(running.child) ? once(running.child, 'exit') : undefined;
    order(running, { do: 'close' });
    await Promise.race([gone, sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
    await endTree(running);
    await running.folder.remove().catch(() => {});
  }

  return {
    scout: (phone, { signal } = {}) =>
      limit(async () => {
        if (signal?.aborted === true) throw aborted(signal.reason);
        const { outcome } = await ask((id) => ({ do: 'scout', id, phone }), signal);
        if (outcome === undefined) throw crashed();
        return outcome;
      }),
    prepare: async () => void (await ask((id) => ({ do: 'prepare', id }))),
    processes: async () => {
      const running = await current?.catch(() => undefined);
      return running === undefined ? [] : readTree(running);
    },
    peakBytes: () => peak,
    close,
  };
}

function order({ child }: Running, message: Order): void {
  if (child.connected) child.send(message, () => {});
}

async function end(running: Running, why: 'memory' | 'time'): Promise<void> {
  running.ended ??= why;
  await endTree(running);
}

/** Until nothing is left: what is forked between the look and the kill is there at the next. */
async function endTree(running: Running): Promise<void> {
  for (let round = 0; round < 20; round++) {
    const tree = await readTree(running);
    if (tree.length === 0) break;
    killAll(tree);
    await sleep(50);
  }
  if (isAlive(running.child)) running.child.kill('SIGKILL');
}

const readTree = ({ child, groups }: Running): Promise<RunningProcess[]> =>
  child.pid === undefined ? Promise.resolve([]) : readProcessTree(child.pid, groups);

const sum = (tree: RunningProcess[]): number => tree.reduce((all, { bytes }) => all + bytes, 0);
const isAlive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** scout-child.ts in a process and a group of its own, whose temporary files lie in the folder. */
function startDriver(entry: URL | string, temporaryFolder: string): ChildProcess {
  // biome-ignore lint/style/noProcessEnv: the surroundings of a program, no settings
  const { PATH, NODE_ENV, PLAYWRIGHT_BROWSERS_PATH } = process.env;
  const browsers = PLAYWRIGHT_BROWSERS_PATH === undefined ? {} : { PLAYWRIGHT_BROWSERS_PATH };
  return fork(entry, [], {
    execArgv: [`--max-old-space-size=${DRIVER_HEAP_MB}`, '--enable-source-maps'],
    // Its group tells it and its browser from everything else.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Only what it needs: it reads hostile pages, and knows no key of ours.
    env: { PATH, NODE_ENV, HOME: homedir(), LANG: 'C.UTF-8', TMPDIR: temporaryFolder, ...browsers },
  });
}
