import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { maskPhones } from './mask-phones';

/** Taken from whoever asks, a proxy most often; passed on to the worker; in every answer. */
export const REQUEST_ID_HEADER = 'x-request-id';

const WELL_FORMED = /^[\w.-]{8,64}$/;

/** Shared by Next's bundles: the gate is in one, the routes in others. */
const shared = globalThis as { sokoRequestId?: AsyncLocalStorage<string> };

function requests(): AsyncLocalStorage<string> {
  shared.sokoRequestId ??= new AsyncLocalStorage();
  return shared.sokoRequestId;
}

/** The id that a request brings, or one of its own: what is no id, or looks like a phone, reaches no log. */
export function requestIdOf(header: string | string[] | undefined): string {
  const given = typeof header === 'string' && WELL_FORMED.test(header) && !/^\d+$/.test(header) ? header : undefined;
  return given !== undefined && maskPhones(given) === given ? given : randomUUID();
}

/** Runs what is done for a request: every line that is logged meanwhile names it. */
export function forRequest<T>(id: string, work: () => T): T {
  return requests().run(id, work);
}

/** Undefined outside of any request. */
export function currentRequestId(): string | undefined {
  return requests().getStore();
}

/** For what is asked of another process of ours. */
export function requestIdHeaders(): Record<string, string> {
  const id = currentRequestId();
  return id === undefined ? {} : { [REQUEST_ID_HEADER]: id };
}
