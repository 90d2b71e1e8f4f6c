import { causesOf, isUnansweredFetch, SokoError } from './errors';

const DATABASE_UNAVAILABLE = 'database_unavailable';
const LATER_MS = 1000;
/** Somebody has to make room first. */
const FULL_DISK_LATER_MS = 60_000;
/** PostgreSQL's `disk_full`; `could not extend file` and a failed write of the log come under it. */
const DISK_FULL_SQLSTATE = '53100';

/**
 * What passes by itself: connections, shut-down, start-up, deadlocks, serialisation, timeouts by their SQLSTATE;
 * Prisma's codes for not reached, timed out, closed, pool exhausted, write conflict; the socket's own.
 */
const PASSING_CODE = new RegExp(
  `^(?:${[
    '08...|57014|57P0[123]|53[0-9A-Z]{3}|40001|40P01|55P03',
    'P1001|P1002|P1008|P1011|P1017|P2024|P2028|P2034|P2037',
    'ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN',
  ].join('|')})$`,
);
const PASSING_KIND = new RegExp(
  '^(?:DatabaseNotReachable|ConnectionClosed|TooManyConnections|SocketTimeout|' +
    'TransactionWriteConflict|TransactionAlreadyClosed)$',
);
/** pg's own errors for lost connections carry no code. */
const PASSING_MESSAGE = new RegExp(
  'Connection terminated|timeout exceeded when trying to connect|Query read timeout|' +
    'Client has encountered a connection error',
);

/**
 * `database_unavailable` (503, to be tried again) for what passes by itself: PostgreSQL restarting, all connections
 * taken, two transactions in each other's way. Undefined for anything else.
 */
export function asDatabaseUnavailable(error: unknown): SokoError | undefined {
  // Prisma wraps the driver's error, the driver the socket's.
  const causes: DriverError[] = [...causesOf(error)];
  if (causes.some(isOfAnother)) return undefined;
  if (!causes.some(isPassing)) return undefined;
  const isFull = causes.some((cause) => codesOf(cause).includes(DISK_FULL_SQLSTATE));
  return new SokoError({
    code: DATABASE_UNAVAILABLE,
    message: isFull
      ? 'The database’s disk is full. Make room there; work goes on by itself then.'
      : 'The database cannot be reached right now. Please try again in a moment.',
    status: 503,
    retry: { again: true, afterMs: isFull ? FULL_DISK_LATER_MS : LATER_MS },
    cause: error,
  });
}

/**
 * A refused connection is not the database's where an error of ours says what it is about, nor where it was asked over
 * HTTP, as PostgreSQL never is.
 */
function isOfAnother(layer: object): boolean {
  if (layer instanceof SokoError) return layer.code !== DATABASE_UNAVAILABLE;
  return isUnansweredFetch(layer);
}

/** Where the several layers say what went wrong. */
interface DriverError {
  code?: unknown;
  originalCode?: unknown;
  kind?: unknown;
  message?: unknown;
}

const codesOf = ({ code, originalCode }: DriverError): string[] =>
  [code, originalCode].filter((given) => typeof given === 'string');

function isPassing(error: DriverError): boolean {
  if (codesOf(error).some((code) => PASSING_CODE.test(code))) return true;
  const { kind, message } = error;
  return PASSING_KIND.test(String(kind)) || (typeof message === 'string' && PASSING_MESSAGE.test(message));
}
