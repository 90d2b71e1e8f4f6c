import { AsyncLocalStorage } from 'node:async_hooks';

export interface GuardedCall {
  signal: AbortSignal;
  /** Of the answer, as the server sent it. */
  retryAfter: string | null;
}

interface Guard {
  calls: AsyncLocalStorage<GuardedCall>;
}

/** On globalThis: a bundler may load this module more than once, and fetch must be wrapped once. */
const GUARD = Symbol.for('soko.guarded-fetch');
type GuardedGlobal = typeof globalThis & { [GUARD]?: Guard };

/**
 * Runs `work` so that every global fetch within it follows no redirect, takes `call.signal`, and notes Retry-After in
 * `call`. Fetches outside are untouched.
 *
 * For an SDK that calls the global fetch itself and offers no other way in. A followed redirect would hand its key to
 * another host: fetch drops `Authorization` on the way there, but no header of an SDK's own invention.
 */
export function withGuardedFetch<T>(call: GuardedCall, work: () => Promise<T>): Promise<T> {
  return guard().calls.run(call, work);
}

function guard(): Guard {
  const scope: GuardedGlobal = globalThis;
  scope[GUARD] ??= install();
  return scope[GUARD];
}

function install(): Guard {
  const calls = new AsyncLocalStorage<GuardedCall>();
  const unguarded = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const call = calls.getStore();
    if (call === undefined) return unguarded(input, init);
    const response = await unguarded(input, { ...init, redirect: 'manual', cache: 'no-store', signal: call.signal });
    call.retryAfter = response.headers.get('retry-after');
    return response;
  };
  return { calls };
}
