import { SokoError } from './errors';
import { isLoopbackHost } from './this-machine';

export interface InngestSettings {
  INNGEST_BASE_URL?: string | undefined;
  INNGEST_SIGNING_KEY?: string | undefined;
  INNGEST_DEV?: string | undefined;
}

interface WebAddresses extends InngestSettings {
  PORT: number;
  PUBLIC_URL: string;
  INNGEST_SERVE_ORIGIN?: string | undefined;
}

interface WorkerAddresses extends InngestSettings {
  WORKER_URL: string;
  INNGEST_WORKER_ORIGIN?: string | undefined;
}

/** INNGEST_DEV is `1`, `true` or the dev server's URL; `0` and `false` say no. */
export function isInngestDev(value: string | undefined): boolean {
  return value !== undefined && !['0', 'false', ''].includes(value.toLowerCase());
}

/** Where Inngest finds web, unless it is told: a server on this machine here, any other where the public does. */
export function serveOrigin(settings: WebAddresses): string {
  const here = `http://127.0.0.1:${settings.PORT}`;
  return inngestElsewhere(settings) === undefined ? here : new URL(settings.PUBLIC_URL).origin;
}

/** Which setting keeps a server on another machine from calling web, if one does. */
export function webUnreachable(
  settings: WebAddresses,
): { setting: 'INNGEST_DEV' | 'INNGEST_SERVE_ORIGIN'; problem: string } | undefined {
  const { INNGEST_DEV, INNGEST_SERVE_ORIGIN, PUBLIC_URL } = settings;
  const elsewhere = inngestElsewhere(settings);
  if (elsewhere === undefined) return undefined;
  if (isInngestDev(INNGEST_DEV)) {
    const problem = `has to be unset: ${elsewhere} is not on this machine, and a dev server signs nothing`;
    return { setting: 'INNGEST_DEV', problem };
  }
  if (INNGEST_SERVE_ORIGIN !== undefined || !isHere(PUBLIC_URL)) return undefined;
  const problem = `is needed, or PUBLIC_URL: ${elsewhere} cannot call web at ${PUBLIC_URL}`;
  return { setting: 'INNGEST_SERVE_ORIGIN', problem };
}

/**
 * Where Inngest finds the worker, which only a worker need know. Errors: `invalid_environment`, when the server is on
 * another machine and could not call it.
 */
export function workerOrigin(settings: WorkerAddresses): string {
  const { INNGEST_WORKER_ORIGIN, WORKER_URL } = settings;
  const elsewhere = inngestElsewhere(settings);
  if (INNGEST_WORKER_ORIGIN !== undefined || elsewhere === undefined || !isHere(WORKER_URL))
    return INNGEST_WORKER_ORIGIN ?? WORKER_URL;
  throw new SokoError({
    code: 'invalid_environment',
    message: `INNGEST_WORKER_ORIGIN is needed, or WORKER_URL: ${elsewhere} cannot call the worker at ${WORKER_URL}.`,
  });
}

/** The Inngest server that is not on this machine; undefined when it is. */
function inngestElsewhere(settings: InngestSettings): string | undefined {
  const { INNGEST_BASE_URL, INNGEST_SIGNING_KEY, INNGEST_DEV = '' } = settings;
  const server =
    INNGEST_BASE_URL ?? (/^https?:/.test(INNGEST_DEV) && URL.canParse(INNGEST_DEV) ? INNGEST_DEV : undefined);
  if (server !== undefined) return isHere(server) ? undefined : `Inngest at ${new URL(server).host}`;
  return INNGEST_SIGNING_KEY === undefined || isInngestDev(INNGEST_DEV) ? undefined : 'Inngest’s cloud';
}

/** Connecting to "any address" comes to this machine, too. */
function isHere(url: string): boolean {
  const { hostname } = new URL(url);
  return isLoopbackHost(hostname) || hostname === '0.0.0.0' || hostname === '[::]';
}
