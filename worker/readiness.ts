export interface Check {
  name: string;
  /** Throws when the dependency cannot be used. */
  run(): Promise<unknown>;
}

export interface Readiness {
  ready: boolean;
  checks: Record<string, { ok: true } | { ok: false; message: string }>;
}

/** A dependency that answers later than this is as good as away. */
const PATIENCE_MS = 3_000;

/** Asks every dependency at once. */
export async function readReadiness(checks: Check[]): Promise<Readiness> {
  const results = await Promise.all(checks.map(async ({ name, run }) => [name, await outcome(run)] as const));
  return { ready: results.every(([, result]) => result.ok), checks: Object.fromEntries(results) };
}

async function outcome(run: () => Promise<unknown>): Promise<{ ok: true } | { ok: false; message: string }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
  });
  try {
    await Promise.race([run(), late]);
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
