import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { SokoError } from '@/lib/platform/errors';
import { makeOwnedFolder, type OwnedFolder } from '@/lib/platform/owned-folder';
import { killAll, type RunningProcess, readProcessTree } from '@/lib/platform/process-tree';
import type { CatalogScout, ScoutOutcome } from './catalog-scout';
import { startDriver } from './scout-driver';
import { aborted, crashed, notStarted, timedOut, tooLarge } from './scout-errors';
import { type Answer, answerSchema, errorReceived, type Order, type ScoutProcessSettings } from './scout-messages';

export interface ScoutProcess extends CatalogScout {
  /** Finds the browser, and unpacks the bundled one, before the first seller waits for it. Errors: `no_browser`. */
  prepare(): Promise<void>;
  /** Everything it runs now; empty while it rests. */
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
 * For all processes of the browser and its driver. An ordinary visit was measured at 160 MB; WhatsApp Web itself, behind a signed-in
 * profile, is several times as large, and two pages may be open. Far below what ends a machine of 4 GB.
 */
const MEMORY_BYTES = 1536 * 1024 * 1024;
/** A page can fill some 300 MB between two looks. */
const LOOK_EVERY_MS = 200;
/** Memory of a process that was killed takes a moment to come back. */
const AFTER_A_KILL_MS = 1_000;
/** A page that comes back as large in other processes again and again ends with all of them. */
const MOST_CUTS = 5;
/** Beyond what the Scout gives itself: starting the browser (30 s) and closing it. Whoever has not answered then does not answer. */
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
 * The Scout in a process of its own, watched from here: together its processes may take `memoryBytes`. The largest tab goes first, and
 * only its visit ends; when that does not help, everything goes. Nothing is left of it: no process, no profile, no folder, also after
 * a kill -9 of this process, when the next one to start tidies up.
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
      onForce(
        isTab ? 'a page was ended: it needs too much memory' : 'the browser was ended: it needs too much memory',
        {
          megabytes: Math.round(bytes / 1024 / 1024),
          processes: tree.length,
        },
      );
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
      throw notStarted(error);
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
      if (answer.error !== undefined) throw errorReceived(answer.error);
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
      limit(async (): Promise<ScoutOutcome> => {
        if (signal?.aborted === true) throw aborted(signal.reason);
        const { outcome } = await ask((id) => ({ do: 'scout', id, phone }), signal);
        if (outcome === undefined) throw crashed();
        return fromAnswer(outcome);
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

function fromAnswer(outcome: NonNullable<Answer['outcome']>): ScoutOutcome {
  if (outcome.kind !== 'blocked') return outcome;
  const { kind, retryAfterMs } = outcome;
  return retryAfterMs === undefined ? { kind } : { kind, retryAfterMs };
}
