import { inTime } from './in-time';

export interface Check {
  name: string;
  /** Throws when the dependency cannot be used. */
  run(): Promise<unknown>;
}

type CheckResult = { ok: true } | { ok: false; message: string };

/** What waits although all answers. */
export interface Paused<Service = unknown, Stage = unknown> {
  /** Since a service is at fault. */
  paused: Service[];
  /** Since a person paused the stage. */
  pausedStages: Stage[];
}

/** What is paused takes nothing from `ready`, since shoppers are served. */
export type Readiness<Waiting extends Paused = Paused> = {
  ready: boolean;
  checks: Record<string, CheckResult>;
} & Waiting;

/** A dependency that answers later than this is as good as away. */
const PATIENCE_MS = 3_000;

export async function askAll<Service, Stage>(
  checks: Check[],
  readPaused: () => Promise<Paused<Service, Stage>>,
): Promise<Readiness<Paused<Service, Stage>>> {
  const [results, paused] = await Promise.all([
    Promise.all(checks.map(async ({ name, run }) => [name, await ask(run)] as const)),
    // Where it is kept, in the database, is one of the checks.
    inTime(PATIENCE_MS, readPaused).catch(() => ({ paused: [], pausedStages: [] })),
  ]);
  return { ready: results.every(([, result]) => result.ok), checks: Object.fromEntries(results), ...paused };
}

async function ask(run: Check['run']): Promise<CheckResult> {
  try {
    await inTime(PATIENCE_MS, run);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** Another part of the system, over HTTP: anything below 500 is an answer. */
export async function askUrl(url: URL): Promise<void> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  await response.body?.cancel();
  if (response.status >= 500) throw new Error(`it answered ${response.status}`);
}
