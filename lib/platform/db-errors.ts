import { SokoError } from './errors';

const LATER_MS = 1000;
/** Somebody has to make room first. */
const FULL_DISK_LATER_MS = 60_000;
/** PostgreSQL's `disk_full`; `could not extend file` and a failed write of the log come under it. */
const DISK_FULL_SQLSTATE = '53100';

/** SQLSTATE classes and codes that pass by themselves: connections, shut-down, start-up, deadlocks, serialisation. */
const PASSING_SQLSTATE = /^(08...|57P0[123]|53[0-9A-Z]{3}|40001|40P01|55P03)$/;
/** Prisma's codes for the same: not reached, timed out, closed, pool exhausted, write conflict. */
const PASSING_PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
const PASSING_SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const PASSING_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'TooManyConnections',
  'SocketTimeout',
  'TransactionWriteConflict',
  'TransactionAlreadyClosed',
]);
/** pg's own errors for lost connections carry no code. */
const PASSING_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error/;

/**
 * `database_unavailable` (503, to be tried again) for what passes by itself: PostgreSQL restarting, all connections
 * taken, two transactions in each other's way. Undefined for anything else.
 */
export function asDatabaseUnavailable(error: unknown): SokoError | undefined {
  if (!isPassing(error)) return undefined;
  const isFull = codesOf(error).includes(DISK_FULL_SQLSTATE);
  return new SokoError({
    code: 'database_unavailable',
    message: isFull
      ? 'The database’s disk is full. Make room there; work goes on by itself then.'
      : 'The database cannot be reached right now. Please try again in a moment.',
    status: 503,
    retry: { again: true, afterMs: isFull ? FULL_DISK_LATER_MS : LATER_MS },
    cause: error,
  });
}

/** Of the error and of what it wraps. */
function codesOf(error: unknown, depth = 0): unknown[] {
  if (typeof error !== 'object' || error === null || depth > 4) return [];
  const { code, originalCode, cause } = error as Record<string, unknown>;
  return [code, originalCode, ...codesOf(cause, depth + 1)];
}

function isPassing(error: unknown, depth = 0): boolean {
  // Prisma wraps the driver's error, the driver the socket's.
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  const { code, kind, originalCode, message, cause, errors } = error as Record<string, unknown>;
  for (const given of [code, originalCode]) {
    if (typeof given !== 'string') continue;
    if (PASSING_SQLSTATE.test(given) || PASSING_PRISMA.has(given) || PASSING_SOCKET.has(given)) return true;
  }
  if (typeof kind === 'string' && PASSING_KINDS.has(kind)) return true;
  if (typeof message === 'string' && PASSING_MESSAGE.test(message)) return true;
  if (Array.isArray(errors) && errors.some((inner) => isPassing(inner, depth + 1))) return true;
  return isPassing(cause, depth + 1);
}
