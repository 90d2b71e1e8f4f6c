import { AsyncLocalStorage } from 'node:async_hooks';

/** An answer that has come whole, as the server sent it. */
export interface WholeAnswer {
  status: number;
  retryAfter: string | null;
  body: string;
}

export interface GuardedCall {
  signal: AbortSignal;
  /** Throws what is wrong with an answer. */
  judge: (answer: WholeAnswer) => void;
}

interface Guard {
  calls: AsyncLocalStorage<GuardedCall & { failure?: unknown }>;
}

/** On globalThis: a bundler may load this module more than once, and fetch must be wrapped once. */
const GUARD = Symbol.for('soko.guarded-fetch');
type GuardedGlobal = typeof globalThis & { [GUARD]?: Guard };

/**
 * Runs `work` so that every global fetch within it follows no redirect, takes `call.signal`, and fails with what
 * `call.judge` throws. Fetches outside are untouched. Errors: what fetch or `judge` threw, whatever `work` made of it.
 *
 * For an SDK that calls the global fetch itself and offers no other way in. A followed redirect would hand its key to
 * another host: fetch drops `Authorization` on the way there, but no header of an SDK's own invention.
 */
export async function withGuardedFetch<T>(call: GuardedCall, work: () => Promise<T>): Promise<T> {
  const running: GuardedCall & { failure?: unknown } = { ...call };
  try {
    return await guard().calls.run(running, work);
  } catch (error) {
    throw running.failure ?? error;
  }
}

function guard(): Guard {
  const scope: GuardedGlobal = globalThis;
  scope[GUARD] ??= install();
  return scope[GUARD];
}

function install(): Guard {
  const calls: Guard['calls'] = new AsyncLocalStorage();
  const unguarded = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const call = calls.getStore();
    if (call === undefined) return unguarded(input, init);
    try {
      const response = await unguarded(input, { ...init, redirect: 'manual', cache: 'no-store', signal: call.signal });
      const { status, headers } = response;
      const body = await response.text();
      call.judge({ status, retryAfter: headers.get('retry-after'), body });
      return new Response(body === '' ? null : body, { status });
    } catch (error) {
      call.failure = error;
      throw error;
    }
  };
  return { calls };
}
