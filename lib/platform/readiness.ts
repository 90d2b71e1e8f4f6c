import { setTimeout as sleep } from 'node:timers/promises';

export interface Check {
  name: string;
  /** Throws when the dependency cannot be used. */
  run(): Promise<unknown>;
}

type CheckResult = { ok: true } | { ok: false; message: string };

export interface Readiness {
  ready: boolean;
  checks: Record<string, CheckResult>;
}

/** A dependency that answers later than this is as good as away. */
const PATIENCE_MS = 3_000;

export async function askAll(checks: Check[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async ({ name, run }) => [name, await ask(run)] as const));
  return { ready: results.every(([, result]) => result.ok), checks: Object.fromEntries(results) };
}

async function ask(run: Check['run']): Promise<CheckResult> {
  const answered = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: answered.signal }).then(() => {
    throw new Error(`no answer within ${PATIENCE_MS / 1000} s`);
  });
  try {
    await Promise.race([run(), late]);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    answered.abort();
  }
}

/** Another part of the system, over HTTP: anything below 500 is an answer. */
export async function askUrl(url: URL): Promise<void> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
  await response.body?.cancel();
  if (response.status >= 500) throw new Error(`it answered ${response.status}`);
}
