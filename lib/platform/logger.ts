import pino from 'pino';
import type { Env } from './env';
import { maskLogLine } from './mask-log-line';
import { currentRequestId } from './request-id';
import { visibleText } from './visible-text';

export type Logger = pino.Logger;

const SECRETS = [
  'password',
  'token',
  'secret',
  'apiKey',
  'signingKey',
  'eventKey',
  'authorization',
  'cookie',
  'connectionString',
  '["set-cookie"]',
];

export interface LoggerOptions {
  /** The process that writes: web, worker, cli. */
  name: string;
  level: Env['LOG_LEVEL'];
  /** Where lines go; standard output unless told. */
  destination?: pino.DestinationStream;
}

/**
 * JSON lines with phones masked, secrets left out and nothing in them that a terminal obeys. Everything in a process
 * logs through one of these or its children.
 */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options: pino.LoggerOptions = {
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: requestNamed,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: SECRETS.flatMap((path) => withParents(path)), censor: '•••' },
    hooks: { streamWrite: (line) => `${visibleText(maskLogLine(line.trimEnd()))}\n` },
  };
  return pino(options, destination ?? standardOutput());
}

function requestNamed(): { requestId?: string } {
  const requestId = currentRequestId();
  return requestId === undefined ? {} : { requestId };
}

/** Lines that wait for a full disk to have room; what is more is lost, rather than the memory it would take. */
const MOST_WAITING_BYTES = 64 * 1024;

/** Pino's own waits for ever for a line that a full disk does not take, and all of the process with it. */
function standardOutput(): pino.DestinationStream {
  const output = pino.destination({ dest: 1, sync: true, maxLength: MOST_WAITING_BYTES });
  output.on('error', () => {});
  return output;
}

/** Redaction names every depth: at the top, and within one or two objects (e.g. `request.headers.cookie`). */
function withParents(path: string): string[] {
  const dot = path.startsWith('[') ? '' : '.';
  return [path, `*${dot}${path}`, `*.*${dot}${path}`];
}

/** What a line is about, by the same names everywhere: one product's way can be followed through all processes. */
export interface WorkContext {
  productId?: string;
  syncRunId?: string;
  stage?: string;
  sellerPhone?: string;
}

/** A logger whose lines all say what of product, run and stage they are about. */
export function forWork(logger: Logger, context: WorkContext): Logger {
  return logger.child(context);
}
